"""One site with its latest figures, as the portfolio table shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from attrs import Factory, define

from powertrack_api.models.day_power_profile import DayPowerProfile
from powertrack_api.models.rule_tool_summary import RuleToolSummary
from powertrack_core.decoding import JsonValue, as_is, integer, moment, number, text, values
from powertrack_core.row import Reader, Row


@define(kw_only=True, repr=False, eq=False)
class SiteOverview(Row):
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

    readers: ClassVar[Mapping[str, Reader]] = {
        "key": ("key", text),
        "id": ("id", integer),
        "parent_key": ("parentKey", text),
        "name": ("name", text),
        "type_": ("type", integer),
        "monitored_site_type": ("monitoredSiteType", integer),
        "status": ("status", integer),
        "message": ("message", text),
        "time_zone": ("timeZone", text),
        "payment_status": ("paymentStatus", integer),
        "reminder_color": ("reminderColor", text),
        "estimated_commissioning_date": ("estimatedCommissioningDate", moment),
        "expiration_date": ("expirationDate", moment),
        "size_kw": ("sizeKW", number),
        "size_dc": ("sizeDC", number),
        "system_size": ("systemSize", number),
        "pv_capacity_ac": ("pvCapacityAc", number),
        "pv_capacity_dc": ("pvCapacityDc", number),
        "capacity_dc": ("capacityDc", number),
        "rated_power": ("ratedPower", as_is),
        "energy_capacity": ("energyCapacity", as_is),
        "available_energy": ("availableEnergy", as_is),
        "state_of_charge": ("stateOfCharge", as_is),
        "charge_discharge": ("chargeDischarge", as_is),
        "last_data_utc": ("lastDataUTC", moment),
        "last_upload": ("lastUpload", moment),
        "power": ("power", number),
        "power_avg_15": ("powerAvg15", number),
        "power_avg_15_exp": ("powerAvg15Exp", number),
        "kw_percent": ("kwPercent", number),
        "power24": ("power24", number),
        "power_24_est": ("power24Est", number),
        "kwh_percent": ("kwhPercent", number),
        "energy_ratio": ("energyRatio", number),
        "today": ("today", number),
        "today_estimated": ("todayEstimated", number),
        "today_percent": ("todayPercent", number),
        "this_month": ("thisMonth", number),
        "last_month": ("lastMonth", number),
        "this_year": ("thisYear", number),
        "last_year": ("lastYear", number),
        "lifetime": ("lifetime", number),
        "today_and_7_day_average_kw": ("todayAnd7DayAverageKw", DayPowerProfile.maybe),
        "rolling_24_kw": ("rolling24Kw", values),
        "rolling_24_kw_idx": ("rolling24KwIdx", integer),
        "irradiance": ("irradiance", number),
        "insolation": ("insolation", number),
        "performance_index": ("performanceIndex", number),
        "performance_test_status": ("performanceTestStatus", integer),
        "performance_test_value": ("performanceTestValue", number),
        "performance_test_delta": ("performanceTestDelta", number),
        "availability": ("availability", number),
        "availability_loss": ("availabilityLoss", number),
        "calculated_inverter_availability": ("calculatedInverterAvailability", number),
        "energy_availability": ("energyAvailability", number),
        "energy_availability_loss": ("energyAvailabilityLoss", number),
        "energy_loss": ("energyLoss", number),
        "downtime_loss": ("downtimeLoss", number),
        "soiling_loss": ("soilingLoss", number),
        "revenue_loss": ("revenueLoss", number),
        "inverter_count": ("inverterCount", integer),
        "inverter_faults": ("inverterFaults", integer),
        "grid_offline": ("gridOffline", integer),
        "ground": ("ground", integer),
        "alert_name": ("alertName", text),
        "alert_severity": ("alertSeverity", as_is),
        "rule_tool_summary": ("ruleToolSummary", RuleToolSummary.maybe),
        "kiosks": ("kiosks", integer),
        "kiosk_status": ("kioskStatus", integer),
        "custom_column_data_0": ("customColumnData0", text),
        "custom_column_data_1": ("customColumnData1", text),
        "custom_column_data_2": ("customColumnData2", text),
        "custom_column_data_3": ("customColumnData3", text),
        "custom_column_data_4": ("customColumnData4", text),
        "custom_column_data_5": ("customColumnData5", text),
    }
    identities: ClassVar[tuple[str, ...]] = ("key",)
    nested: ClassVar[tuple[str, ...]] = (
        "today_and_7_day_average_kw",
        "rolling_24_kw",
        "rule_tool_summary",
    )

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
    """Energy over expected energy. It is not the performance ratio of IEC 61724. Unit: %."""
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
    rolling_24_kw: list[JsonValue] = Factory(list)
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
    """The highest severity code of its active alerts; only null was seen."""
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
