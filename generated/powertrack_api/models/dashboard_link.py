"""A reference to a dashboard."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DashboardLink(Model):
    """A reference to a dashboard."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
        }
    )

    key: str | None = None
    """Key of the dashboard's file."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            raw=data,
        )
