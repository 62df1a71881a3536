"""A chart: its series, and the totals that the server names. And the charts that there are."""

from __future__ import annotations

import math
from typing import Self

from attrs import define

from powertrack_api.decoding import JsonObject, text
from powertrack_api.models import chart_data, predefined_chart
from powertrack_api.models.chart_section import ChartSection
from powertrack_api.models.chart_series import ChartSeries
from powertrack_sdk.charts.table import chart_table
from powertrack_sdk.tables.columns import Table
from powertrack_sdk.tables.tabular import Tabular

__all__ = ["ChartData", "ChartSeries", "PredefinedChart"]

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
    def energy_production(self) -> float | None:
        """Energy produced over the chart's span (kWh); None where the chart does not name it."""
        return self.named_results.get(_ENERGY)

    @property
    def expected_energy(self) -> float | None:
        """Energy expected for the measured weather (kWh); None where the chart does not name it."""
        return self.named_results.get(_EXPECTED)

    @property
    def performance_ratio(self) -> float | None:
        """Energy produced over the energy expected for the measured weather; None where either is missing or odd."""
        produced, expected = self.energy_production, self.expected_energy
        if produced is None or not expected or not math.isfinite(produced) or not math.isfinite(expected):
            return None
        return produced / expected

    @property
    def losses(self) -> dict[str, float]:
        """Energy lost (kWh) by cause, such as `snow`, `soiling`, `clipping`, `downtime`."""
        energies = (_ENERGY, _EXPECTED, _ESTIMATED)
        return {name: value for name, value in self.named_results.items() if name not in energies}

    def __repr__(self) -> str:
        points = max((len(series.data_xy) for series in self.series), default=0)
        told = f"title={self.title!r}, time_zone={self.time_zone!r}, series={len(self.series)}, points={points}"
        return f"ChartData({told})"


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
