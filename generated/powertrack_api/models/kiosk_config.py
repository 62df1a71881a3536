"""What a kiosk, a display in a lobby, shows."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class KioskConfig(Model):
    """What a kiosk, a display in a lobby, shows."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "url",
            "url2",
        }
    )

    url: str | None = None
    """Address of the page that the kiosk shows; the setting `dev:loadurl` repeats it."""
    url2: str | None = None
    """Address of a second page; the setting `dev:url2` repeats it."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            url=text(get("url")),
            url2=text(get("url2")),
            raw=data,
        )
