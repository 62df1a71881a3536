"""A chart: its series, and the totals that the server names."""

from __future__ import annotations

import math

from powertrack_api.models import chart_data
from powertrack_api.models.chart_series import ChartSeries

__all__ = ["ChartData", "ChartSeries"]

_ENERGY, _EXPECTED, _ESTIMATED = "energy", "expEnergy", "estEnergy"


class ChartData(chart_data.ChartData):
    """The time series of a chart, and the totals that the server names in `named_results`."""

    __slots__ = ()

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
