"""Customers that a site is shared with."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.site_share import SiteShare
from powertrack_core.decoding import JsonObject, identity, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteShares(Model):
    """Customers that a site is shared with."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "rows",
        }
    )

    key: str
    """Key of a site, such as `S10001`."""
    last_changed: datetime | None = None
    """Time of the answer."""
    rows: list[SiteShare] = Factory(list)
    """One entry for each customer that the site is shared with."""

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
            rows=SiteShare.many(get("rows")),
            raw=data,
        )
