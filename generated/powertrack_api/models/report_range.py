"""Days that a report covers."""

from __future__ import annotations

from datetime import date as Date
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, day
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportRange(Model):
    """Days that a report covers."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "start",
            "end",
        }
    )

    start: Date | None = None
    """First day."""
    end: Date | None = None
    """Last day."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            start=day(get("start")),
            end=day(get("end")),
            raw=data,
        )
