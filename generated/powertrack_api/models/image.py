"""A picture that is fetched from an address."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Image(Model):
    """A picture that is fetched from an address."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "uri",
            "name",
            "contentType",
            "key",
            "lastChanged",
        }
    )

    uri: str | None = None
    """Address of the picture, absolute or relative to the host."""
    name: str | None = None
    """File name of an uploaded picture, or a name such as `DA_V1562` for a device type; empty for a built-in one."""
    content_type: str | None = None
    """Media type of the picture; only the empty string was seen."""
    key: str | None = None
    """Key of the uploaded file; the empty string for a picture that PowerTrack ships."""
    last_changed: JsonValue = None
    """When the picture last changed; only null was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            uri=text(get("uri")),
            name=text(get("name")),
            content_type=text(get("contentType")),
            key=text(get("key")),
            last_changed=get("lastChanged"),
            raw=data,
        )
