"""A register of a device, by the data name that its readings are stored under."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, flag, identity, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class SiteHardwareField(Model):
    """A register of a device, by the data name that its readings are stored under."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "modbusName",
            "isArchived",
        }
    )

    key: str
    """Data name of the register, such as `KwAC`."""
    name: str | None = None
    """Name of the quantity as pages show it, such as `Active Power`."""
    modbus_name: str | None = None
    """Name of the register in the driver, such as `AC Power Output`."""
    is_archived: bool | None = None
    """Whether the readings are kept per interval."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=identity(data, "key"),
            name=text(get("name")),
            modbus_name=text(get("modbusName")),
            is_archived=flag(get("isArchived")),
            raw=data,
        )
