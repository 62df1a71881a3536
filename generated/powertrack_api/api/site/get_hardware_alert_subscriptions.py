"""GET /api/subscription/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_subscriptions import AlertSubscriptions


def get_hardware_alert_subscriptions(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[AlertSubscriptions]:
    """List who is told about the alerts of a device.

    The subscriptions of a site include those to the customers above it. Pages with alert settings ask for them, for a
    site and for a device; for a device no answer was seen.

    Evidence: partial (not seen: the answer, status and body). Page:
    /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getHardwareAlertSubscriptions",
        method="GET",
        path=f"/api/subscription/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> AlertSubscriptions:
    from powertrack_api.models.alert_subscriptions import AlertSubscriptions

    return AlertSubscriptions.parse(content)
