"""Links that a site's page shows."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.site_link import SiteLink
from powertrack_core.decoding import JsonObject, identity, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteLinks(Model):
    """Links that a site's page shows."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "list",
        }
    )

    key: str
    """Key of a site, such as `S10001`."""
    last_changed: datetime | None = None
    """When the links last changed."""
    list_: list[SiteLink] = Factory(list)
    """The links."""

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
            list_=SiteLink.many(get("list")),
            raw=data,
        )
