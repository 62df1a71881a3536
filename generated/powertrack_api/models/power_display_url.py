"""A short address of a public display."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class PowerDisplayUrl(Model):
    """A short address of a public display."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "purl",
            "purlRoot",
        }
    )

    purl: str | None = None
    """Last part of the address; empty where none is set."""
    purl_root: str | None = None
    """First part of the address, such as `/go/solar`."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            purl=text(get("purl")),
            purl_root=text(get("purlRoot")),
            raw=data,
        )
