"""Key figures of a site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, number
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteKpiFigures(Model):
    """Key figures of a site."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "activeAlerts",
            "systemSize",
            "dCsize",
            "now",
            "today",
            "todayEst",
            "todayPct",
            "yesterday",
            "yesterdayEst",
            "yesterdayPct",
            "month",
            "year",
            "lastMonth",
            "lastYear",
            "life",
            "avgKW",
            "expKW",
            "avgKWpct",
            "measKWh",
            "expKWh",
            "measKWhPct",
            "irradiance",
            "ghi",
            "totalInverters",
            "inverterFaults",
            "availability",
            "calculatedInverterAvailability",
            "gridOffline",
            "downtimeLoss",
            "soilLoss",
            "soilLossPercent",
            "snowLoss",
            "curtailmentLoss",
            "unclassifiedLoss",
            "ruleToolConfiguration",
            "ruleToolCommunication",
            "ruleToolData",
            "ruleToolPerformance",
            "deploymentStatus",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "system_size": "kW",
        "d_csize": "kW",
        "now": "kW",
        "today": "kWh",
        "today_est": "kWh",
        "today_pct": "%",
        "yesterday": "kWh",
        "yesterday_est": "kWh",
        "yesterday_pct": "%",
        "month": "kWh",
        "year": "kWh",
        "last_month": "kWh",
        "last_year": "kWh",
        "life": "kWh",
        "avg_kw": "kW",
        "exp_kw": "kW",
        "avg_k_wpct": "%",
        "meas_k_wh": "kWh",
        "exp_k_wh": "kWh",
        "meas_k_wh_pct": "%",
        "irradiance": "W/m2",
        "ghi": "kWh/m2",
        "availability": "%",
        "calculated_inverter_availability": "%",
        "downtime_loss": "kWh",
        "soil_loss": "kWh",
        "soil_loss_percent": "%",
        "snow_loss": "kWh",
        "curtailment_loss": "kWh",
        "unclassified_loss": "kWh",
    }

    active_alerts: int | None = None
    """Number of active alerts; only 0 was seen."""
    system_size: float | None = None
    """AC capacity. Unit: kW."""
    d_csize: float | None = None
    """DC capacity. Unit: kW."""
    now: float | None = None
    """AC power now; it may be slightly negative at night. Unit: kW."""
    today: float | None = None
    """Energy since midnight. Unit: kWh."""
    today_est: float | None = None
    """Energy that is expected for today. Unit: kWh."""
    today_pct: float | None = None
    """Energy since midnight against the energy expected for today. Unit: %."""
    yesterday: float | None = None
    """Energy of yesterday. Unit: kWh."""
    yesterday_est: float | None = None
    """Energy that was expected for yesterday. Unit: kWh."""
    yesterday_pct: float | None = None
    """Energy of yesterday against the energy expected. Unit: %."""
    month: float | None = None
    """Energy of this month so far. Unit: kWh."""
    year: float | None = None
    """Energy of this year so far. Unit: kWh."""
    last_month: float | None = None
    """Energy of last month. Unit: kWh."""
    last_year: float | None = None
    """Energy of last year. Unit: kWh."""
    life: float | None = None
    """Energy since the site went into operation. Unit: kWh."""
    avg_kw: float | None = None
    """Mean AC power of a recent span, presumably a quarter of an hour. Unit: kW."""
    exp_kw: float | None = None
    """Mean AC power that was expected for that span. Unit: kW."""
    avg_k_wpct: float | None = None
    """Mean against expected mean AC power; infinite where none was expected. Unit: %."""
    meas_k_wh: float | None = None
    """Energy of a recent span, presumably the last 24 hours. Unit: kWh."""
    exp_k_wh: float | None = None
    """Energy that was expected for that span. Unit: kWh."""
    meas_k_wh_pct: float | None = None
    """Measured against expected energy of that span. Unit: %."""
    irradiance: float | None = None
    """Irradiance now. Unit: W/m2."""
    ghi: float | None = None
    """Global horizontal insolation of the day; the unit is inferred from the size of the figures. Unit: kWh/m2."""
    total_inverters: int | None = None
    """Number of inverters."""
    inverter_faults: int | None = None
    """Number of inverters with a fault."""
    availability: float | None = None
    """Share of the inverters that are available. Unit: %."""
    calculated_inverter_availability: float | None = None
    """Availability of the inverters, computed from their data. Unit: %."""
    grid_offline: int | None = None
    """Number of grid connections that are down; only 0 was seen."""
    downtime_loss: float | None = None
    """Energy that was lost while inverters stood still. Unit: kWh."""
    soil_loss: float | None = None
    """Energy that was lost through dirt on the modules. Unit: kWh."""
    soil_loss_percent: float | None = None
    """Share of energy that was lost through dirt. Unit: %."""
    snow_loss: float | None = None
    """Energy that was lost through snow. Unit: kWh."""
    curtailment_loss: float | None = None
    """Energy that was lost through curtailment; only `NaN` was seen. Unit: kWh."""
    unclassified_loss: float | None = None
    """Energy that was lost for no known cause. Unit: kWh."""
    rule_tool_configuration: int | None = None
    """Code of the check of the configuration; 0 to 4 were seen."""
    rule_tool_communication: int | None = None
    """Code of the check of communication; 0 to 4 were seen."""
    rule_tool_data: int | None = None
    """Code of the check of the data; 0 to 4 were seen."""
    rule_tool_performance: int | None = None
    """Code of the check of performance; 0 to 4 were seen."""
    deployment_status: int | None = None
    """Code of how far the site is deployed; only 3 was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            active_alerts=integer(get("activeAlerts")),
            system_size=number(get("systemSize")),
            d_csize=number(get("dCsize")),
            now=number(get("now")),
            today=number(get("today")),
            today_est=number(get("todayEst")),
            today_pct=number(get("todayPct")),
            yesterday=number(get("yesterday")),
            yesterday_est=number(get("yesterdayEst")),
            yesterday_pct=number(get("yesterdayPct")),
            month=number(get("month")),
            year=number(get("year")),
            last_month=number(get("lastMonth")),
            last_year=number(get("lastYear")),
            life=number(get("life")),
            avg_kw=number(get("avgKW")),
            exp_kw=number(get("expKW")),
            avg_k_wpct=number(get("avgKWpct")),
            meas_k_wh=number(get("measKWh")),
            exp_k_wh=number(get("expKWh")),
            meas_k_wh_pct=number(get("measKWhPct")),
            irradiance=number(get("irradiance")),
            ghi=number(get("ghi")),
            total_inverters=integer(get("totalInverters")),
            inverter_faults=integer(get("inverterFaults")),
            availability=number(get("availability")),
            calculated_inverter_availability=number(get("calculatedInverterAvailability")),
            grid_offline=integer(get("gridOffline")),
            downtime_loss=number(get("downtimeLoss")),
            soil_loss=number(get("soilLoss")),
            soil_loss_percent=number(get("soilLossPercent")),
            snow_loss=number(get("snowLoss")),
            curtailment_loss=number(get("curtailmentLoss")),
            unclassified_loss=number(get("unclassifiedLoss")),
            rule_tool_configuration=integer(get("ruleToolConfiguration")),
            rule_tool_communication=integer(get("ruleToolCommunication")),
            rule_tool_data=integer(get("ruleToolData")),
            rule_tool_performance=integer(get("ruleToolPerformance")),
            deployment_status=integer(get("deploymentStatus")),
            raw=data,
        )
