"""What the value of a chart parameter is. 31, 34, 36, 37, 40, 42 and 43 are kinds of choice whose values are whole
numbers.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class ParameterType(IntEnum):
    """What the value of a chart parameter is. 31, 34, 36, 37, 40, 42 and 43 are kinds of choice whose values are
    whole numbers. A number without a name here is kept as a plain number.
    """

    TEXT = 0
    INTEGER = 1
    NUMBER = 2
    BOOLEAN = 16
    TEXT_CHOICE = 29
    CHECKED_VALUES = 35

    @classmethod
    def of(cls, value: JsonValue) -> ParameterType | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
