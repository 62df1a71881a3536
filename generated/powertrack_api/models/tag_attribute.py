"""A named value that a customer attaches to an object, such as its region or its operations manager."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.tag_attribute_type import TagAttributeType
from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class TagAttribute(Model):
    """A named value that a customer attaches to an object, such as its region or its operations manager."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "value",
            "type",
            "template",
            "parentKey",
        }
    )

    key: str | None = None
    """Key of the attribute."""
    name: str | None = None
    """Name of the attribute, such as `Region`."""
    value: str | None = None
    """Value of the attribute; always text, also where `type` says that it is a date."""
    type_: TagAttributeType | int | None = None
    """What the text of an attribute's value means."""
    template: int | None = None
    """Number of the template that the attribute follows; only -1 was seen."""
    parent_key: str | None = None
    """Key of the object that the attribute hangs on."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            name=text(get("name")),
            value=text(get("value")),
            type_=TagAttributeType.of(get("type")),
            template=integer(get("template")),
            parent_key=text(get("parentKey")),
            raw=data,
        )
