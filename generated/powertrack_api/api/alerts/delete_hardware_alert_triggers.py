"""DELETE /api/alerttrigger/{key}"""

from __future__ import annotations

from powertrack_core.decoding import nothing
from powertrack_core.operation import Operation, segment


def delete_hardware_alert_triggers(
    key: str,
) -> Operation[None]:
    """Delete the alert triggers of a device.

    Never seen. `deleteAlertTrigger` deletes one trigger of a device and was seen.

    Evidence: reported.

    Args:
        key: Key of the device.
    """
    return Operation(
        id="deleteHardwareAlertTriggers",
        method="DELETE",
        path=f"/api/alerttrigger/{segment(key)}",
        parse=nothing,
    )
