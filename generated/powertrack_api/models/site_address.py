"""Postal address of a site."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteAddress(Model):
    """Postal address of a site."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "address1",
            "address2",
            "city",
            "stateProvince",
            "postalCode",
            "country",
        }
    )

    address1: str | None = None
    """First line of the address."""
    address2: str | None = None
    """Second line of the address."""
    city: str | None = None
    """City."""
    state_province: str | None = None
    """State or province."""
    postal_code: str | None = None
    """Postal code."""
    country: str | None = None
    """Country."""

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
            state_province=text(get("stateProvince")),
            postal_code=text(get("postalCode")),
            country=text(get("country")),
            raw=data,
        )
