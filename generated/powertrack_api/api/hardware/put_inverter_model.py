"""PUT /api/edit/hardware/inverter/{hardwareKey}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, nothing
from powertrack_core.operation import Operation, segment


def put_inverter_model(
    hardware_key: str,
    body: JsonValue,
) -> Operation[None]:
    """Save the model of an inverter.

    Never seen. `putModeling` with the key of the inverter saves its photovoltaic model and was seen.

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
