"""An offset that is added to the reading of a register."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_core.decoding import JsonObject, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class RegisterOffset(Model):
    """An offset that is added to the reading of a register."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "registerAddress",
            "registerModbusName",
            "name",
            "value",
            "index",
        }
    )

    register_address: int | None = None
    """Address of the register; identifies the offset within a device."""
    register_modbus_name: str | None = None
    """Name of the register in the driver, such as `Active Energy Net`."""
    name: str | None = None
    """Name of the setting that carries the offset, such as `KWHoffset`; often empty."""
    value: float | None = None
    """What is added to the reading, in the unit of the register."""
    index: int | None = None
    """Place of the register in the list of the driver."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            register_address=integer(get("registerAddress")),
            register_modbus_name=text(get("registerModbusName")),
            name=text(get("name")),
            value=number(get("value")),
            index=integer(get("index")),
            raw=data,
        )
