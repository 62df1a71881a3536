"""A change of an object."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, identity, moment, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AuditEntry(Model):
    """A change of an object."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "parentKey",
            "kind",
            "changeType",
            "date",
            "authorKey",
            "authorName",
            "text",
            "changes",
            "changesAsString",
        }
    )

    key: str
    """Key of the change, `AE` and digits."""
    parent_key: str | None = None
    """Key of the object that was changed."""
    kind: str | None = None
    """Kind of entry; only `change` was seen."""
    change_type: str | None = None
    """What was done, separated by commas: `Changed` and `Created` were seen."""
    date: datetime | None = None
    """When it was done."""
    author_key: str | None = None
    """Key of the user who did it."""
    author_name: str | None = None
    """Name of that user."""
    text: str | None = None
    """What was done in words, such as `Password created`; may be empty."""
    changes: list[JsonValue] = Factory(list)
    """The fields that were changed; only the empty list was seen."""
    changes_as_string: str | None = None
    """The same as text; only the empty string was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            parent_key=text(get("parentKey")),
            kind=text(get("kind")),
            change_type=text(get("changeType")),
            date=moment(get("date")),
            author_key=text(get("authorKey")),
            author_name=text(get("authorName")),
            text=text(get("text")),
            changes=values(get("changes")),
            changes_as_string=text(get("changesAsString")),
            raw=data,
        )
