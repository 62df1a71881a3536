"""POST /api/alerttrigger"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertTriggerInput
    from powertrack_api.models.alert_trigger import AlertTrigger


def create_alert_trigger(
    hardware_key: str,
    body: AlertTriggerInput,
) -> Operation[AlertTrigger]:
    """Create an alert trigger.

    Takes a whole trigger with `id` 0 and an empty `key`, as `getNewAlertTrigger` gives it. The body's `parentKey`
    names the device or site; the path does not. The answer is the trigger with `id`, `key` and `lastChanged` from the
    server. Only creations on devices were captured.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device or site whose page sends it.
        body: What is sent, a AlertTrigger.
    """
    return Operation(
        id="createAlertTrigger",
        method="POST",
        path="/api/alerttrigger",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
    )


def _parse(content: bytes) -> AlertTrigger:
    from powertrack_api.models.alert_trigger import AlertTrigger

    return AlertTrigger.parse(content)
