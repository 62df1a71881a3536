"""A group of registers."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.register_data import RegisterData
from powertrack_core.decoding import JsonObject, JsonValue, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RegisterSet(Model):
    """A group of registers."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "registers",
            "brokenRegisters",
        }
    )

    name: str | None = None
    """Name of the group, such as `Data`."""
    registers: list[RegisterData] = Factory(list)
    """The registers of the group with their latest readings."""
    broken_registers: list[JsonValue] = Factory(list)
    """Registers that could not be read; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            registers=RegisterData.many(get("registers")),
            broken_registers=values(get("brokenRegisters")),
            raw=data,
        )
