"""The performance ratio of IEC 61724: the energy of a site over what its irradiation would ideally yield."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from powertrack_api.models.chart_series import ChartSeries
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.units import unit_name

if TYPE_CHECKING:
    from powertrack_sdk.charts.models import ChartData

_MINUTE = 60_000  # milliseconds
_ALIKE = {"kilowatts": "kW", "kilowatt hours": "kWh"}
_POWERS = {"W": 0.001, "kW": 1.0, "MW": 1000.0}  # to kW
_ENERGIES = {"Wh": 0.001, "kWh": 1.0, "MWh": 1000.0}  # to kWh
_IRRADIANCES = {"W/m2": 0.001, "kW/m2": 1.0}  # to kW/m2
_IRRADIATIONS = {"Wh/m2": 0.001, "kWh/m2": 1.0}  # to kWh/m2
_PLANE_OF_ARRAY = re.compile(r"\bPOA|_POA|plane[- ]of[- ]array", re.IGNORECASE)
_NOT_MEASURED = re.compile(r"^(Exp|Est|Losses)|expected|estimated|\bloss\b", re.IGNORECASE)


@frozen(kw_only=True)
class PerformanceRatio:
    """The performance ratio of IEC 61724 over the bins with both production and irradiance.

    Attributes:
        ratio: Energy per kW of DC capacity, over irradiation per kW/m2 (1 is ideal); None without irradiation.
        energy: Energy of the bins used (kWh).
        irradiation: Irradiation of the bins used (kWh/m2).
        dc_capacity_kw: DC capacity (kW).
        production_series: Name of the series of the energy.
        irradiance_series: Name of the series of the irradiation.
        bins: Number of bins from the first point of both series to the last.
        bins_used: Number of bins used.
        bins_without_production: Number of bins without production.
        bins_without_irradiance: Number of bins without irradiance.
    """

    ratio: float | None
    energy: float
    irradiation: float
    dc_capacity_kw: float
    production_series: str
    irradiance_series: str
    bins: int
    bins_used: int
    bins_without_production: int
    bins_without_irradiance: int

    @property
    def coverage(self) -> float:
        """Share of the bins that are used, from 0 to 1."""
        return self.bins_used / self.bins if self.bins else 0.0


def performance_ratio(
    chart: ChartData,
    dc_capacity_kw: float,
    *,
    production: str | None = None,
    irradiance: str | None = None,
    weather: ChartData | None = None,
) -> PerformanceRatio:
    """Calculate the performance ratio; see `ChartData.iec_performance_ratio`."""
    if not (math.isfinite(dc_capacity_kw) and dc_capacity_kw > 0):
        raise ValidationError(f"dc_capacity_kw is {dc_capacity_kw!r}; a number of kW above 0 is expected")
    sky = weather if weather is not None else chart
    minutes = _bins_of(chart)
    if _bins_of(sky) != minutes:
        raise ValidationError(f"bins of {minutes} and of {_bins_of(sky)} minutes cannot be compared")
    made = _choose(chart, production, "production", {**_POWERS, **_ENERGIES}, _is_measured)
    shone = _choose(sky, irradiance, "irradiance", {**_IRRADIANCES, **_IRRADIATIONS}, _is_in_plane)
    energies = _totals(made, minutes, _POWERS, _ENERGIES)
    suns = {time: max(value, 0.0) for time, value in _totals(shone, minutes, _IRRADIANCES, _IRRADIATIONS).items()}
    both = sorted(energies.keys() & suns.keys())
    times = [time for one in (made, shone) for time in one.pair_columns("data_xy")[0]]
    bins = round((max(times) - min(times)) / (minutes * _MINUTE)) + 1 if times else 0
    energy, irradiation = math.fsum(energies[time] for time in both), math.fsum(suns[time] for time in both)
    return PerformanceRatio(
        ratio=energy / dc_capacity_kw / irradiation if irradiation > 0 else None,
        energy=energy,
        irradiation=irradiation,
        dc_capacity_kw=dc_capacity_kw,
        production_series=_name(made),
        irradiance_series=_name(shone),
        bins=bins,
        bins_used=len(both),
        bins_without_production=bins - len(energies),
        bins_without_irradiance=bins - len(suns),
    )


def _bins_of(chart: ChartData) -> int:
    minutes = chart.answered_bin_size
    if not minutes:
        raise ValidationError("the chart does not say how long its bins are; read it with a bin_size")
    return minutes


def _choose(
    chart: ChartData,
    wanted: str | None,
    role: str,
    units: dict[str, float],
    is_usual: Callable[[ChartSeries], bool],
) -> ChartSeries:
    fitting = [one for one in chart.series if _unit(one) in units]
    found = [one for one in fitting if (is_usual(one) if wanted is None else wanted in (one.name, one.key))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(repr(_name(one)) for one in fitting) or "none"
    problem = "is not clear" if wanted is None else f"{wanted!r} names {len(found)} series"
    raise ValidationError(f"{role} {problem}; name one series with {role}=. Of a fitting unit: {names}")


def _is_measured(series: ChartSeries) -> bool:
    return not any(_NOT_MEASURED.search(text) for text in _texts(series))


def _is_in_plane(series: ChartSeries) -> bool:
    return any(_PLANE_OF_ARRAY.search(text) for text in _texts(series))


def _texts(series: ChartSeries) -> Sequence[str]:
    return [text for text in (series.key, series.name, series.header) if text]


def _totals(series: ChartSeries, minutes: int, rates: dict[str, float], amounts: dict[str, float]) -> dict[int, float]:
    """Return the energy or irradiation of each bin that has one, by its time."""
    unit = _unit(series)
    factor = amounts[unit] if unit in amounts else rates[unit] * minutes / 60
    times, values = series.pair_columns("data_xy")
    points = zip(times, values, strict=True)
    return {time: value * factor for time, value in points if value is not None and math.isfinite(value)}


def _unit(series: ChartSeries) -> str:
    unit = unit_name(series.units, series.custom_unit)
    return _ALIKE.get(unit.casefold(), unit)


def _name(series: ChartSeries) -> str:
    return series.name or series.key or "a series without a name"
