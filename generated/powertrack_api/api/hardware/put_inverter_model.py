"""PUT /api/edit/hardware/inverter/{hardwareKey}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, nothing
from powertrack_core.operation import Operation, segment


def put_inverter_model(
    hardware_key: str,
    body: JsonValue,
) -> Operation[None]:
    """Save the model of an inverter.

    Never captured. Use `putModeling` with the key of the inverter, which was captured, to save its photovoltaic
    model.

    Evidence: reported.

    Args:
        hardware_key: Key of the device.
        body: What is sent, a Unseen.
    """
    return Operation(
        id="putInverterModel",
        method="PUT",
        path=f"/api/edit/hardware/inverter/{segment(hardware_key)}",
        parse=nothing,
        body=body,
    )
