"""Programs on a gateway, what it last reported, and the parameters it is given."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.gateway_parameter import GatewayParameter
from powertrack_core.decoding import JsonObject, flag, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class GatewayFirmware(Model):
    """Programs on a gateway, what it last reported, and the parameters it is given."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "gatewayId",
            "enable",
            "debug",
            "server",
            "client",
            "lastBoot",
            "lastUpdate",
            "ip1",
            "ip2",
            "gatewayParams",
        }
    )

    gateway_id: str | None = None
    """Identifier of the gateway, its MAC address as twelve hexadecimal digits."""
    enable: bool | None = None
    """Switch of the firmware record; only true was seen here."""
    debug: bool | None = None
    """Whether debug output of the gateway is on."""
    server: str | None = None
    """Versions of the gateway's programs on the side of the server, as `name;version` separated by `|`. Live status,
    so it may change between a read and the next.
    """
    client: str | None = None
    """Versions of the programs on the gateway, in the same form, followed by lines with model, version, build and
    outer IP address. CR separates the lines. Live status, so it may change between a read and the next.
    """
    last_boot: str | None = None
    """Time since the gateway started, in words such as `528 d 10:01 (h:m)`; `-` or empty where unknown. It grows from
    read to read.
    """
    last_update: str | None = None
    """Time since the gateway last reported, in words such as `27 seconds`; `-` or empty where unknown. It grows from
    read to read.
    """
    ip1: str | None = None
    """IP address of the first network interface."""
    ip2: str | None = None
    """IP address of the second network interface; empty or `0.0.0.0` where there is none."""
    gateway_params: list[GatewayParameter] = Factory(list)
    """Parameters of the programs on the gateway; empty for some kinds of gateways. The server was seen to answer a
    write that had one with the empty list; what a later read shows was not seen.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            gateway_id=text(get("gatewayId")),
            enable=flag(get("enable")),
            debug=flag(get("debug")),
            server=text(get("server")),
            client=text(get("client")),
            last_boot=text(get("lastBoot")),
            last_update=text(get("lastUpdate")),
            ip1=text(get("ip1")),
            ip2=text(get("ip2")),
            gateway_params=GatewayParameter.many(get("gatewayParams")),
            raw=data,
        )
