"""Report configurations below an object."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_core.decoding import JsonObject, JsonValue, flag, moment, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ReportConfigList(Model):
    """Report configurations below an object."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "isMore",
            "list",
        }
    )

    key: str | None = None
    """The query, as compact JSON inside a string."""
    last_changed: datetime | None = None
    """When one of them last changed; the year 1900 where there is none."""
    is_more: bool | None = None
    """Whether there are more than were answered; only false was seen."""
    list_: list[JsonValue] = Factory(list)
    """The report configurations; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            last_changed=moment(get("lastChanged")),
            is_more=flag(get("isMore")),
            list_=values(get("list")),
            raw=data,
        )
