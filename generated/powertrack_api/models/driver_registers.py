"""The registers of a device's driver, and which data name each one maps to."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.device_register import DeviceRegister
from powertrack_core.decoding import JsonObject, identity, moment
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DriverRegisters(Model):
    """The registers of a device's driver, and which data name each one maps to."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "driverRegisters",
        }
    )

    key: str
    """Key of the device."""
    last_changed: datetime | None = None
    """When the device last changed."""
    driver_registers: list[DeviceRegister] = Factory(list)
    """The registers. Their index is always 0; the name identifies them."""

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
            driver_registers=DeviceRegister.many(get("driverRegisters")),
            raw=data,
        )
