"""GET /api/edit/hardware/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.hardware_config import HardwareConfig


def get_hardware_config(
    hardware_key: str,
) -> Operation[HardwareConfig]:
    """Read the whole configuration of a device.

    All that is set on a device, such as an inverter: its settings, registers, driver, address and connection. The
    same fields come for every kind of device; `configs` names the parts that are filled for this one. Later client
    versions add a few fields.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        hardware_key: Key of the device.
    """
    return Operation(
        id="getHardwareConfig",
        method="GET",
        path=f"/api/edit/hardware/{segment(hardware_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(hardware_key)}/administration/config",
        safe=True,
        identity=Identity(field="key", stamp="ts", key=hardware_key),
    )


def _parse(content: bytes) -> HardwareConfig:
    from powertrack_api.models.hardware_config import HardwareConfig

    return HardwareConfig.parse(content)
