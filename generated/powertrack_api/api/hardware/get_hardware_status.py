"""GET /api/view/hardwarestatus/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.hardware_diagnostics import HardwareDiagnostics


def get_hardware_status(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[HardwareDiagnostics]:
    """Read the live registers and the connection of a device.

    Every register with its raw and its scaled reading, and commands by which a technician can read it on the spot.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getHardwareStatus",
        method="GET",
        path=f"/api/view/hardwarestatus/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> HardwareDiagnostics:
    from powertrack_api.models.hardware_diagnostics import HardwareDiagnostics

    return HardwareDiagnostics.parse(content)
