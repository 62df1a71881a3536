"""A word by which objects can be found."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class TagKeyword(Model):
    """A word by which objects can be found."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "parentKey",
        }
    )

    key: str | None = None
    """Key of the keyword."""
    name: str | None = None
    """The word itself."""
    parent_key: str | None = None
    """Key of the object that the keyword hangs on."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            name=text(get("name")),
            parent_key=text(get("parentKey")),
            raw=data,
        )
