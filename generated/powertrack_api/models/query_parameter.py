"""A parameter of a chart within a query or a report, with its value."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.checked_value import CheckedValue
from powertrack_api.models.parameter_type import ParameterType
from powertrack_api.models.query_parameter_choice import QueryParameterChoice
from powertrack_core.decoding import JsonObject, integer, scalar, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class QueryParameter(Model):
    """A parameter of a chart within a query or a report, with its value."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "chartType",
            "index",
            "type",
            "value",
            "selectionItems",
        }
    )

    name: str | None = None
    """Name of the parameter, such as `AnnualDegrade` or `MinPOA`."""
    chart_type: int | None = None
    """Number of the parameter, in spite of the name; the menu of charts calls it `id`."""
    index: int | None = None
    """Only 0 was seen."""
    type_: ParameterType | int | None = None
    """What the value is."""
    value: list[CheckedValue] | str | float | bool | None = None
    """The value."""
    selection_items: list[QueryParameterChoice] = Factory(list)
    """What may be chosen; null where nothing is listed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            chart_type=integer(get("chartType")),
            index=integer(get("index")),
            type_=ParameterType.of(get("type")),
            value=CheckedValue.many(get("value")) or scalar(get("value")),
            selection_items=QueryParameterChoice.many(get("selectionItems")),
            raw=data,
        )
