"""The table of a customer's sites with their latest figures."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define, field

from powertrack_api.decoding import JsonObject, each, flag, identity, moment, text
from powertrack_api.model import Model
from powertrack_api.models.site_overview import SiteOverview


@define(kw_only=True, repr=False)
class PortfolioMetrics(Model):
    """The table of a customer's sites with their latest figures."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "merge",
            "mergeHash",
            "customColumnNames",
            "sites",
        }
    )

    key: str
    """Key of the customer that was asked for."""
    last_changed: datetime | None = None
    """When a figure of the table last changed; the next request may name it."""
    merge: bool | None = None
    """Whether the rows are to be merged into those of an earlier answer."""
    merge_hash: str | None = None
    """Fingerprint of the rows, for the next request; only the empty string was seen."""
    custom_column_names: list[str] = field(factory=list)
    """Headings that the customer gave to the columns `customColumnData0` and so on. Five headings were seen for six
    columns.
    """
    sites: list[SiteOverview] = field(factory=list)
    """One row for each site."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            last_changed=moment(get("lastChanged")),
            merge=flag(get("merge")),
            merge_hash=text(get("mergeHash")),
            custom_column_names=each(get("customColumnNames"), text),
            sites=SiteOverview.many(get("sites")),
            raw=data,
        )
