"""The offsets that are set on the registers of a device."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.register_offset import RegisterOffset
from powertrack_core.decoding import JsonObject, identity, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RegisterOffsets(Model):
    """The offsets that are set on the registers of a device."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "registerOffsets",
        }
    )

    key: str
    """Key of the device."""
    last_changed: datetime | None = None
    """When the offsets last changed."""
    register_offsets: list[RegisterOffset] = Factory(list)
    """The offsets."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            last_changed=moment(get("lastChanged")),
            register_offsets=RegisterOffset.many(get("registerOffsets")),
            raw=data,
        )
