"""One device in the table of its site."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.hardware_setting import HardwareSetting
from powertrack_api.models.register_offset import RegisterOffset
from powertrack_core.decoding import JsonObject, flag, identity, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteHardwareRow(Model):
    """One device in the table of its site."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "hardwareKey",
            "ts",
            "description",
            "functionCode",
            "functionId",
            "serialNumber",
            "driverId",
            "driverName",
            "gatewayId",
            "gatewayName",
            "address",
            "port",
            "unitId",
            "outOfService",
            "sort",
            "index",
            "settings",
            "registerOffsets",
        }
    )

    hardware_key: str
    """Key of the device; identifies the row."""
    ts: datetime | None = None
    """Version stamp of the device. A write moves it on the rows that changed, and only on those."""
    description: str | None = None
    """Name of the device as pages show it."""
    function_code: FunctionCode | int | None = None
    """What the device does on its site."""
    function_id: str | None = None
    """Letters for the kind of device and its running number, such as `PV0` or `GW0`."""
    serial_number: str | None = None
    """Serial number of the device."""
    driver_id: int | None = None
    """Number of the driver that reads the device."""
    driver_name: str | None = None
    """Name of the driver. Comes with the driver."""
    gateway_id: str | None = None
    """Identifier of the gateway that polls the device: a MAC address as twelve hexadecimal digits, a serial number on
    modems, a free name on SCADA gateways. Empty where none is set.
    """
    gateway_name: str | None = None
    """Name of that gateway; only the empty string was seen."""
    address: str | None = None
    """Address under which the gateway finds the device: an IP address or a number on a serial bus."""
    port: int | None = None
    """Number of the gateway's serial port, or a TCP port; 0 where none is set."""
    unit_id: int | None = None
    """Modbus unit number of the device."""
    out_of_service: bool | None = None
    """Whether the device is out of service."""
    sort: int | None = None
    """Place of the device in the lists of its site; places may repeat."""
    index: int | None = None
    """Number of the row. It follows neither the order of the rows nor that of `sort`."""
    settings: list[HardwareSetting] = Factory(list)
    """Settings of the driver and the device, identified by name."""
    register_offsets: list[RegisterOffset] = Factory(list)
    """Offsets on registers of the device, such as those of energy counters."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            hardware_key=identity(data, "hardwareKey"),
            ts=moment(get("ts")),
            description=text(get("description")),
            function_code=FunctionCode.of(get("functionCode")),
            function_id=text(get("functionId")),
            serial_number=text(get("serialNumber")),
            driver_id=integer(get("driverId")),
            driver_name=text(get("driverName")),
            gateway_id=text(get("gatewayId")),
            gateway_name=text(get("gatewayName")),
            address=text(get("address")),
            port=integer(get("port")),
            unit_id=integer(get("unitId")),
            out_of_service=flag(get("outOfService")),
            sort=integer(get("sort")),
            index=integer(get("index")),
            settings=HardwareSetting.many(get("settings")),
            register_offsets=RegisterOffset.many(get("registerOffsets")),
            raw=data,
        )
