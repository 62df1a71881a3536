"""How many alerts are active below a customer, on a site or on a device, and how grave they are."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.alert_summary import AlertSummary
from powertrack_core.decoding import JsonObject, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AlertSummaryResponse(Model):
    """How many alerts are active below a customer, on a site or on a device, and how grave they are."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "total",
            "siteSummary",
            "hardwareSummary",
        }
    )

    total: int | None = None
    """Number of active alerts; the sum of the counts in `siteSummary`."""
    site_summary: dict[str, AlertSummary] = Factory(dict)
    """A summary for each site that has active alerts, by the site's key."""
    hardware_summary: dict[str, AlertSummary] = Factory(dict)
    """A summary for each device that has active alerts, by the device's key."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            total=integer(get("total")),
            site_summary=AlertSummary.mapped(get("siteSummary")),
            hardware_summary=AlertSummary.mapped(get("hardwareSummary")),
            raw=data,
        )
