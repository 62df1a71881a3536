"""One value of a list in which several may be checked."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, integer
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class CheckedValue(Model):
    """One value of a list in which several may be checked."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "value",
            "isChecked",
        }
    )

    value: int | None = None
    """The value; 0, 1 and powers of two were seen."""
    is_checked: bool | None = None
    """Whether it is checked."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            value=integer(get("value")),
            is_checked=flag(get("isChecked")),
            raw=data,
        )
