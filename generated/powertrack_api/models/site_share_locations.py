"""Where a shared site stands in the tree of customers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.site_share_location import SiteShareLocation
from powertrack_core.decoding import JsonObject, JsonValue, identity, moment, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteShareLocations(Model):
    """Where a shared site stands in the tree of customers."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "primaryLocation",
            "additionalLocations",
        }
    )

    key: str
    """Key of a site, such as `S10001`."""
    last_changed: datetime | None = None
    """Time of the answer."""
    primary_location: SiteShareLocation | None = None
    """Where the site belongs."""
    additional_locations: list[JsonValue] = Factory(list)
    """Where else the site is shown; only the empty list was seen."""

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
            primary_location=SiteShareLocation.maybe(get("primaryLocation")),
            additional_locations=values(get("additionalLocations")),
            raw=data,
        )
