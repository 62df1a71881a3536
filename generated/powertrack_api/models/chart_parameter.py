"""Something that can be set for a predefined chart."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.checked_value import CheckedValue
from powertrack_api.models.named_value import NamedValue
from powertrack_api.models.parameter_type import ParameterType
from powertrack_core.decoding import JsonObject, integer, scalar
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ChartParameter(Model):
    """Something that can be set for a predefined chart."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "type",
            "value",
            "selectionItems",
        }
    )

    id: int | None = None
    """Number of the parameter; several charts may share it."""
    type_: ParameterType | int | None = None
    """What the value is. One parameter was seen with type 1 in one chart and 2 in another."""
    value: list[CheckedValue] | str | float | bool | None = None
    """The default."""
    selection_items: list[NamedValue] = Factory(list)
    """Values to choose from; null where nothing is listed."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            id=integer(get("id")),
            type_=ParameterType.of(get("type")),
            value=CheckedValue.many(get("value")) or scalar(get("value")),
            selection_items=NamedValue.many(get("selectionItems")),
            raw=data,
        )
