"""POST /api/alerttrigger/{key}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, nothing
from powertrack_core.operation import Operation, segment


def add_hardware_alert_trigger(
    key: str,
    body: JsonValue,
) -> Operation[None]:
    """Add an alert trigger to a device.

    Never seen. `createAlertTrigger` creates a trigger and was seen.

    Evidence: reported.

    Args:
        key: Key of the device.
        body: What is sent, a Unseen.
    """
    return Operation(
        id="addHardwareAlertTrigger",
        method="POST",
        path=f"/api/alerttrigger/{segment(key)}",
        parse=nothing,
        body=body,
    )
