"""Charts on a dashboard."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.dashboard_chart import DashboardChart
from powertrack_core.decoding import JsonObject
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartDashboard(Model):
    """Charts on a dashboard."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "charts",
        }
    )

    charts: list[DashboardChart] = Factory(list)
    """The charts, by place; an empty place was seen as a chart with empty fields."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            charts=DashboardChart.many(get("charts")),
            raw=data,
        )
