"""Fees in a period of dates. Amounts are in the currency of the rate, those for energy for each of its `rateUnit`. Of
most fields only 0 was seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, day, flag, integer, number, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RatePeriod(Model):
    """Fees in a period of dates. Amounts are in the currency of the rate, those for energy for each of its
    `rateUnit`. Of most fields only 0 was seen.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "startDate",
            "endDate",
            "energyFee",
            "energyAdjFee",
            "capacityFee",
            "demandFee",
            "demandReduction",
            "tax",
            "fees",
            "serviceFee",
            "yearlyFee",
            "siteServiceFee",
            "siteYearlyFee",
            "noFixedFeeOnNaN",
            "monthlyIncrease",
            "yearlyIncrease",
            "semiPeakStart1",
            "semiPeakEnd1",
            "semiPeakStart2",
            "semiPeakEnd2",
            "semiPeakExcludeSaturday",
            "semiPeakExcludeSunday",
            "semiPeakFee",
            "semiPeakAdjFee",
            "semiPeakCapacityFee",
            "semiPeakDemandFee",
            "peakStart",
            "peakEnd",
            "peakExcludeSaturday",
            "peakExcludeSunday",
            "peakFee",
            "peakAdjFee",
            "peakCapacityFee",
            "peakDemandFee",
            "scheduleKey",
            "index",
            "table",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "semi_peak_start_1": "h",
        "semi_peak_end_1": "h",
        "semi_peak_start_2": "h",
        "semi_peak_end_2": "h",
        "peak_start": "h",
        "peak_end": "h",
    }

    start_date: Date | None = None
    """First day of the period."""
    end_date: Date | None = None
    """Last day of the period."""
    energy_fee: float | None = None
    """Fee for energy, such as 0.145 dollars for a kilowatt hour."""
    energy_adj_fee: float | None = None
    """Adjustment of the fee for energy."""
    capacity_fee: float | None = None
    """Fee for capacity."""
    demand_fee: float | None = None
    """Fee for demand."""
    demand_reduction: float | None = None
    """By how much demand is reduced; unit not observed."""
    tax: float | None = None
    """Tax; whether an amount or a share was not observed."""
    fees: float | None = None
    """Further fees."""
    service_fee: float | None = None
    """Fee for service."""
    yearly_fee: float | None = None
    """Fee for a year."""
    site_service_fee: float | None = None
    """Fee for service of a site."""
    site_yearly_fee: float | None = None
    """Fee for a year of a site."""
    no_fixed_fee_on_na_n: bool | None = None
    """Whether fixed fees are left out where no figure was measured."""
    monthly_increase: float | None = None
    """Increase of the fees from month to month; whether an amount or a share was not observed."""
    yearly_increase: float | None = None
    """Increase of the fees from year to year; whether an amount or a share was not observed."""
    semi_peak_start_1: float | None = None
    """Hour at which the first span of semi-peak hours begins. Unit: h."""
    semi_peak_end_1: float | None = None
    """Hour at which the first span of semi-peak hours ends. Unit: h."""
    semi_peak_start_2: float | None = None
    """Hour at which the second span of semi-peak hours begins. Unit: h."""
    semi_peak_end_2: float | None = None
    """Hour at which the second span of semi-peak hours ends. Unit: h."""
    semi_peak_exclude_saturday: bool | None = None
    """Whether Saturdays have no semi-peak hours."""
    semi_peak_exclude_sunday: bool | None = None
    """Whether Sundays have no semi-peak hours."""
    semi_peak_fee: float | None = None
    """Fee for energy in semi-peak hours."""
    semi_peak_adj_fee: float | None = None
    """Adjustment of the fee for energy in semi-peak hours."""
    semi_peak_capacity_fee: float | None = None
    """Fee for capacity in semi-peak hours."""
    semi_peak_demand_fee: float | None = None
    """Fee for demand in semi-peak hours."""
    peak_start: float | None = None
    """Hour at which peak hours begin. Unit: h."""
    peak_end: float | None = None
    """Hour at which peak hours end. Unit: h."""
    peak_exclude_saturday: bool | None = None
    """Whether Saturdays have no peak hours."""
    peak_exclude_sunday: bool | None = None
    """Whether Sundays have no peak hours."""
    peak_fee: float | None = None
    """Fee for energy in peak hours."""
    peak_adj_fee: float | None = None
    """Adjustment of the fee for energy in peak hours."""
    peak_capacity_fee: float | None = None
    """Fee for capacity in peak hours."""
    peak_demand_fee: float | None = None
    """Fee for demand in peak hours."""
    schedule_key: int | None = None
    """Number of a schedule; 0 for none."""
    index: int | None = None
    """Number of the period; 0 in a new one."""
    table: list[JsonValue] = Factory(list)
    """Fees as a table; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            start_date=day(get("startDate")),
            end_date=day(get("endDate")),
            energy_fee=number(get("energyFee")),
            energy_adj_fee=number(get("energyAdjFee")),
            capacity_fee=number(get("capacityFee")),
            demand_fee=number(get("demandFee")),
            demand_reduction=number(get("demandReduction")),
            tax=number(get("tax")),
            fees=number(get("fees")),
            service_fee=number(get("serviceFee")),
            yearly_fee=number(get("yearlyFee")),
            site_service_fee=number(get("siteServiceFee")),
            site_yearly_fee=number(get("siteYearlyFee")),
            no_fixed_fee_on_na_n=flag(get("noFixedFeeOnNaN")),
            monthly_increase=number(get("monthlyIncrease")),
            yearly_increase=number(get("yearlyIncrease")),
            semi_peak_start_1=number(get("semiPeakStart1")),
            semi_peak_end_1=number(get("semiPeakEnd1")),
            semi_peak_start_2=number(get("semiPeakStart2")),
            semi_peak_end_2=number(get("semiPeakEnd2")),
            semi_peak_exclude_saturday=flag(get("semiPeakExcludeSaturday")),
            semi_peak_exclude_sunday=flag(get("semiPeakExcludeSunday")),
            semi_peak_fee=number(get("semiPeakFee")),
            semi_peak_adj_fee=number(get("semiPeakAdjFee")),
            semi_peak_capacity_fee=number(get("semiPeakCapacityFee")),
            semi_peak_demand_fee=number(get("semiPeakDemandFee")),
            peak_start=number(get("peakStart")),
            peak_end=number(get("peakEnd")),
            peak_exclude_saturday=flag(get("peakExcludeSaturday")),
            peak_exclude_sunday=flag(get("peakExcludeSunday")),
            peak_fee=number(get("peakFee")),
            peak_adj_fee=number(get("peakAdjFee")),
            peak_capacity_fee=number(get("peakCapacityFee")),
            peak_demand_fee=number(get("peakDemandFee")),
            schedule_key=integer(get("scheduleKey")),
            index=integer(get("index")),
            table=values(get("table")),
            raw=data,
        )
