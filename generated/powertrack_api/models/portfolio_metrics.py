"""The table of a customer's sites with their latest figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from attrs import Factory, define

from powertrack_api.models.site_overview import SiteOverview
from powertrack_core.decoding import each, flag, moment, text
from powertrack_core.row import Reader, Row, RowsOf


@define(kw_only=True, repr=False, eq=False)
class PortfolioMetrics(Row):
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

    readers: ClassVar[Mapping[str, Reader]] = {
        "key": ("key", text),
        "last_changed": ("lastChanged", moment),
        "merge": ("merge", flag),
        "merge_hash": ("mergeHash", text),
        "custom_column_names": ("customColumnNames", lambda value: each(value, text)),
        "sites": ("sites", RowsOf(SiteOverview)),
    }
    identities: ClassVar[tuple[str, ...]] = ("key",)
    nested: ClassVar[tuple[str, ...]] = (
        "custom_column_names",
        "sites",
    )

    key: str
    """Key of the customer that was asked for."""
    last_changed: datetime | None = None
    """When a figure of the table last changed; the next request may name it."""
    merge: bool | None = None
    """Whether the rows are to be merged into those of an earlier answer."""
    merge_hash: str | None = None
    """Fingerprint of the rows, for the next request; only the empty string was seen."""
    custom_column_names: list[str] = Factory(list)
    """Headings that the customer gave to the columns `customColumnData0` and so on. Five headings were seen for six
    columns.
    """
    sites: list[SiteOverview] = Factory(list)
    """One row for each site."""
