"""A link that a site's page shows."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteLink(Model):
    """A link that a site's page shows."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "kind",
            "name",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
        }
    )

    key: str | None = None
    """What the link leads to: an absolute address, or for a dashboard the key of its file. Addresses of public
    displays carry a token that opens them without a login.
    """
    kind: str | None = None
    """Kind of link: `external` or, seen in the list of links only, `dashboard`."""
    name: str | None = None
    """Text of the link."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            kind=text(get("kind")),
            name=text(get("name")),
            raw=data,
        )
