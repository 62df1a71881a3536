"""A counter that can be taken as gross energy."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class MeterEnergyOption(Model):
    """A counter that can be taken as gross energy."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "value",
        }
    )

    name: str | None = None
    """Name of the counter, such as `Export energy`."""
    value: int | None = None
    """Its number: 0 undefined, 2 export, 3 import were seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            value=integer(get("value")),
            raw=data,
        )
