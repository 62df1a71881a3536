"""GET /api/alerttrigger/new/{hardwareKey}/{alertTypeKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_trigger import AlertTrigger


def get_new_alert_trigger(
    hardware_key: str,
    alert_type_key: str,
) -> Operation[AlertTrigger]:
    """Read a filled-in trigger of an alert type for a device.

    A template for `createAlertTrigger`, active and with the usual delays, its `id` 0 and its `key` empty. Nothing is
    saved. Of devices only the alert type `AI250` was captured.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device.
        alert_type_key: Key of the alert type, one of those that `getHardwareAlertTypes` or `getSiteAlertTypes` lists.
    """
    return Operation(
        id="getNewAlertTrigger",
        method="GET",
        path=f"/api/alerttrigger/new/{segment(hardware_key)}/{segment(alert_type_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
        safe=True,
    )


def _parse(content: bytes) -> AlertTrigger:
    from powertrack_api.models.alert_trigger import AlertTrigger

    return AlertTrigger.parse(content)
