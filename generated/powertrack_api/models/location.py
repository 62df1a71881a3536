"""Postal address and coordinates of a site or a customer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Location(Model):
    """Postal address and coordinates of a site or a customer."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "address1",
            "address2",
            "city",
            "state",
            "postalCode",
            "country",
            "latitude",
            "longitude",
            "elevation",
            "elevationUnit",
            "timeZone",
        }
    )
    unit_names: ClassVar[Mapping[str, str]] = {
        "latitude": "deg",
        "longitude": "deg",
    }

    address1: str | None = None
    """First line of the address."""
    address2: str | None = None
    """Second line of the address."""
    city: str | None = None
    """City."""
    state: str | None = None
    """State or province."""
    postal_code: str | None = None
    """Postal code."""
    country: str | None = None
    """Country."""
    latitude: float | None = None
    """Latitude, north positive. Unit: deg."""
    longitude: float | None = None
    """Longitude, east positive. Unit: deg."""
    elevation: float | None = None
    """Height above sea level. Unit: that of elevationUnit."""
    elevation_unit: UnitCode | int | None = None
    """Unit of the elevation; 47, whose meaning was not observed, and 0 where no elevation is set were seen."""
    time_zone: int | None = None
    """Code of the time zone, such as 16891 for `US/Eastern`; 0 where none is set. The `tz` of a site's configuration
    holds its name.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            address1=text(get("address1")),
            address2=text(get("address2")),
            city=text(get("city")),
            state=text(get("state")),
            postal_code=text(get("postalCode")),
            country=text(get("country")),
            latitude=number(get("latitude")),
            longitude=number(get("longitude")),
            elevation=number(get("elevation")),
            elevation_unit=UnitCode.of(get("elevationUnit")),
            time_zone=integer(get("timeZone")),
            raw=data,
        )
