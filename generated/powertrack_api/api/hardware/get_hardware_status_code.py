"""GET /api/view/hardwarestatus/status/{hardwareKey}"""

from __future__ import annotations

from powertrack_core.decoding import integer, load_value
from powertrack_core.operation import Operation, segment


def get_hardware_status_code(
    hardware_key: str,
) -> Operation[int | None]:
    """Read the status of a device.

    Answers with the bare number of the status and nothing else.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
    """
    return Operation(
        id="getHardwareStatusCode",
        method="GET",
        path=f"/api/view/hardwarestatus/status/{segment(hardware_key)}",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> int | None:

    return load_value(content, integer)
