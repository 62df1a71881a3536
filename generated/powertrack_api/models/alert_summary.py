"""The active alerts of one site or device, counted."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.alert_severity import AlertSeverity
from powertrack_core.decoding import JsonObject, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertSummary(Model):
    """The active alerts of one site or device, counted."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "count",
            "maxSeverity",
        }
    )

    count: int | None = None
    """Number of active alerts."""
    max_severity: AlertSeverity | int | None = None
    """The highest code among them; 4 and 5 were seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            count=integer(get("count")),
            max_severity=AlertSeverity.of(get("maxSeverity")),
            raw=data,
        )
