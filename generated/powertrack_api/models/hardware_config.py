"""Everything that can be configured about one device. Fields that apply to all kinds of devices stand here; what only
one kind has stands in a part of its own (`gateway`, `meter`, `weather`, ...), which is null for the other kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.array_config import ArrayConfig
from powertrack_api.models.device_register import DeviceRegister
from powertrack_api.models.function_code import FunctionCode
from powertrack_api.models.gateway_config import GatewayConfig
from powertrack_api.models.hardware_setting import HardwareSetting
from powertrack_api.models.kiosk_config import KioskConfig
from powertrack_api.models.meter_config import MeterConfig
from powertrack_api.models.pv_config import PvConfig
from powertrack_api.models.register_offset import RegisterOffset
from powertrack_api.models.tag_set import TagSet
from powertrack_api.models.weather_config import WeatherConfig
from powertrack_api.models.zone_config import ZoneConfig
from powertrack_core.decoding import (
    JsonObject,
    JsonValue,
    day,
    each,
    flag,
    identity,
    integer,
    moment,
    number,
    text,
    values,
)
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class HardwareConfig(Model):
    """Everything that can be configured about one device. Fields that apply to all kinds of devices stand here; what
    only one kind has stands in a part of its own (`gateway`, `meter`, `weather`, ...), which is null for the other
    kinds.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "parentKey",
            "ts",
            "description",
            "assetId",
            "hardwareId",
            "instance",
            "functionId",
            "functionCode",
            "hardwareStatus",
            "capacityKw",
            "sort",
            "gatewayKey",
            "gatewayId",
            "gatewayFwVersion",
            "gatewayScriptCount",
            "gatewayType",
            "serialNum",
            "modelNum",
            "installDate",
            "driverId",
            "driverDescription",
            "driverFlags",
            "driverName",
            "driverNotes",
            "validatedByKey",
            "validatedDateTime",
            "debug",
            "outOfService",
            "outOfServiceNote",
            "outOfServiceUntil",
            "reportExclude",
            "limitedCommunication",
            "primary",
            "address",
            "unitId",
            "isTcp",
            "port",
            "serialMode",
            "parity",
            "stopBits",
            "baud",
            "newNote",
            "dashboardKey",
            "dcRating",
            "defaultChart",
            "chartSectionCode",
            "conflictNames",
            "isConflictAcknowledged",
            "settings",
            "deviceRegisters",
            "additionalRegisters",
            "decreaseDifference",
            "autoCorrectDecrease",
            "fixedEnergyOffset",
            "increaseDifference",
            "autoCorrectIncrease",
            "isThermal",
            "reverse",
            "registerOffsets",
            "driverRegisters",
            "virtualRegisters",
            "tags",
            "sampleRate",
            "uploadRate",
            "oneMinuteData",
            "thread",
            "alsoHardwareId",
            "alsoSiteId",
            "siteHasInverterGroups",
            "siteHasHybridInverterGroups",
            "groupAllowed",
            "groupKey",
            "outputAllowed",
            "outputKey",
            "weatherStationKey1",
            "weatherStationKey2",
            "configs",
            "array",
            "eGauge",
            "gateway",
            "kiosk",
            "meter",
            "pvConfig",
            "thermal",
            "turbine",
            "virtualWeather",
            "weather",
            "zone",
            "commonDC",
            "commonDCAllMatch",
            "locusId",
            "syncToLocus",
            "taskKey",
            "readOnly",
            "isReportable",
            "latitude",
            "longitude",
            "hash",
            "hasCapacity",
            "inverterKw",
            "installedKva",
            "energyCapacity",
            "siteDcShare",
            "pullData",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "capacity_kw": "kW",
        "dc_rating": "W",
        "fixed_energy_offset": "kWh",
        "latitude": "deg",
        "longitude": "deg",
        "inverter_kw": "kW",
        "installed_kva": "kVA",
        "site_dc_share": "kW",
    }

    key: str
    """Key of the device; names the target of a write."""
    parent_key: str | None = None
    """Key of the site that the device belongs to."""
    ts: datetime | None = None
    """Version stamp. Each write moves it to the time of the write."""
    description: str | None = None
    """Name of the device as pages show it."""
    asset_id: str | None = None
    """Identifier of the device in the owner's asset register; empty where none is set."""
    hardware_id: str | None = None
    """Identifier of the device in words, such as `C1001_S10001_PV0`: customer, site and function. Older devices have
    other prefixes, and their last part may differ from `functionId`.
    """
    instance: int | None = None
    """Running number of the device among those of its kind on the site, from 0; the digits of `functionId`."""
    function_id: str | None = None
    """Letters for the kind of device and its running number, such as `PV0` or `GW0`."""
    function_code: FunctionCode | int | None = None
    """What the device does on its site."""
    hardware_status: int | None = None
    """Status of the device; only 1 was seen here."""
    capacity_kw: float | None = None
    """Capacity of the device or, on a gateway or a meter, of what it serves; 0 where none is set. Unit: kW."""
    sort: int | None = None
    """Place of the device in the lists of its site; places may repeat."""
    gateway_key: str | None = None
    """Key of the gateway that polls the device. A gateway names itself; empty where none is set."""
    gateway_id: str | None = None
    """Identifier of that gateway, usually its MAC address as twelve hexadecimal digits; a free name on SCADA
    gateways. Empty where none is set.
    """
    gateway_fw_version: str | None = None
    """Firmware version that the gateway reports, such as `1.16.3.7`; empty where it reports none."""
    gateway_script_count: str | None = None
    """Number of scripts on the gateway, as text; only the empty string was seen."""
    gateway_type: int | None = None
    """Kind of the gateway that polls the device. 2 and 7 were seen with data loggers, 12 with a SCADA gateway, 0 with
    a kiosk. The server derives it from the gateway and was seen to replace the value that was sent.
    """
    serial_num: str | None = None
    """Serial number of the device."""
    model_num: str | None = None
    """Make and model of the device."""
    install_date: Date | None = None
    """Day on which the device was installed."""
    driver_id: int | None = None
    """Number of the driver that reads the device; 0 for none. Another driver brings other registers and settings."""
    driver_description: str | None = None
    """What the driver is for. Comes with the driver."""
    driver_flags: int | None = None
    """Bits that describe the driver; their meaning was not observed. Null on a device without a driver."""
    driver_name: str | None = None
    """Name of the driver. Comes with the driver."""
    driver_notes: str | None = None
    """Hints of the driver's author. Comes with the driver; CR or LF separates its lines."""
    validated_by_key: str | None = None
    """Key of the user who validated the configuration; only the empty string was seen."""
    validated_date_time: datetime | None = None
    """When the configuration was validated; the .NET minimum date where it never was."""
    debug: bool | None = None
    """Whether debug output of the device is on."""
    out_of_service: bool | None = None
    """Whether the device is out of service. The earlier SDK's `enableBool` is its inverse."""
    out_of_service_note: str | None = None
    """Why the device is out of service."""
    out_of_service_until: datetime | None = None
    """When the device is expected back in service. While `outOfService` is false the server fills in the time of the
    answer, so each read and each write gives another value.
    """
    report_exclude: bool | None = None
    """Whether reports leave the device out."""
    limited_communication: bool | None = None
    """Whether communication with the device is restricted."""
    primary: bool | None = None
    """Whether the device is the primary one of its kind on the site."""
    address: str | None = None
    """Address under which the gateway finds the device: an IP address or a number on a serial bus."""
    unit_id: int | None = None
    """Modbus unit number of the device."""
    is_tcp: bool | None = None
    """Whether the device is reached over TCP rather than a serial line."""
    port: int | None = None
    """Number of the gateway's serial port, or a TCP port; 0 where none is set."""
    serial_mode: int | None = None
    """Electrical mode of the serial line. 2 was seen with RS-485, 0 and -1 where no serial line is used."""
    parity: int | None = None
    """Parity of the serial line as a code; only 0 was seen. Only later client versions send it."""
    stop_bits: int | None = None
    """Stop bits of the serial line; only 1 was seen. Only later client versions send it."""
    baud: str | None = None
    """Speed of the serial line in baud, as text, such as `9600`; empty where it is not set here."""
    new_note: str | None = None
    """Text of a note to be attached with the write. The form sends null for none, and the server answers with the
    empty string, so that nothing tells whether a note was attached. Therefore it goes back as it came.
    """
    dashboard_key: str | None = None
    """Key of a dashboard of the device; only the empty string was seen."""
    dc_rating: float | None = None
    """Rated power in watts. The server derives it: on a meter it became 1000 times `meter.maxPower` on a write,
    whatever was sent. In the PV model the field of this name is given in kW. Unit: W.
    """
    default_chart: int | None = None
    """Number of the chart that the page of the device opens with, such as 2 for an inverter or 15 for a meter; 0 for
    none.
    """
    chart_section_code: int | None = None
    """Number of the section of charts that suits the device, such as 1 for an inverter or 2 for a meter; 0 for none.
    """
    conflict_names: JsonValue = None
    """Names that conflict; only null was seen."""
    is_conflict_acknowledged: bool | None = None
    """Whether somebody has acknowledged the conflict."""
    settings: list[HardwareSetting] = Factory(list)
    """Settings of the driver and the device, identified by name."""
    device_registers: list[DeviceRegister] = Factory(list)
    """Registers that are read from the device. Two of them may have the same name and the same data name; only the
    index is unique.
    """
    additional_registers: list[JsonValue] = Factory(list)
    """Registers besides those of the driver; only the empty list was seen."""
    decrease_difference: int | None = None
    """Fall of the energy counter that is taken for a fault. 100 was seen, and -1, which seems to mean no limit. Unit
    not observed.
    """
    auto_correct_decrease: bool | None = None
    """Whether a fall of the energy counter is corrected by itself."""
    fixed_energy_offset: float | None = None
    """Energy that is added to the reading of the counter. Unit: kWh."""
    increase_difference: int | None = None
    """Rise of the energy counter that is taken for a fault. Only -1 was seen, which seems to mean no limit. Unit not
    observed.
    """
    auto_correct_increase: bool | None = None
    """Whether a jump of the energy counter is corrected by itself."""
    is_thermal: bool | None = None
    """Whether the device measures heat."""
    reverse: bool | None = None
    """Whether the direction of the measured energy is reversed."""
    register_offsets: list[RegisterOffset] = Factory(list)
    """Offsets on registers, such as those of energy counters. A read was only seen to give the empty list."""
    driver_registers: list[DeviceRegister] = Factory(list)
    """Registers that the driver defines. The form fills them in on a write, and the server answers with the empty
    list. Their index is always 0 and their data name may be empty; the name identifies them.
    """
    virtual_registers: list[JsonValue] = Factory(list)
    """Registers that are computed; only the empty list was seen."""
    tags: TagSet | None = None
    """Attributes, keywords and notes of the device."""
    sample_rate: float | None = None
    """How often the device is sampled; only 0 was seen. Unit not observed."""
    upload_rate: float | None = None
    """How often the gateway uploads its readings; only 0 was seen. Unit not observed."""
    one_minute_data: bool | None = None
    """Whether readings are kept minute by minute."""
    thread: int | None = None
    """Thread of the gateway that polls the device; only 0 was seen."""
    also_hardware_id: int | None = None
    """Number of a further device that this one stands for; only 0 was seen."""
    also_site_id: int | None = None
    """Number of a further site that the device serves; only 0 was seen."""
    site_has_inverter_groups: bool | None = None
    """Whether inverters of the site are grouped."""
    site_has_hybrid_inverter_groups: bool | None = None
    """Whether the site has groups of hybrid inverters. Only later client versions send it."""
    group_allowed: list[FunctionCode | int] = Factory(list)
    """Functions of the devices that `groupKey` may name."""
    group_key: str | None = None
    """Key of the device that stands for the group of this one; only the empty string was seen."""
    output_allowed: list[FunctionCode | int] = Factory(list)
    """Functions of the devices that `outputKey` may name."""
    output_key: str | None = None
    """Key of the device that this one feeds, such as the meter behind an inverter; empty where none is set."""
    weather_station_key_1: str | None = None
    """Key of the first weather station that the model of the device uses; only the empty string was seen."""
    weather_station_key_2: str | None = None
    """Key of the second weather station that the model of the device uses; only the empty string was seen."""
    configs: list[str] = Factory(list)
    """Names of the parts that are filled. `Array`, `Gateway`, `Kiosk`, `Meter`, `Pv`, `Weather` and `Zone` were seen;
    a kiosk has two, a battery controller none.
    """
    array: ArrayConfig | None = None
    """What only tracker controllers have; null for other devices."""
    e_gauge: JsonValue = None
    """What only eGauge meters have; only null was seen."""
    gateway: GatewayConfig | None = None
    """What only gateways and kiosks have; null for other devices."""
    kiosk: KioskConfig | None = None
    """What only kiosks have; null for other devices."""
    meter: MeterConfig | None = None
    """What only meters have; null for other devices."""
    pv_config: PvConfig | None = None
    """Photovoltaic model of an inverter; null for other devices."""
    thermal: JsonValue = None
    """What only heat meters have; only null was seen."""
    turbine: JsonValue = None
    """What only turbines have; only null was seen."""
    virtual_weather: JsonValue = None
    """What only virtual weather stations have; only null was seen."""
    weather: WeatherConfig | None = None
    """What only weather stations have; null for other devices."""
    zone: ZoneConfig | None = None
    """What only DC combiners have; null for other devices."""
    common_dc: bool | None = None
    """Whether the device shares its DC input with others."""
    common_dc_all_match: bool | None = None
    """Whether the devices that share a DC input agree in their configuration."""
    locus_id: str | None = None
    """Identifier of the device in the Locus platform; empty where none is set."""
    sync_to_locus: bool | None = None
    """Whether changes are passed on to the Locus platform."""
    task_key: str | None = None
    """Key of a task that works on the device; only the empty string was seen."""
    read_only: bool | None = None
    """Whether the user may look at the device but not change it."""
    is_reportable: bool | None = None
    """Whether devices of this kind can appear in reports."""
    latitude: float | None = None
    """Latitude of the device, positive to the north. Unit: deg."""
    longitude: float | None = None
    """Longitude of the device, positive to the east. Unit: deg."""
    hash_: str | None = None
    """Fingerprint of the document; only the empty string was seen."""
    has_capacity: bool | None = None
    """Whether devices of this kind have a capacity."""
    inverter_kw: float | None = None
    """Rated AC power of the inverters that the device stands for; 0 where none is known. Unit: kW."""
    installed_kva: float | None = None
    """Installed apparent power; only 0 was seen. Only later client versions send it. Unit: kVA."""
    energy_capacity: float | None = None
    """Energy that a battery can store; only 0 was seen, its unit was not observed. Only later client versions send
    it.
    """
    site_dc_share: float | None = None
    """Part of the site's DC capacity that belongs to the device; only 0 was seen here. Unit: kW."""
    pull_data: bool | None = None
    """Whether PowerTrack fetches the readings instead of waiting for the gateway to send them."""

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
            ts=moment(get("ts")),
            description=text(get("description")),
            asset_id=text(get("assetId")),
            hardware_id=text(get("hardwareId")),
            instance=integer(get("instance")),
            function_id=text(get("functionId")),
            function_code=FunctionCode.of(get("functionCode")),
            hardware_status=integer(get("hardwareStatus")),
            capacity_kw=number(get("capacityKw")),
            sort=integer(get("sort")),
            gateway_key=text(get("gatewayKey")),
            gateway_id=text(get("gatewayId")),
            gateway_fw_version=text(get("gatewayFwVersion")),
            gateway_script_count=text(get("gatewayScriptCount")),
            gateway_type=integer(get("gatewayType")),
            serial_num=text(get("serialNum")),
            model_num=text(get("modelNum")),
            install_date=day(get("installDate")),
            driver_id=integer(get("driverId")),
            driver_description=text(get("driverDescription")),
            driver_flags=integer(get("driverFlags")),
            driver_name=text(get("driverName")),
            driver_notes=text(get("driverNotes")),
            validated_by_key=text(get("validatedByKey")),
            validated_date_time=moment(get("validatedDateTime")),
            debug=flag(get("debug")),
            out_of_service=flag(get("outOfService")),
            out_of_service_note=text(get("outOfServiceNote")),
            out_of_service_until=moment(get("outOfServiceUntil")),
            report_exclude=flag(get("reportExclude")),
            limited_communication=flag(get("limitedCommunication")),
            primary=flag(get("primary")),
            address=text(get("address")),
            unit_id=integer(get("unitId")),
            is_tcp=flag(get("isTcp")),
            port=integer(get("port")),
            serial_mode=integer(get("serialMode")),
            parity=integer(get("parity")),
            stop_bits=integer(get("stopBits")),
            baud=text(get("baud")),
            new_note=text(get("newNote")),
            dashboard_key=text(get("dashboardKey")),
            dc_rating=number(get("dcRating")),
            default_chart=integer(get("defaultChart")),
            chart_section_code=integer(get("chartSectionCode")),
            conflict_names=get("conflictNames"),
            is_conflict_acknowledged=flag(get("isConflictAcknowledged")),
            settings=HardwareSetting.many(get("settings")),
            device_registers=DeviceRegister.many(get("deviceRegisters")),
            additional_registers=values(get("additionalRegisters")),
            decrease_difference=integer(get("decreaseDifference")),
            auto_correct_decrease=flag(get("autoCorrectDecrease")),
            fixed_energy_offset=number(get("fixedEnergyOffset")),
            increase_difference=integer(get("increaseDifference")),
            auto_correct_increase=flag(get("autoCorrectIncrease")),
            is_thermal=flag(get("isThermal")),
            reverse=flag(get("reverse")),
            register_offsets=RegisterOffset.many(get("registerOffsets")),
            driver_registers=DeviceRegister.many(get("driverRegisters")),
            virtual_registers=values(get("virtualRegisters")),
            tags=TagSet.maybe(get("tags")),
            sample_rate=number(get("sampleRate")),
            upload_rate=number(get("uploadRate")),
            one_minute_data=flag(get("oneMinuteData")),
            thread=integer(get("thread")),
            also_hardware_id=integer(get("alsoHardwareId")),
            also_site_id=integer(get("alsoSiteId")),
            site_has_inverter_groups=flag(get("siteHasInverterGroups")),
            site_has_hybrid_inverter_groups=flag(get("siteHasHybridInverterGroups")),
            group_allowed=each(get("groupAllowed"), FunctionCode.of),
            group_key=text(get("groupKey")),
            output_allowed=each(get("outputAllowed"), FunctionCode.of),
            output_key=text(get("outputKey")),
            weather_station_key_1=text(get("weatherStationKey1")),
            weather_station_key_2=text(get("weatherStationKey2")),
            configs=each(get("configs"), text),
            array=ArrayConfig.maybe(get("array")),
            e_gauge=get("eGauge"),
            gateway=GatewayConfig.maybe(get("gateway")),
            kiosk=KioskConfig.maybe(get("kiosk")),
            meter=MeterConfig.maybe(get("meter")),
            pv_config=PvConfig.maybe(get("pvConfig")),
            thermal=get("thermal"),
            turbine=get("turbine"),
            virtual_weather=get("virtualWeather"),
            weather=WeatherConfig.maybe(get("weather")),
            zone=ZoneConfig.maybe(get("zone")),
            common_dc=flag(get("commonDC")),
            common_dc_all_match=flag(get("commonDCAllMatch")),
            locus_id=text(get("locusId")),
            sync_to_locus=flag(get("syncToLocus")),
            task_key=text(get("taskKey")),
            read_only=flag(get("readOnly")),
            is_reportable=flag(get("isReportable")),
            latitude=number(get("latitude")),
            longitude=number(get("longitude")),
            hash_=text(get("hash")),
            has_capacity=flag(get("hasCapacity")),
            inverter_kw=number(get("inverterKw")),
            installed_kva=number(get("installedKva")),
            energy_capacity=number(get("energyCapacity")),
            site_dc_share=number(get("siteDcShare")),
            pull_data=flag(get("pullData")),
            raw=data,
        )
