"""A device for editing in bulk. There are more fields than those that were named."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, integer, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class BulkHardwareRow(Model):
    """A device for editing in bulk. There are more fields than those that were named."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "hid",
            "name",
            "enableBool",
        }
    )

    hid: int | None = None
    """Number of the device, its key without the `H`."""
    name: str | None = None
    """Name of the device."""
    enable_bool: bool | None = None
    """Whether the device is in service, the inverse of `outOfService`."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            hid=integer(get("hid")),
            name=text(get("name")),
            enable_bool=flag(get("enableBool")),
            raw=data,
        )
