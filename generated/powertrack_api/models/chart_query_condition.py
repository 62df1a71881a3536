"""Condition that the figures of a chart are filtered by. Its fields were seen by name and type only, not with values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, each, flag, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartQueryCondition(Model):
    """Condition that the figures of a chart are filtered by. Its fields were seen by name and type only, not with
    values.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "condition",
            "source",
            "sourceList",
            "limitBottom",
            "limitTop",
            "normalize",
            "whenAvgSource",
            "avgSourceLimit",
            "continuously",
            "minDaysOrMinutes",
            "minTimeUnit",
            "recentDays",
            "isStillActive",
            "showPoints",
            "showRegion",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "recent_days": "d",
    }

    condition: int | None = None
    """Code of the comparison."""
    source: str | None = None
    """Name of the line that is compared."""
    source_list: list[str] = Factory(list)
    """Names of the lines to choose from."""
    limit_bottom: float | None = None
    """Lower limit of the comparison."""
    limit_top: float | None = None
    """Upper limit of the comparison."""
    normalize: bool | None = None
    """Whether the figures are normalized first."""
    when_avg_source: bool | None = None
    """Whether the mean of a line is compared too."""
    avg_source_limit: float | None = None
    """Limit for that mean."""
    continuously: bool | None = None
    """Whether the condition has to hold without a break."""
    min_days_or_minutes: float | None = None
    """How long it has to hold at least, in the unit of `minTimeUnit`."""
    min_time_unit: int | None = None
    """Code of that unit, days or minutes."""
    recent_days: int | None = None
    """How many of the latest days are looked at. Unit: d."""
    is_still_active: bool | None = None
    """Whether the condition has to hold at the end."""
    show_points: bool | None = None
    """Whether the points that meet it are drawn."""
    show_region: bool | None = None
    """Whether the spans that meet it are shaded."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            condition=integer(get("condition")),
            source=text(get("source")),
            source_list=each(get("sourceList"), text),
            limit_bottom=number(get("limitBottom")),
            limit_top=number(get("limitTop")),
            normalize=flag(get("normalize")),
            when_avg_source=flag(get("whenAvgSource")),
            avg_source_limit=number(get("avgSourceLimit")),
            continuously=flag(get("continuously")),
            min_days_or_minutes=number(get("minDaysOrMinutes")),
            min_time_unit=integer(get("minTimeUnit")),
            recent_days=integer(get("recentDays")),
            is_still_active=flag(get("isStillActive")),
            show_points=flag(get("showPoints")),
            show_region=flag(get("showRegion")),
            raw=data,
        )
