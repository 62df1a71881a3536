"""What a background task does."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class TaskCommand(IntEnum):
    """What a background task does. A number without a name here is kept as a plain number."""

    RUN_REPORT = 2

    @classmethod
    def of(cls, value: JsonValue) -> TaskCommand | int | None:
        """The named code, the number where it has no name, or None where it is no number."""
        return code(cls, value)
