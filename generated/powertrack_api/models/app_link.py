"""An application that the user may open."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class AppLink(Model):
    """An application that the user may open."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "appLink",
            "name",
            "description",
            "url",
        }
    )

    id: str | None = None
    """Identifier of the application, twelve letters and digits."""
    app_link: int | None = None
    """Number of the application; only 1 was seen."""
    name: str | None = None
    """Name of the application, such as `PowerTrack`."""
    description: str | None = None
    """What the application is for."""
    url: str | None = None
    """Address of the application relative to the host."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            id=text(get("id")),
            app_link=integer(get("appLink")),
            name=text(get("name")),
            description=text(get("description")),
            url=text(get("url")),
            raw=data,
        )
