"""The sites of a customer with their key figures."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.site_kpi import SiteKpi
from powertrack_core.decoding import JsonObject, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class KpiDashboard(Model):
    """The sites of a customer with their key figures."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "sites",
        }
    )

    key: str | None = None
    """The query, as compact JSON inside a string."""
    last_changed: datetime | None = None
    """When a figure last changed."""
    sites: list[SiteKpi] = Factory(list)
    """One row for each site."""

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
            sites=SiteKpi.many(get("sites")),
            raw=data,
        )
