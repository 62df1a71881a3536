"""POST /api/edit/hardware/gateway/defaultparams/{gatewayId}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.gateway_firmware import GatewayFirmware


def request_gateway_default_params(
    gateway_id: str,
) -> Operation[GatewayFirmware]:
    """Ask for the default parameters of a gateway.

    Sent without a body. The answer is blank but for the gateway's identifier and its parameters. It seems to work out
    the defaults alone; whether it also resets the gateway is not known, so it is not taken as a read.

    Evidence: partial (not seen: the page that sends it).

    Args:
        gateway_id: MAC address of the gateway.
    """
    return Operation(
        id="requestGatewayDefaultParams",
        method="POST",
        path=f"/api/edit/hardware/gateway/defaultparams/{segment(gateway_id)}",
        parse=_parse,
    )


def _parse(content: bytes) -> GatewayFirmware:
    from powertrack_api.models.gateway_firmware import GatewayFirmware

    return GatewayFirmware.parse(content)
