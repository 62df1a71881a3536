"""Live registers of one device, and how it is connected."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.register_set import RegisterSet
from powertrack_core.decoding import JsonObject, JsonValue, flag, identity, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class HardwareDiagnostics(Model):
    """Live registers of one device, and how it is connected."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "parentKey",
            "hardwareName",
            "lastChanged",
            "lastAttempt",
            "lastSuccess",
            "lastCommunication",
            "lastSuccessImageUrl",
            "outOfService",
            "outOfServiceNote",
            "outOfServiceUntil",
            "readOnly",
            "timeZone",
            "gatewayType",
            "isTcp",
            "ipAddress",
            "tcpPort",
            "unitId",
            "devicePath",
            "baudRate",
            "dataBits",
            "parity",
            "stopBits",
            "obviusNetworkInfo",
            "isPMCE",
            "baseUrl",
            "controlUrl",
            "easyConfigBaseUrl",
            "easyConfigLink",
            "jwt",
            "dashboardKey",
            "registerSets",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "jwt",
        }
    )

    key: str
    """Key of the device."""
    parent_key: str | None = None
    """Key of the site that the device belongs to."""
    hardware_name: str | None = None
    """Name of the device."""
    last_changed: datetime | None = None
    """When the device last changed."""
    last_attempt: datetime | None = None
    """When the device was last polled; null for a device that never is."""
    last_success: datetime | None = None
    """When the device last answered; null for a device that is never polled."""
    last_communication: int | None = None
    """Code about the last communication; only 0 was seen."""
    last_success_image_url: str | None = None
    """Address of a picture for the last success; only the empty string was seen."""
    out_of_service: bool | None = None
    """Whether the device is out of service."""
    out_of_service_note: str | None = None
    """Why the device is out of service."""
    out_of_service_until: JsonValue = None
    """When the device is expected back in service; only null was seen."""
    read_only: bool | None = None
    """Whether the user may look at the device but not change it."""
    time_zone: str | None = None
    """Time zone of the site, such as `US/Eastern`."""
    gateway_type: int | None = None
    """Kind of the gateway that polls the device. 2 and 7 were seen with data loggers."""
    is_tcp: bool | None = None
    """Whether the device is reached over TCP rather than a serial line."""
    ip_address: int | None = None
    """IP address of the device as a number; 0 was seen on a serial device."""
    tcp_port: JsonValue = None
    """TCP port of the device; only null was seen."""
    unit_id: int | None = None
    """Modbus unit number of the device; 0 was seen."""
    device_path: str | None = None
    """Path of the serial line on the gateway; only the empty string was seen."""
    baud_rate: str | None = None
    """Speed of the serial line in baud, as text; only the empty string was seen."""
    data_bits: str | None = None
    """Data bits of the serial line, as text; only the empty string was seen."""
    parity: str | None = None
    """Parity of the serial line, as text; only the empty string was seen."""
    stop_bits: str | None = None
    """Stop bits of the serial line, as text; only the empty string was seen."""
    obvius_network_info: JsonValue = None
    """Network of an Obvius data logger; only null was seen."""
    is_pmce: bool | None = None
    """Flag of the gateway; only false was seen and its meaning was not observed."""
    base_url: str | None = None
    """Address of the gateway's own pages; only the empty string was seen."""
    control_url: str | None = None
    """Address of the page that controls the device; only the empty string was seen."""
    easy_config_base_url: str | None = None
    """Address of the Easy Config application; only the empty string was seen."""
    easy_config_link: str | None = None
    """Link into the Easy Config application; only the empty string was seen."""
    jwt: str | None = None
    """Token for another application that these links lead to; only the empty string was seen. A credential."""
    dashboard_key: str | None = None
    """Key of a dashboard of the device; only the empty string was seen."""
    register_sets: list[RegisterSet] = Factory(list)
    """Registers in the groups that the driver forms."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            parent_key=text(get("parentKey")),
            hardware_name=text(get("hardwareName")),
            last_changed=moment(get("lastChanged")),
            last_attempt=moment(get("lastAttempt")),
            last_success=moment(get("lastSuccess")),
            last_communication=integer(get("lastCommunication")),
            last_success_image_url=text(get("lastSuccessImageUrl")),
            out_of_service=flag(get("outOfService")),
            out_of_service_note=text(get("outOfServiceNote")),
            out_of_service_until=get("outOfServiceUntil"),
            read_only=flag(get("readOnly")),
            time_zone=text(get("timeZone")),
            gateway_type=integer(get("gatewayType")),
            is_tcp=flag(get("isTcp")),
            ip_address=integer(get("ipAddress")),
            tcp_port=get("tcpPort"),
            unit_id=integer(get("unitId")),
            device_path=text(get("devicePath")),
            baud_rate=text(get("baudRate")),
            data_bits=text(get("dataBits")),
            parity=text(get("parity")),
            stop_bits=text(get("stopBits")),
            obvius_network_info=get("obviusNetworkInfo"),
            is_pmce=flag(get("isPMCE")),
            base_url=text(get("baseUrl")),
            control_url=text(get("controlUrl")),
            easy_config_base_url=text(get("easyConfigBaseUrl")),
            easy_config_link=text(get("easyConfigLink")),
            jwt=text(get("jwt")),
            dashboard_key=text(get("dashboardKey")),
            register_sets=RegisterSet.many(get("registerSets")),
            raw=data,
        )
