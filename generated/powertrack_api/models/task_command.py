"""What a background task does."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class TaskCommand(IntEnum):
    """What a background task does. A number without a name here is kept as a plain number."""

    RUN_REPORT = 2

    @classmethod
    def of(cls, value: JsonValue) -> TaskCommand | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
