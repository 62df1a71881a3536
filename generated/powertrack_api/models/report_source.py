"""An object that a report is about."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportSource(Model):
    """An object that a report is about."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "indexMap",
        }
    )

    key: str | None = None
    """Key of the object; the key of a customer was seen."""
    index_map: int | None = None
    """Presumably the `indexMap` of the query items that the object goes with. It was seen in a new report only."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            index_map=integer(get("indexMap")),
            raw=data,
        )
