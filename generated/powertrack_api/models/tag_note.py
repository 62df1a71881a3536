"""A note on an object, written by a person or, as a record of an event, by the platform."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class TagNote(Model):
    """A note on an object, written by a person or, as a record of an event, by the platform."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "kind",
            "text",
            "date",
            "isEvent",
            "authorKey",
            "authorName",
            "parentKey",
        }
    )

    key: str | None = None
    """Key of the note, an `x` and eight hexadecimal digits."""
    kind: str | None = None
    """Kind of note; only `text` was seen."""
    text: str | None = None
    """What the note says; CR LF separates its lines."""
    date: datetime | None = None
    """When the note was written."""
    is_event: bool | None = None
    """Whether the platform wrote the note to record an event."""
    author_key: str | None = None
    """Key of the user who wrote the note or caused the event."""
    author_name: str | None = None
    """Name of that user."""
    parent_key: str | None = None
    """Key of the object that the note hangs on."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            kind=text(get("kind")),
            text=text(get("text")),
            date=moment(get("date")),
            is_event=flag(get("isEvent")),
            author_key=text(get("authorKey")),
            author_name=text(get("authorName")),
            parent_key=text(get("parentKey")),
            raw=data,
        )
