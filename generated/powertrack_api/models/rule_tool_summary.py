"""Outcome of an automatic check of a site. Its codes were seen from -1, never checked, to 4."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RuleToolSummary(Model):
    """Outcome of an automatic check of a site. Its codes were seen from -1, never checked, to 4."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "timestamp",
            "message",
            "communication",
            "configuration",
            "data",
            "performance",
        }
    )

    timestamp: datetime | None = None
    """When the check ran; null for never."""
    message: str | None = None
    """The same time as text, month first; empty for never."""
    communication: int | None = None
    """Code of the check of communication; -1 for never checked."""
    configuration: int | None = None
    """Code of the check of the configuration; -1 for never checked."""
    data: int | None = None
    """Code of the check of the data; -1 for never checked."""
    performance: int | None = None
    """Code of the check of performance; -1 for never checked."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            timestamp=moment(get("timestamp")),
            message=text(get("message")),
            communication=integer(get("communication")),
            configuration=integer(get("configuration")),
            data=integer(get("data")),
            performance=integer(get("performance")),
            raw=data,
        )
