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

    The kind of key decides the answer. The key of a device or a site answers with all its triggers and the templates
    offered for it; the key of a trigger answers with that trigger alone.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
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
