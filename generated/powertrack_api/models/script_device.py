"""A device with its latest readings and its settings, as scripts see it."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.hardware_setting import HardwareSetting
from powertrack_api.models.image import Image
from powertrack_api.models.script_register import ScriptRegister
from powertrack_core.decoding import JsonObject, JsonValue, day, flag, identity, integer, moment, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ScriptDevice(Model):
    """A device with its latest readings and its settings, as scripts see it."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "id",
            "name",
            "shortName",
            "functionCode",
            "functionId",
            "groupKey",
            "outputKey",
            "enabled",
            "serialNum",
            "installDate",
            "hardwareStatus",
            "commStatus",
            "statusString",
            "lastChanged",
            "lastAttempt",
            "lastAttemptLocal",
            "lastSuccess",
            "lastSuccessLocal",
            "lastData",
            "defaultChart",
            "deviceImage",
            "dataRegisters",
            "settings",
            "strings",
            "scaleModels",
        }
    )

    key: str
    """Key of the device."""
    id: int | None = None
    """Number of the kind of device, which the name of its picture ends with."""
    name: str | None = None
    """Name of the device."""
    short_name: str | None = None
    """Short name that scripts use, such as `w10`."""
    function_code: FunctionCode | int | None = None
    """What the device does on its site."""
    function_id: str | None = None
    """Letters for the kind of device and its running number, such as `WS9`."""
    group_key: str | None = None
    """Group that the device belongs to; only the empty string was seen."""
    output_key: str | None = None
    """Device that receives the output; only the empty string was seen."""
    enabled: bool | None = None
    """Whether the device is in use."""
    serial_num: str | None = None
    """Serial number of the device; empty where none is set."""
    install_date: Date | None = None
    """Day on which the device was installed."""
    hardware_status: int | None = None
    """Status of the device; only 1 was seen here."""
    comm_status: str | None = None
    """State of communication: `Normal`, `InvalidData` and `NotUploading` were seen."""
    status_string: str | None = None
    """State in words; empty and `Invalid Data` were seen, the latter beside normal communication."""
    last_changed: datetime | None = None
    """When the configuration of the device last changed."""
    last_attempt: datetime | None = None
    """When the device was last polled; null for a device that never is."""
    last_attempt_local: datetime | None = None
    """The same in the zone of the site."""
    last_success: datetime | None = None
    """When the device last answered; null for a device that is never polled."""
    last_success_local: datetime | None = None
    """The same in the zone of the site."""
    last_data: str | None = None
    """Latest main reading as text with its unit, such as `817 W/m²`; empty on a device without one."""
    default_chart: str | None = None
    """Chart that the page of the device opens with; only the empty string was seen."""
    device_image: Image | None = None
    """Picture of this kind of device."""
    data_registers: list[ScriptRegister] = Factory(list)
    """Latest readings of the device."""
    settings: list[HardwareSetting] = Factory(list)
    """Settings of the driver and the device; `originalValue` is left out here."""
    strings: list[JsonValue] = Factory(list)
    """Strings of modules at the device; only the empty list was seen."""
    scale_models: list[JsonValue] = Factory(list)
    """Models that scale readings; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            id=integer(get("id")),
            name=text(get("name")),
            short_name=text(get("shortName")),
            function_code=FunctionCode.of(get("functionCode")),
            function_id=text(get("functionId")),
            group_key=text(get("groupKey")),
            output_key=text(get("outputKey")),
            enabled=flag(get("enabled")),
            serial_num=text(get("serialNum")),
            install_date=day(get("installDate")),
            hardware_status=integer(get("hardwareStatus")),
            comm_status=text(get("commStatus")),
            status_string=text(get("statusString")),
            last_changed=moment(get("lastChanged")),
            last_attempt=moment(get("lastAttempt")),
            last_attempt_local=moment(get("lastAttemptLocal")),
            last_success=moment(get("lastSuccess")),
            last_success_local=moment(get("lastSuccessLocal")),
            last_data=text(get("lastData")),
            default_chart=text(get("defaultChart")),
            device_image=Image.maybe(get("deviceImage")),
            data_registers=ScriptRegister.many(get("dataRegisters")),
            settings=HardwareSetting.many(get("settings")),
            strings=values(get("strings")),
            scale_models=values(get("scaleModels")),
            raw=data,
        )
