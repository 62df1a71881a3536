"""A chart that the platform defines."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.chart_parameter import ChartParameter
from powertrack_core.decoding import JsonObject, flag, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PredefinedChart(Model):
    """A chart that the platform defines."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "chartType",
            "displayName",
            "chartDescription",
            "isAdvanced",
            "parameters",
        }
    )

    chart_type: int | None = None
    """Number of the chart, which `queryChart` takes, such as 15."""
    display_name: str | None = None
    """Name of the chart, such as `Production Meter`."""
    chart_description: str | None = None
    """What the chart shows; may be empty."""
    is_advanced: bool | None = None
    """Whether the menu shows it among the advanced charts."""
    parameters: list[ChartParameter] = Factory(list)
    """What can be set for the chart; empty where there is nothing."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            chart_type=integer(get("chartType")),
            display_name=text(get("displayName")),
            chart_description=text(get("chartDescription")),
            is_advanced=flag(get("isAdvanced")),
            parameters=ChartParameter.many(get("parameters")),
            raw=data,
        )
