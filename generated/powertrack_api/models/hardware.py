"""A device with its latest readings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.data_register import DataRegister
from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.image import Image
from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, day, flag, identity, integer, moment, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Hardware(Model):
    """A device with its latest readings."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "description",
            "functionCode",
            "hardwareStatus",
            "outOfService",
            "serialNum",
            "installDate",
            "sortOrder",
            "capacityKW",
            "inverterKw",
            "defaultChart",
            "deviceImage",
            "communicationResult",
            "lastAttempt",
            "lastSuccess",
            "lastChanged",
            "lastData",
            "primaryMetric",
            "primaryMetricName",
            "units",
            "unitsScale",
            "dataRegisters",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "capacity_kw": "kW",
        "inverter_kw": "kW",
        "units_scale": "factor",
    }

    key: str
    """Key of the device."""
    name: str | None = None
    """Name of the device."""
    description: str | None = None
    """Name of the device once more; seen equal to `name`."""
    function_code: FunctionCode | int | None = None
    """What the device does on its site."""
    hardware_status: int | None = None
    """Status of the device; only 1 was seen here."""
    out_of_service: bool | None = None
    """Whether the device is out of service."""
    serial_num: str | None = None
    """Serial number of the device."""
    install_date: Date | None = None
    """Day on which the device was installed."""
    sort_order: int | None = None
    """Place of the device in the lists of its site."""
    capacity_kw: float | None = None
    """Capacity of the device or of what it serves; null or 0 where none is set. Unit: kW."""
    inverter_kw: float | None = None
    """Rated AC power of an inverter; 0 on other devices. Unit: kW."""
    default_chart: int | None = None
    """Number of the chart that the page of the device opens with; 0 for none."""
    device_image: Image | None = None
    """Picture of this kind of device."""
    communication_result: int | None = None
    """Outcome of the last attempt to talk to the device."""
    last_attempt: datetime | None = None
    """When the device was last polled; null for a device that never is."""
    last_success: datetime | None = None
    """When the device last answered; null for a device that is never polled."""
    last_changed: datetime | None = None
    """When the configuration of the device last changed."""
    last_data: str | None = None
    """Latest main reading as text with its unit; empty on a device without one."""
    primary_metric: str | None = None
    """Main reading as text with its unit, such as `800 W`; empty on a device without one."""
    primary_metric_name: int | None = None
    """Number of the data name of the main reading, such as 38 for `KwAC`; 0 on a device without one."""
    units: UnitCode | int | None = None
    """Unit that the main reading is shown in; it changes with the size of the reading."""
    units_scale: float | None = None
    """Factor that belongs to `units`. 8 (W) goes with 1 and 10 (kW) with 1000; `NaN` where none applies. Unit:
    factor.
    """
    data_registers: list[DataRegister] = Factory(list)
    """Latest readings of the device; may be empty."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            name=text(get("name")),
            description=text(get("description")),
            function_code=FunctionCode.of(get("functionCode")),
            hardware_status=integer(get("hardwareStatus")),
            out_of_service=flag(get("outOfService")),
            serial_num=text(get("serialNum")),
            install_date=day(get("installDate")),
            sort_order=integer(get("sortOrder")),
            capacity_kw=number(get("capacityKW")),
            inverter_kw=number(get("inverterKw")),
            default_chart=integer(get("defaultChart")),
            device_image=Image.maybe(get("deviceImage")),
            communication_result=integer(get("communicationResult")),
            last_attempt=moment(get("lastAttempt")),
            last_success=moment(get("lastSuccess")),
            last_changed=moment(get("lastChanged")),
            last_data=text(get("lastData")),
            primary_metric=text(get("primaryMetric")),
            primary_metric_name=integer(get("primaryMetricName")),
            units=UnitCode.of(get("units")),
            units_scale=number(get("unitsScale")),
            data_registers=DataRegister.many(get("dataRegisters")),
            raw=data,
        )
