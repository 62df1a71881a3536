"""GET /api/edit/hardware/gateway/info/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.hardware_config import HardwareConfig


def get_gateway_info(
    hardware_key: str,
) -> Operation[HardwareConfig]:
    """Read the configuration of a gateway.

    The same document that `getHardwareConfig` gives for a device. It was seen with the gateway's own key.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
    """
    return Operation(
        id="getGatewayInfo",
        method="GET",
        path=f"/api/edit/hardware/gateway/info/{segment(hardware_key)}",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> HardwareConfig:
    from powertrack_api.models.hardware_config import HardwareConfig

    return HardwareConfig.parse(content)
