"""Parameters of one predefined chart."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.query_parameter import QueryParameter
from powertrack_core.decoding import JsonObject, flag, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportChartParameters(Model):
    """Parameters of one predefined chart."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "chartParameter",
            "isExcluded",
            "paramsList",
        }
    )

    chart_parameter: int | None = None
    """Number of the chart."""
    is_excluded: bool | None = None
    """Whether the chart is left out; true for a few."""
    params_list: list[QueryParameter] = Factory(list)
    """The parameters; often empty."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            chart_parameter=integer(get("chartParameter")),
            is_excluded=flag(get("isExcluded")),
            params_list=QueryParameter.many(get("paramsList")),
            raw=data,
        )
