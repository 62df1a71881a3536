"""Something that a dashboard shows, with its present value."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.register_data import RegisterData
from powertrack_core.decoding import JsonObject, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Binding(Model):
    """Something that a dashboard shows, with its present value."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "value",
        }
    )

    key: str | None = None
    """The binding once more, as compact JSON inside a string."""
    last_changed: datetime | None = None
    """When the value last changed; null was seen on a register without a value."""
    value: RegisterData | str | None = None
    """The value: text for the field of a device and, empty, for a register without a value; else the register with
    its latest reading.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            last_changed=moment(get("lastChanged")),
            value=RegisterData.maybe(get("value")) or text(get("value")),
            raw=data,
        )
