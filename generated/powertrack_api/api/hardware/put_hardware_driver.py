"""PUT /api/edit/hardware/driver/{hardwareKey}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, nothing
from powertrack_core.operation import Operation, segment


def put_hardware_driver(
    hardware_key: str,
    body: JsonValue,
) -> Operation[None]:
    """Save the driver of a device.

    Never seen. `putHardwareConfig` saves driver, settings and register offsets with the whole device and was seen.

    Evidence: reported.

    Args:
        hardware_key: Key of the device.
        body: What is sent, a Unseen.
    """
    return Operation(
        id="putHardwareDriver",
        method="PUT",
        path=f"/api/edit/hardware/driver/{segment(hardware_key)}",
        parse=nothing,
        body=body,
    )
