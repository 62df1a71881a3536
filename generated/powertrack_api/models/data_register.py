"""The latest reading of one register."""

from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonObject, integer, number, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class DataRegister(Model):
    """The latest reading of one register."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "name",
            "value",
            "unit",
            "formattedValue",
            "dataType",
        }
    )

    name: str | None = None
    """Data name of the register, such as `KwAC`."""
    value: float | None = None
    """The reading in the unit that `unit` names; `NaN` where there is none. Unit: that of unit."""
    unit: UnitCode | int | None = None
    """Unit of `value`. Temperatures are mostly in degrees Celsius (30), on some weather stations in degrees
    Fahrenheit (31).
    """
    formatted_value: str | None = None
    """The reading as pages show it. A blank and a tab separate the number from its unit, which is the reader's own:
    degrees Fahrenheit for a value in degrees Celsius, MWh for one in kWh. A dash, or nothing before the unit,
    where there is no reading.
    """
    data_type: int | None = None
    """Code of the kind of data; its meaning was not observed."""

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
            unit=UnitCode.of(get("unit")),
            formatted_value=text(get("formattedValue")),
            data_type=integer(get("dataType")),
            raw=data,
        )
