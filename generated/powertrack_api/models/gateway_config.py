"""Network and firmware of a gateway or a kiosk."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.gateway_firmware import GatewayFirmware
from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class GatewayConfig(Model):
    """Network and firmware of a gateway or a kiosk."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "deviceGatewayType",
            "gatewayType",
            "connectionType",
            "commandAccessLevel",
            "ipAddress",
            "mask",
            "gatewayIp",
            "dns1",
            "dns2",
            "firmware",
        }
    )

    device_gateway_type: int | None = None
    """Kind of gateway; the same number as `gatewayType` of the device."""
    gateway_type: int | None = None
    """Another number of the gateway's kind. 0 was seen on data loggers, 2 on a kiosk."""
    connection_type: int | None = None
    """How the gateway is connected. 0 and 2 were seen; their meaning was not observed."""
    command_access_level: int | None = None
    """Level of access for commands to the gateway; only 1 was seen."""
    ip_address: str | None = None
    """IP address of the gateway in the site's network; empty where none is known."""
    mask: str | None = None
    """Network mask of that address."""
    gateway_ip: str | None = None
    """IP address of the router that the gateway goes through."""
    dns1: str | None = None
    """IP address of the first name server."""
    dns2: str | None = None
    """IP address of the second name server."""
    firmware: GatewayFirmware | None = None
    """Programs on the gateway, and their parameters."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            device_gateway_type=integer(get("deviceGatewayType")),
            gateway_type=integer(get("gatewayType")),
            connection_type=integer(get("connectionType")),
            command_access_level=integer(get("commandAccessLevel")),
            ip_address=text(get("ipAddress")),
            mask=text(get("mask")),
            gateway_ip=text(get("gatewayIp")),
            dns1=text(get("dns1")),
            dns2=text(get("dns2")),
            firmware=GatewayFirmware.maybe(get("firmware")),
            raw=data,
        )
