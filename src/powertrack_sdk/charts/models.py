"""A chart: its series, and the totals that the server names. And the charts that there are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Self

from attrs import define

from powertrack_api.models import chart_data, predefined_chart
from powertrack_api.models.chart_section import ChartSection
from powertrack_api.models.chart_series import ChartSeries
from powertrack_core.decoding import JsonObject, text
from powertrack_sdk.charts.performance import PerformanceRatio, performance_ratio
from powertrack_sdk.charts.table import chart_table
from powertrack_sdk.tables.columns import Table
from powertrack_sdk.tables.tabular import Tabular

__all__ = ["ChartData", "ChartSeries", "PerformanceRatio", "PredefinedChart"]

_MINUTE = 60_000  # milliseconds
_LEAST_GAPS, _REGULAR = 5, 0.8
_LOOKED_AT = 3  # series; all series of a chart have its bins
_ENERGY, _EXPECTED, _ESTIMATED = "energy", "expEnergy", "estEnergy"


class ChartData(Tabular, chart_data.ChartData):
    """The time series of a chart, and the totals that the server names in `named_results`."""

    __slots__ = ()

    def table(self) -> Table:
        """The series over time: the index `time` in the zone of the site, then a column for each series.

        A series of a name that came before gets a number, as in `Power 2`. There is a row for each time stamp of any
        series; a series without a value there has none.
        """
        return chart_table(self)

    @property
    def answered_bin_size(self) -> int | None:
        """Length of the bins (minutes): `bin_size` of the answer, or the distance of its points if that is longer.

        None if the answer does not say and its points are too few or too irregular to show it.
        """
        declared = int(self.bin_size) if self.bin_size else None
        distances = [_distance(one.pair_columns("data_xy")[0]) for one in self.series[:_LOOKED_AT]]
        shown = min((found for found in distances if found is not None), default=None)
        return max(declared, shown) if declared is not None and shown is not None else declared or shown

    @property
    def energy_production(self) -> float | None:
        """Energy produced over the chart's span (kWh); None where the chart does not name it."""
        return self.named_results.get(_ENERGY)

    @property
    def expected_energy(self) -> float | None:
        """Energy expected for the measured weather (kWh); None where the chart does not name it."""
        return self.named_results.get(_EXPECTED)

    @property
    def performance_ratio(self) -> float | None:
        """The energy ratio: energy produced over the energy expected for the measured weather.

        It is not the performance ratio of IEC 61724, which `iec_performance_ratio` calculates and which is lower,
        because the expected energy allows for losses already. None if either energy is missing or not finite.
        """
        produced, expected = self.energy_production, self.expected_energy
        if produced is None or not expected or not math.isfinite(produced) or not math.isfinite(expected):
            return None
        return produced / expected

    @property
    def energy_ratio(self) -> float | None:
        """Energy produced over the energy expected for the measured weather: `performance_ratio` by its right name."""
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

        Only bins count that have both figures: a gap in one leaves the other out too. Irradiance below zero, as from a
        sensor at night, counts as zero.

        Args:
            dc_capacity_kw: DC capacity of the modules that produce it (kW), such as `dc_capacity_kw` of `SiteConfig`.
            production: Name or key of the series of power (W, kW, MW) or energy (Wh, kWh, MWh); by default the only
                measured one.
            irradiance: Name or key of the series of irradiance (W/m2) or irradiation (kWh/m2); by default the only one
                in the plane of the array. Irradiance of another plane has to be named.
            weather: The chart with the irradiance, in bins of the same length; by default this one.

        Returns:
            The ratio (1 is ideal), the series it is from, and how many of the bins count.

        Raises:
            ValidationError: The capacity is not above 0, a series is not there or not the only one, or bins differ.
        """
        return performance_ratio(self, dc_capacity_kw, production=production, irradiance=irradiance, weather=weather)

    @property
    def losses(self) -> dict[str, float]:
        """Energy lost (kWh) by cause, such as `snow`, `soiling`, `clipping`, `downtime`."""
        energies = (_ENERGY, _EXPECTED, _ESTIMATED)
        return {name: value for name, value in self.named_results.items() if name not in energies}

    def __repr__(self) -> str:
        points = max((len(series.data_xy) for series in self.series), default=0)
        told = f"title={self.title!r}, time_zone={self.time_zone!r}, series={len(self.series)}, points={points}"
        return f"ChartData({told})"


def _distance(times: Sequence[int]) -> int | None:
    """Minutes from each point to the next (milliseconds); None if they are too few or too irregular to tell."""
    gaps = Counter(later - earlier for earlier, later in pairwise(times))
    gap, count = gaps.most_common(1)[0] if gaps else (0, 0)
    regular = gaps.total() >= _LEAST_GAPS and count >= _REGULAR * gaps.total()
    return gap // _MINUTE if regular and gap >= _MINUTE else None


@define(kw_only=True, repr=False, eq=False)
class PredefinedChart(predefined_chart.PredefinedChart):
    """A chart that the platform defines, and the section of the menu that it stands in.

    Attributes:
        section: Title of the section, such as `Production`.
        section_code: Code of the section.
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
