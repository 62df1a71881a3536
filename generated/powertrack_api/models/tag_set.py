"""The tags of one object. Which kinds are asked for depends on the document; the lists of the other kinds are empty."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.power_display import PowerDisplay
from powertrack_api.models.tag_attribute import TagAttribute
from powertrack_api.models.tag_keyword import TagKeyword
from powertrack_api.models.tag_note import TagNote
from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class TagSet(Model):
    """The tags of one object. Which kinds are asked for depends on the document; the lists of the other kinds are
    empty.
    """

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "attributes",
            "keywords",
            "notes",
            "powerDisplays",
        }
    )

    key: str | None = None
    """The look-up that found these tags, as JSON inside a string, with `ancestorKey`, `isRecursive` and `types`;
    empty where none was made.
    """
    last_changed: JsonValue = None
    """When the tags last changed; only null was seen."""
    attributes: list[TagAttribute] = Factory(list)
    """Attributes, each a name with a value."""
    keywords: list[TagKeyword] = Factory(list)
    """Keywords, each a bare name."""
    notes: list[TagNote] = Factory(list)
    """Notes that people and the platform wrote."""
    power_displays: list[PowerDisplay] = Factory(list)
    """Public displays of a site, also called kiosks."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            last_changed=get("lastChanged"),
            attributes=TagAttribute.many(get("attributes")),
            keywords=TagKeyword.many(get("keywords")),
            notes=TagNote.many(get("notes")),
            power_displays=PowerDisplay.many(get("powerDisplays")),
            raw=data,
        )
