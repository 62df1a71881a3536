"""A DC input of an inverter."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class CombinerInput(Model):
    """A DC input of an inverter."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "value",
        }
    )

    name: str | None = None
    """Name of the register that measures the input, such as `Idc1`."""
    value: float | None = None
    """Figure belonging to the input; only 0 was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            value=number(get("value")),
            raw=data,
        )
