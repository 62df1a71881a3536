"""A chart on a dashboard. Only an empty one was seen."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DashboardChart(Model):
    """A chart on a dashboard. Only an empty one was seen."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "chartKey",
            "chartName",
            "chartRank",
            "io",
            "canView",
        }
    )

    chart_key: str | None = None
    """Key of the chart."""
    chart_name: str | None = None
    """Name of the chart."""
    chart_rank: str | None = None
    """Rank of the chart, as text."""
    io: str | None = None
    """Setting of the chart; only the empty string was seen."""
    can_view: bool | None = None
    """Whether the session's user may see the chart."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            chart_key=text(get("chartKey")),
            chart_name=text(get("chartName")),
            chart_rank=text(get("chartRank")),
            io=text(get("io")),
            can_view=flag(get("canView")),
            raw=data,
        )
