"""A value that may be chosen for a parameter."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class QueryParameterChoice(Model):
    """A value that may be chosen for a parameter."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "value",
            "stringValue",
        }
    )

    name: str | None = None
    """The choice as the form shows it, such as `Annual compound percentage`."""
    value: int | None = None
    """Number of the choice. It is the value of the parameter where there is no `stringValue`."""
    string_value: str | None = None
    """Value of the parameter for this choice, such as `Pow`; only there where values are texts."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            value=integer(get("value")),
            string_value=text(get("stringValue")),
            raw=data,
        )
