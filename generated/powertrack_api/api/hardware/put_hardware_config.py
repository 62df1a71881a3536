"""PUT /api/edit/hardware"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, identified, segment

if TYPE_CHECKING:
    from powertrack_api.models.hardware_config import HardwareConfig


def put_hardware_config(
    hardware_key: str,
    document: JsonObject,
) -> Operation[HardwareConfig]:
    """Save the whole configuration of a device.

    Takes the whole document. The body's key names the device; the path does not. The answer is the document as read
    again after saving: `ts` and `outOfServiceUntil` move, settings are numbered anew, `driverRegisters` is emptied,
    and derived fields may change. One capture holds only the first 49 fields in both directions. It was most likely
    shortened by hand and is no proof that a PUT of part of the document works. The captures of an inverter and of a
    tracker controller end early: their answers are missing, and the rest of their requests is filled in from the
    listed types and the usual values.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        hardware_key: Key of the device whose page sends it.
        document: The whole HardwareConfig; what is left out is lost.
    """
    return Operation(
        id="putHardwareConfig",
        method="PUT",
        path="/api/edit/hardware",
        parse=_parse,
        body=identified(document, "key", hardware_key),
        referer=f"/powertrack/{segment(hardware_key)}/administration/config",
    )


def _parse(content: bytes) -> HardwareConfig:
    from powertrack_api.models.hardware_config import HardwareConfig

    return HardwareConfig.parse(content)
