"""GET /api/view/registeroffsets/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.register_offsets import RegisterOffsets


def get_register_offsets(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[RegisterOffsets]:
    """Read the offsets on the registers of a device.

    What is added to the readings of registers, such as those of energy counters.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getRegisterOffsets",
        method="GET",
        path=f"/api/view/registeroffsets/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> RegisterOffsets:
    from powertrack_api.models.register_offsets import RegisterOffsets

    return RegisterOffsets.parse(content)
