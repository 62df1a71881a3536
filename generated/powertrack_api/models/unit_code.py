"""The unit in which a sibling value is given."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class UnitCode(IntEnum):
    """The unit in which a sibling value is given. A number without a name here is kept as a plain number."""

    NONE = 0
    DIMENSIONLESS = 1
    VOLT = 2
    AMPERE = 4
    WATT = 8
    KILOWATT = 10
    KILOWATT_HOUR = 11
    MEGAWATT = 12
    KILOVOLT_AMPERE = 20
    KILOVAR = 26
    DEGREE_CELSIUS = 30
    DEGREE_FAHRENHEIT = 31
    POWER_FACTOR = 39
    DEGREE = 40
    HERTZ = 43
    INCH = 48
    MILE_PER_HOUR = 50
    PERCENT = 56
    WATT_PER_SQUARE_METER = 57

    @classmethod
    def of(cls, value: JsonValue) -> UnitCode | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
