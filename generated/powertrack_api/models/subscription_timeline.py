"""Dates of a service subscription."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SubscriptionTimeline(Model):
    """Dates of a service subscription."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "create",
            "activate",
            "escalate",
            "close",
            "check",
            "tZio",
            "flagsIO",
        }
    )

    create: datetime | None = None
    """When the subscription began, by the name."""
    activate: datetime | None = None
    """When notices begin, by the name."""
    escalate: datetime | None = None
    """When notices become urgent, by the name."""
    close: datetime | None = None
    """When the subscription ends, by the name."""
    check: datetime | None = None
    """When it is checked again; only the .NET maximum date was seen."""
    t_zio: int | None = None
    """Code of a time zone, as `getTimeZones` lists them."""
    flags_io: int | None = None
    """Presumably a bit mask; only 16 was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            create=moment(get("create")),
            activate=moment(get("activate")),
            escalate=moment(get("escalate")),
            close=moment(get("close")),
            check=moment(get("check")),
            t_zio=integer(get("tZio")),
            flags_io=integer(get("flagsIO")),
            raw=data,
        )
