"""A choice that a form offers. Names may repeat within a list; values tell the choices apart."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, JsonValue, flag, scalar, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class NamedValue(Model):
    """A choice that a form offers. Names may repeat within a list; values tell the choices apart."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "value",
            "isGolden",
            "isTest",
            "refGolden",
        }
    )

    name: str | None = None
    """Name of the choice as pages show it; it may end in a blank."""
    value: str | float | bool | None = None
    """What stands for the choice in other documents. Each list has values of one type."""
    is_golden: bool | None = None
    """Of drivers only, by its name whether it is a reference driver."""
    is_test: bool | None = None
    """Of drivers only, by its name whether it is under test."""
    ref_golden: JsonValue = None
    """Of drivers only, by its name the reference driver that it belongs to; only null was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            value=scalar(get("value")),
            is_golden=flag(get("isGolden")),
            is_test=flag(get("isTest")),
            ref_golden=get("refGolden"),
            raw=data,
        )
