"""Figures that a KPI chart may show, by category. The server's echo lists the chosen ones only, and null for a
category without any.
"""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.kpi_choice import KpiChoice
from powertrack_core.decoding import JsonObject
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class KpiCategories(Model):
    """Figures that a KPI chart may show, by category. The server's echo lists the chosen ones only, and null for a
    category without any.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "measurements",
            "calculations",
            "losses",
            "financials",
            "events",
            "special",
        }
    )

    measurements: list[KpiChoice] = Factory(list)
    """Measured figures."""
    calculations: list[KpiChoice] = Factory(list)
    """Computed figures."""
    losses: list[KpiChoice] = Factory(list)
    """Losses by cause."""
    financials: list[KpiChoice] = Factory(list)
    """Figures in money."""
    events: list[KpiChoice] = Factory(list)
    """Events."""
    special: list[KpiChoice] = Factory(list)
    """Other figures."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            measurements=KpiChoice.many(get("measurements")),
            calculations=KpiChoice.many(get("calculations")),
            losses=KpiChoice.many(get("losses")),
            financials=KpiChoice.many(get("financials")),
            events=KpiChoice.many(get("events")),
            special=KpiChoice.many(get("special")),
            raw=data,
        )
