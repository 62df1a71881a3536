"""The latest reading of a register in several forms, as scripts see it."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class ScriptRegister(Model):
    """The latest reading of a register in several forms, as scripts see it."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "dataName",
            "modBusName",
            "display",
            "zoneName",
            "address",
            "value",
            "dataValue",
            "dataInt",
            "dataString",
            "data",
            "dataMode",
            "dataType",
            "unit",
            "unitName",
            "formattedValue",
        }
    )
    secret_names: ClassVar[frozenset[str]] = frozenset(
        {
            "data_string",
        }
    )

    name: str | None = None
    """Data name of the register, such as `GHI`; empty for a reading that is not stored."""
    data_name: str | None = None
    """Data name once more; seen equal to `name`."""
    mod_bus_name: str | None = None
    """Name of the register in the driver; it may end in a blank."""
    display: str | None = None
    """Name that pages show; seen equal to `modBusName`."""
    zone_name: str | None = None
    """Name of a zone; only the empty string was seen."""
    address: str | None = None
    """Address of the register, as text."""
    value: float | None = None
    """The reading in the unit that `unit` names; `NaN` where there is no number. Unit: that of unit."""
    data_value: float | None = None
    """The reading once more; equal to `value`. Unit: that of unit."""
    data_int: int | None = None
    """The reading as a whole number: 2403 for 24.03 V, the raw reading before scaling, and 73 for 73.4 degrees on a
    register of a service.
    """
    data_string: str | None = None
    """The reading of a register that holds text, such as a serial number; empty for numbers. Some such registers hold
    credentials.
    """
    data: int | None = None
    """Number with an unobserved meaning; only 0 was seen."""
    data_mode: int | None = None
    """Code of the form that the reading has; 0, 1, 2, 3 and 5 were seen."""
    data_type: int | None = None
    """Code of the kind of data; 19, 20, 22 and 27 were seen."""
    unit: UnitCode | int | None = None
    """Unit of `value`; 0 on registers without one."""
    unit_name: str | None = None
    """The unit in words, such as `Volts`. It says `Amps` for the codes 0 and 1, which name no ampere."""
    formatted_value: str | None = None
    """The reading as pages show it. A blank and a tab separate the number from its unit; nothing before them where
    there is no reading.
    """

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            name=text(get("name")),
            data_name=text(get("dataName")),
            mod_bus_name=text(get("modBusName")),
            display=text(get("display")),
            zone_name=text(get("zoneName")),
            address=text(get("address")),
            value=number(get("value")),
            data_value=number(get("dataValue")),
            data_int=integer(get("dataInt")),
            data_string=text(get("dataString")),
            data=integer(get("data")),
            data_mode=integer(get("dataMode")),
            data_type=integer(get("dataType")),
            unit=UnitCode.of(get("unit")),
            unit_name=text(get("unitName")),
            formatted_value=text(get("formattedValue")),
            raw=data,
        )
