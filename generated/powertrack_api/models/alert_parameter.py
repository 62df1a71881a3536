"""One thing that the alert type of a trigger lets one set."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.alert_parameter_type import AlertParameterType
from powertrack_core.decoding import JsonObject, flag, integer, scalar, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertParameter(Model):
    """One thing that the alert type of a trigger lets one set."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "value",
            "type",
            "info",
            "readOnly",
            "index",
            "source",
        }
    )

    name: str | None = None
    """Name of the parameter, such as `Threshold`."""
    value: str | float | bool | None = None
    """The value, of the JSON type that `type` asks for: a string with 0 and 5, an integer with 1 and 7, a number with
    2 and 3, a boolean with 16. With type 0 it can be the text `NaN`. Type 3 was seen as a percentage (25) and as a
    ratio (0.8), so no unit follows from the type; `info` may name one.
    """
    type_: AlertParameterType | int | None = None
    """What `value` is."""
    info: str | None = None
    """What the parameter does; may be empty."""
    read_only: bool | None = None
    """Whether the form shows the value without letting one change it."""
    index: int | None = None
    """Only 0 was seen, also on each of several parameters."""
    source: int | None = None
    """Where the parameter comes from; 2 and 3 were seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            value=scalar(get("value")),
            type_=AlertParameterType.of(get("type")),
            info=text(get("info")),
            read_only=flag(get("readOnly")),
            index=integer(get("index")),
            source=integer(get("source")),
            raw=data,
        )
