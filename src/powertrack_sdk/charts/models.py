"""Charts: their series and totals, and the list of predefined charts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from operator import le
from typing import Self, TypeAlias

from attrs import define

from powertrack_api.models import chart_data, predefined_chart
from powertrack_api.models.chart_section import ChartSection
from powertrack_api.models.chart_series import ChartSeries
from powertrack_core.decoding import JsonObject, text
from powertrack_sdk.charts.performance import PerformanceRatio, performance_ratio
from powertrack_sdk.tables.columns import Column, Table, Tabular, distinct
from powertrack_sdk.units import unit_name
from powertrack_sdk.zones import zone

__all__ = ["ChartData", "ChartSeries", "PerformanceRatio", "PredefinedChart"]

Columns: TypeAlias = tuple[Sequence[int], Sequence[float | None]]
"""Time stamps and values."""

_TIME = "time"
_MINUTE = 60_000  # milliseconds
_LEAST_GAPS, _REGULAR = 5, 0.8
_LOOKED_AT = 3  # series; all series of a chart have its bins
_ENERGY, _EXPECTED, _ESTIMATED = "energy", "expEnergy", "estEnergy"


class ChartData(Tabular, chart_data.ChartData):
    """The time series of a chart, and the totals of the server as `named_results`."""

    __slots__ = ()

    def table(self) -> Table:
        """Return the series over time: the index `time` in the zone of the site, and a column for each series.

        Series of the same name get a number, such as `Power 2`. There is a row for each time stamp of any series.
        """
        names = (series.name or series.header or series.key or "Series" for series in self.series)
        times, values = _aligned([series.pair_columns("data_xy") for series in self.series])
        first, *others = distinct([_TIME, *names])
        stamps = [time * 1000 for time in times]
        time = Column(name=first, kind="instant", values=stamps, zone=str(zone(self.time_zone)))
        columns = [
            Column(name=name, kind="number", values=figures, unit=unit_name(series.units, series.custom_unit))
            for name, figures, series in zip(others, values, self.series, strict=True)
        ]
        return Table(title=self.title or "Chart", columns=(time, *columns), index=_TIME)

    @property
    def answered_bin_size(self) -> int | None:
        """Actual bin size (minutes): `bin_size`, or the interval of the points if that is longer.

        None if the answer has no bin size and its points are too few or too irregular to show it.
        """
        declared = int(self.bin_size) if self.bin_size else None
        distances = [_distance(one.pair_columns("data_xy")[0]) for one in self.series[:_LOOKED_AT]]
        shown = min((found for found in distances if found is not None), default=None)
        return max(declared, shown) if declared is not None and shown is not None else declared or shown

    @property
    def energy_production(self) -> float | None:
        """Energy produced in the period of the chart (kWh); None if the chart lacks it."""
        return self.named_results.get(_ENERGY)

    @property
    def expected_energy(self) -> float | None:
        """Energy expected for the measured weather (kWh); None if the chart lacks it."""
        return self.named_results.get(_EXPECTED)

    @property
    def performance_ratio(self) -> float | None:
        """The energy ratio: energy produced over the energy expected for the measured weather.

        The performance ratio of IEC 61724 is lower, because the expected energy already includes losses;
        `iec_performance_ratio` calculates it. None if an energy is missing or not finite.
        """
        produced, expected = self.energy_production, self.expected_energy
        if produced is None or not expected or not math.isfinite(produced) or not math.isfinite(expected):
            return None
        return produced / expected

    @property
    def energy_ratio(self) -> float | None:
        """The same as `performance_ratio`, by its correct name."""
        return self.performance_ratio

    def iec_performance_ratio(
        self,
        dc_capacity_kw: float,
        *,
        production: str | None = None,
        irradiance: str | None = None,
        weather: ChartData | None = None,
    ) -> PerformanceRatio:
        """Calculate the performance ratio of IEC 61724 from production and plane-of-array irradiance.

        Only bins with both values are used. Irradiance below zero, as from a sensor at night, is taken as zero.

        Args:
            dc_capacity_kw: DC capacity of the modules (kW), such as `dc_capacity_kw` of `SiteConfig`.
            production: Name or key of the series of power (W, kW, MW) or energy (Wh, kWh, MWh); by default the only
                measured one.
            irradiance: Name or key of the series of irradiance (W/m2) or irradiation (kWh/m2); by default the only
                plane-of-array one.
            weather: The chart with the irradiance, in bins of the same size; by default this one.

        Returns:
            The ratio (1 is ideal), its series, and the number of bins used.

        Raises:
            ValidationError: The capacity is not above 0, a series is missing or ambiguous, or bin sizes differ.
        """
        return performance_ratio(self, dc_capacity_kw, production=production, irradiance=irradiance, weather=weather)

    @property
    def losses(self) -> dict[str, float]:
        """Energy lost (kWh) by cause, such as `snow`, `soiling`, `clipping`, `downtime`."""
        energies = (_ENERGY, _EXPECTED, _ESTIMATED)
        return {name: value for name, value in self.named_results.items() if name not in energies}

    def __repr__(self) -> str:
        points = max((len(series.data_xy) for series in self.series), default=0)
        series = len(self.series)
        return f"ChartData(title={self.title!r}, time_zone={self.time_zone!r}, series={series}, points={points})"


def _distance(times: Sequence[int]) -> int | None:
    """Return the interval of points in minutes; None if they are too few or too irregular."""
    gaps = Counter(later - earlier for earlier, later in pairwise(times))
    gap, count = gaps.most_common(1)[0] if gaps else (0, 0)
    regular = gaps.total() >= _LEAST_GAPS and count >= _REGULAR * gaps.total()
    return gap // _MINUTE if regular and gap >= _MINUTE else None


def _aligned(series: Sequence[Columns]) -> tuple[Sequence[int], list[Sequence[float | None]]]:
    """Return the time stamps of all series in order, and the values of each series for them."""
    axes = [times for times, _ in series if times]
    if all(times == axes[0] for times in axes[1:]):
        times = axes[0] if axes else ()
        if all(map(le, times, islice(times, 1, None))):
            return times, [values or (None,) * len(times) for _, values in series]
    found = [dict(zip(_numbered(times), values, strict=True)) for times, values in series]
    stamps = sorted(set().union(*found))
    return [time for time, _ in stamps], [[values.get(stamp) for stamp in stamps] for values in found]


def _numbered(times: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give time stamps with the number of their earlier occurrences, so that none is lost."""
    seen: Counter[int] = Counter()
    for time in times:
        yield time, seen[time]
        seen[time] += 1


@define(kw_only=True, repr=False, eq=False)
class PredefinedChart(predefined_chart.PredefinedChart):
    """A predefined chart.

    Attributes:
        section: Title of its section in the menu, such as `Production`.
        section_code: Code of its section.
    """

    section: str | None = None
    section_code: ChartSection | int | None = None

    @classmethod
    def of_section(cls, section: JsonObject) -> list[Self]:
        """Read the charts of a section of the menu."""
        charts = cls.many(section.get("predefinedCharts"))
        for chart in charts:
            chart.section = text(section.get("title"))
            chart.section_code = ChartSection.of(section.get("sectionCode"))
        return charts
