"""What the value of an alert parameter is. The names are inferred from the parameters seen. 2 and 3 are both numbers;
3 was seen as a percentage and as a ratio. A device travels as text, of which only the empty string was seen; an
integer flag was only seen as 0.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class AlertParameterType(IntEnum):
    """What the value of an alert parameter is. The names are inferred from the parameters seen. 2 and 3 are both
    numbers; 3 was seen as a percentage and as a ratio. A device travels as text, of which only the empty string
    was seen; an integer flag was only seen as 0. A number without a name here is kept as a plain number.
    """

    TEXT = 0
    INTEGER = 1
    DECIMAL = 2
    NUMBER = 3
    DEVICE = 5
    INTEGER_FLAG = 7
    BOOLEAN = 16

    @classmethod
    def of(cls, value: JsonValue) -> AlertParameterType | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
