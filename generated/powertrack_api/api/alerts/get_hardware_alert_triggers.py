"""GET /api/alerttrigger/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_triggers import AlertTriggers


def get_hardware_alert_triggers(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[AlertTriggers]:
    """Read the alert triggers of a device.

    The answer depends on the kind of key. For a device or a site it contains all triggers and the templates offered
    for it; for a trigger, only that trigger.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
        last_changed: Requests only what changed after this time; if nothing did, the answer is 200 without a body.
            The default requests everything.
    """
    return Operation(
        id="getHardwareAlertTriggers",
        method="GET",
        path=f"/api/alerttrigger/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        identity=Identity(field="key", stamp="lastChanged", key=hardware_key),
        may_be_empty=True,
    )


def _parse(content: bytes) -> AlertTriggers:
    from powertrack_api.models.alert_triggers import AlertTriggers

    return AlertTriggers.parse(content)
