"""PUT /api/edit/hardware/bifacial/{hardwareKey}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, nothing
from powertrack_core.operation import Operation, segment


def put_bifacial_settings(
    hardware_key: str,
    body: JsonValue,
) -> Operation[None]:
    """Save the bifacial settings of an inverter.

    Never captured. Use `putModeling` with the key of the inverter, which was captured, to save its photovoltaic
    model, including the bifacial figures.

    Evidence: reported.

    Args:
        hardware_key: Key of the device.
        body: What is sent, a Unseen.
    """
    return Operation(
        id="putBifacialSettings",
        method="PUT",
        path=f"/api/edit/hardware/bifacial/{segment(hardware_key)}",
        parse=nothing,
        body=body,
    )
