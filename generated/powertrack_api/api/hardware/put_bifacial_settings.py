"""PUT /api/edit/hardware/bifacial/{hardwareKey}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, nothing
from powertrack_core.operation import Operation, segment


def put_bifacial_settings(
    hardware_key: str,
    body: JsonValue,
) -> Operation[None]:
    """Save the bifacial settings of an inverter.

    Never seen. `putModeling` with the key of the inverter saves its photovoltaic model, bifacial figures included,
    and was seen.

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
