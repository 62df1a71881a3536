"""JSON type of a setting's value."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class SettingType(IntEnum):
    """JSON type of a setting's value. A number without a name here is kept as a plain number."""

    TEXT = 0
    INTEGER = 1
    DECIMAL = 2

    @classmethod
    def of(cls, value: JsonValue) -> SettingType | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
