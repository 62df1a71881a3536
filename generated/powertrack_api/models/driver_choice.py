"""A driver that devices with a function may have. Names may repeat within a list; values tell the drivers apart."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.decoding import JsonObject, JsonValue, flag, scalar, text
from powertrack_api.model import Model


@define(kw_only=True, repr=False)
class DriverChoice(Model):
    """A driver that devices with a function may have. Names may repeat within a list; values tell the drivers apart."""

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
    """Name of the driver as pages show it."""
    value: str | float | bool | None = None
    """What stands for the driver in other documents."""
    is_golden: bool | None = None
    """Flag, by its name for a reference driver."""
    is_test: bool | None = None
    """Flag, by its name for a driver under test."""
    ref_golden: JsonValue = None
    """Reference driver that it belongs to, by its name; only null was seen."""

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
