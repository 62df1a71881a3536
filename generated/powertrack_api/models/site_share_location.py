"""A place of a site in the tree."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteShareLocation(Model):
    """A place of a site in the tree."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "customerKey",
        }
    )

    customer_key: str | None = None
    """Customer that the site stands under."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            customer_key=text(get("customerKey")),
            raw=data,
        )
