"""One site with its latest figures, as the portfolio table shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self

from attrs import define, field

from powertrack_api.decoding import JsonObject, JsonValue, identity, integer, moment, number, text, values
from powertrack_api.model import Model
from powertrack_api.models.day_power_profile import DayPowerProfile
from powertrack_api.models.rule_tool_summary import RuleToolSummary


@define(kw_only=True, repr=False)
class SiteOverview(Model):
    """One site with its latest figures, as the portfolio table shows it."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "id",
            "parentKey",
            "name",
            "type",
            "monitoredSiteType",
            "status",
            "message",
            "timeZone",
            "paymentStatus",
            "reminderColor",
            "estimatedCommissioningDate",
            "expirationDate",
            "sizeKW",
            "sizeDC",
            "systemSize",
            "pvCapacityAc",
            "pvCapacityDc",
            "capacityDc",
            "ratedPower",
            "energyCapacity",
            "availableEnergy",
            "stateOfCharge",
            "chargeDischarge",
            "lastDataUTC",
            "lastUpload",
            "power",
            "powerAvg15",
            "powerAvg15Exp",
            "kwPercent",
            "power24",
            "power24Est",
            "kwhPercent",
            "energyRatio",
            "today",
            "todayEstimated",
            "todayPercent",
            "thisMonth",
            "lastMonth",
            "thisYear",
            "lastYear",
            "lifetime",
            "todayAnd7DayAverageKw",
            "rolling24Kw",
            "rolling24KwIdx",
            "irradiance",
            "insolation",
            "performanceIndex",
            "performanceTestStatus",
            "performanceTestValue",
            "performanceTestDelta",
            "availability",
            "availabilityLoss",
            "calculatedInverterAvailability",
            "energyAvailability",
            "energyAvailabilityLoss",
            "energyLoss",
            "downtimeLoss",
            "soilingLoss",
            "revenueLoss",
            "inverterCount",
            "inverterFaults",
            "gridOffline",
            "ground",
            "alertName",
            "alertSeverity",
            "ruleToolSummary",
            "kiosks",
            "kioskStatus",
            "customColumnData0",
            "customColumnData1",
            "customColumnData2",
            "customColumnData3",
            "customColumnData4",
            "customColumnData5",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "size_kw": "kW",
        "size_dc": "kW",
        "system_size": "kW",
        "pv_capacity_ac": "kW",
        "pv_capacity_dc": "kW",
        "capacity_dc": "kW",
        "power": "kW",
        "power_avg_15": "kW",
        "power_avg_15_exp": "kW",
        "kw_percent": "%",
        "power24": "kWh",
        "power_24_est": "kWh",
        "kwh_percent": "%",
        "energy_ratio": "%",
        "today": "kWh",
        "today_estimated": "kWh",
        "today_percent": "%",
        "this_month": "kWh",
        "last_month": "kWh",
        "this_year": "kWh",
        "last_year": "kWh",
        "lifetime": "kWh",
        "irradiance": "W/m2",
        "insolation": "kWh/m2",
        "performance_index": "fraction",
        "availability": "%",
        "availability_loss": "kW",
        "calculated_inverter_availability": "%",
        "energy_availability": "%",
        "energy_availability_loss": "kW",
        "energy_loss": "kWh",
        "downtime_loss": "kWh",
    }

    key: str
    """Key of a site, such as `S10001`."""
    id: int | None = None
    """Number of the site; the digits of its key."""
    parent_key: str | None = None
    """Repeats the key of the site itself."""
    name: str | None = None
    """Name of the site."""
    type_: int | None = None
    """Kind of site; only 0 was seen."""
    monitored_site_type: int | None = None
    """Kind of site as far as monitoring goes; only 0 was seen."""
    status: int | None = None
    """Code of the site's state; 2, 4, 5, 6 and 8 were seen, 2 on a site without data."""
    message: str | None = None
    """What hinders the figures, such as `System size not set`; CR LF separates lines."""
    time_zone: str | None = None
    """Name of the site's time zone, such as `US/Eastern`."""
    payment_status: int | None = None
    """State of payment, presumably a bit mask; 0 and 3145728 were seen."""
    reminder_color: str | None = None
    """Colour of the site's reminder, as a CSS `rgba()` value."""
    estimated_commissioning_date: datetime | None = None
    """When the site is expected to be commissioned."""
    expiration_date: datetime | None = None
    """When the contract for the site ends."""
    size_kw: float | None = None
    """AC capacity; equal to `pvCapacityAc` in all rows. Unit: kW."""
    size_dc: float | None = None
    """DC capacity; equal to `pvCapacityDc` in all rows. Unit: kW."""
    system_size: float | None = None
    """Size of the system; equal to the AC capacity in all rows. Unit: kW."""
    pv_capacity_ac: float | None = None
    """AC capacity of the inverters; 0 where it is not set. Unit: kW."""
    pv_capacity_dc: float | None = None
    """DC capacity of the modules; 0 where it is not set. Unit: kW."""
    capacity_dc: float | None = None
    """DC capacity; equal to `pvCapacityDc` in all rows. Unit: kW."""
    rated_power: JsonValue = None
    """Rated power of the storage; only null was seen."""
    energy_capacity: JsonValue = None
    """Energy that the storage holds; only null was seen."""
    available_energy: JsonValue = None
    """Energy left in the storage; only null was seen."""
    state_of_charge: JsonValue = None
    """How full the storage is; only null was seen."""
    charge_discharge: JsonValue = None
    """Power into or out of the storage; only null was seen."""
    last_data_utc: datetime | None = None
    """Time of the latest data; null where there never was any."""
    last_upload: datetime | None = None
    """When the site last sent anything."""
    power: float | None = None
    """AC power now. Unit: kW."""
    power_avg_15: float | None = None
    """Mean AC power of the last quarter of an hour. Unit: kW."""
    power_avg_15_exp: float | None = None
    """Mean AC power that was expected for the last quarter of an hour. Unit: kW."""
    kw_percent: float | None = None
    """Measured against expected mean power; infinite where none was expected. Unit: %."""
    power24: float | None = None
    """Energy of the last 24 hours. Unit: kWh."""
    power_24_est: float | None = None
    """Energy that was expected for the last 24 hours. Unit: kWh."""
    kwh_percent: float | None = None
    """Measured against expected energy of the last 24 hours; infinite where none was expected. Unit: %."""
    energy_ratio: float | None = None
    """Measured against expected energy. Unit: %."""
    today: float | None = None
    """Energy since midnight. Unit: kWh."""
    today_estimated: float | None = None
    """Energy that is expected for today. Unit: kWh."""
    today_percent: float | None = None
    """Energy since midnight against the energy expected for today. Unit: %."""
    this_month: float | None = None
    """Energy of this month so far. Unit: kWh."""
    last_month: float | None = None
    """Energy of last month. Unit: kWh."""
    this_year: float | None = None
    """Energy of this year so far. Unit: kWh."""
    last_year: float | None = None
    """Energy of last year. Unit: kWh."""
    lifetime: float | None = None
    """Energy since the site went into operation. Unit: kWh."""
    today_and_7_day_average_kw: DayPowerProfile | None = None
    """Power over today and over the mean of the last seven days."""
    rolling_24_kw: list[JsonValue] = field(factory=list)
    """Power of the last 24 hours; only empty lists were seen."""
    rolling_24_kw_idx: int | None = None
    """Place of the latest value in `rolling24Kw`; only 0 was seen."""
    irradiance: float | None = None
    """Irradiance now. Unit: W/m2."""
    insolation: float | None = None
    """Irradiation of the day. Unit: kWh/m2."""
    performance_index: float | None = None
    """Measured against expected performance, as a fraction. Unit: fraction."""
    performance_test_status: int | None = None
    """Code of the outcome of the performance test; 2 and 3 were seen."""
    performance_test_value: float | None = None
    """Result of the performance test; 0 where none was made. Unit: not observed."""
    performance_test_delta: float | None = None
    """Distance of that result from its target; equal to the result in all rows. Unit: not observed."""
    availability: float | None = None
    """Share of the inverters that are available. Unit: %."""
    availability_loss: float | None = None
    """AC capacity that is not available; in the rows seen the AC capacity times the share missing from
    `availability`. Unit: kW.
    """
    calculated_inverter_availability: float | None = None
    """Availability of the inverters, computed from their data. Unit: %."""
    energy_availability: float | None = None
    """Availability weighted by energy. Unit: %."""
    energy_availability_loss: float | None = None
    """AC capacity that is not available by that measure. Unit: kW."""
    energy_loss: float | None = None
    """Energy that was lost against what was expected. Unit: kWh."""
    downtime_loss: float | None = None
    """Energy that was lost while inverters stood still. Unit: kWh."""
    soiling_loss: float | None = None
    """Loss through dirt on the modules; whether energy or a share of it was not observed. Unit: not observed."""
    revenue_loss: float | None = None
    """Revenue that was lost with the energy; the currency was not observed. Unit: not observed."""
    inverter_count: int | None = None
    """Number of inverters."""
    inverter_faults: int | None = None
    """Number of inverters with a fault."""
    grid_offline: int | None = None
    """Number of grid connections that are down; only 0 was seen."""
    ground: int | None = None
    """Code with an unobserved meaning; 3 and 5 were seen."""
    alert_name: str | None = None
    """Name of the gravest active alert; only the empty string was seen."""
    alert_severity: JsonValue = None
    """Severity of the gravest active alert; only null was seen."""
    rule_tool_summary: RuleToolSummary | None = None
    """Outcome of the latest automatic check of the site."""
    kiosks: int | None = None
    """Number of public displays."""
    kiosk_status: int | None = None
    """State of the public displays; -1 was seen where there are none."""
    custom_column_data_0: str | None = None
    """Text of the customer's first own column; it may have several lines."""
    custom_column_data_1: str | None = None
    """Text of the customer's second own column."""
    custom_column_data_2: str | None = None
    """Text of the customer's third own column."""
    custom_column_data_3: str | None = None
    """Text of the customer's fourth own column."""
    custom_column_data_4: str | None = None
    """Text of the customer's fifth own column."""
    custom_column_data_5: str | None = None
    """Text of the customer's sixth own column."""

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
            parent_key=text(get("parentKey")),
            name=text(get("name")),
            type_=integer(get("type")),
            monitored_site_type=integer(get("monitoredSiteType")),
            status=integer(get("status")),
            message=text(get("message")),
            time_zone=text(get("timeZone")),
            payment_status=integer(get("paymentStatus")),
            reminder_color=text(get("reminderColor")),
            estimated_commissioning_date=moment(get("estimatedCommissioningDate")),
            expiration_date=moment(get("expirationDate")),
            size_kw=number(get("sizeKW")),
            size_dc=number(get("sizeDC")),
            system_size=number(get("systemSize")),
            pv_capacity_ac=number(get("pvCapacityAc")),
            pv_capacity_dc=number(get("pvCapacityDc")),
            capacity_dc=number(get("capacityDc")),
            rated_power=get("ratedPower"),
            energy_capacity=get("energyCapacity"),
            available_energy=get("availableEnergy"),
            state_of_charge=get("stateOfCharge"),
            charge_discharge=get("chargeDischarge"),
            last_data_utc=moment(get("lastDataUTC")),
            last_upload=moment(get("lastUpload")),
            power=number(get("power")),
            power_avg_15=number(get("powerAvg15")),
            power_avg_15_exp=number(get("powerAvg15Exp")),
            kw_percent=number(get("kwPercent")),
            power24=number(get("power24")),
            power_24_est=number(get("power24Est")),
            kwh_percent=number(get("kwhPercent")),
            energy_ratio=number(get("energyRatio")),
            today=number(get("today")),
            today_estimated=number(get("todayEstimated")),
            today_percent=number(get("todayPercent")),
            this_month=number(get("thisMonth")),
            last_month=number(get("lastMonth")),
            this_year=number(get("thisYear")),
            last_year=number(get("lastYear")),
            lifetime=number(get("lifetime")),
            today_and_7_day_average_kw=DayPowerProfile.maybe(get("todayAnd7DayAverageKw")),
            rolling_24_kw=values(get("rolling24Kw")),
            rolling_24_kw_idx=integer(get("rolling24KwIdx")),
            irradiance=number(get("irradiance")),
            insolation=number(get("insolation")),
            performance_index=number(get("performanceIndex")),
            performance_test_status=integer(get("performanceTestStatus")),
            performance_test_value=number(get("performanceTestValue")),
            performance_test_delta=number(get("performanceTestDelta")),
            availability=number(get("availability")),
            availability_loss=number(get("availabilityLoss")),
            calculated_inverter_availability=number(get("calculatedInverterAvailability")),
            energy_availability=number(get("energyAvailability")),
            energy_availability_loss=number(get("energyAvailabilityLoss")),
            energy_loss=number(get("energyLoss")),
            downtime_loss=number(get("downtimeLoss")),
            soiling_loss=number(get("soilingLoss")),
            revenue_loss=number(get("revenueLoss")),
            inverter_count=integer(get("inverterCount")),
            inverter_faults=integer(get("inverterFaults")),
            grid_offline=integer(get("gridOffline")),
            ground=integer(get("ground")),
            alert_name=text(get("alertName")),
            alert_severity=get("alertSeverity"),
            rule_tool_summary=RuleToolSummary.maybe(get("ruleToolSummary")),
            kiosks=integer(get("kiosks")),
            kiosk_status=integer(get("kioskStatus")),
            custom_column_data_0=text(get("customColumnData0")),
            custom_column_data_1=text(get("customColumnData1")),
            custom_column_data_2=text(get("customColumnData2")),
            custom_column_data_3=text(get("customColumnData3")),
            custom_column_data_4=text(get("customColumnData4")),
            custom_column_data_5=text(get("customColumnData5")),
            raw=data,
        )
