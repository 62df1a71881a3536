"""Heading of a column of a report. Only a blank one was seen."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportColumnHeader(Model):
    """Heading of a column of a report. Only a blank one was seen."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "index",
            "name",
            "type",
            "value",
        }
    )

    index: int | None = None
    """Number of the heading."""
    name: str | None = None
    """The heading itself."""
    type_: int | None = None
    """What heads the column; only 0 was seen."""
    value: str | None = None
    """Value of the heading."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            index=integer(get("index")),
            name=text(get("name")),
            type_=integer(get("type")),
            value=text(get("value")),
            raw=data,
        )
