"""State of a background task. Only 3 was seen, on tasks just started and still without progress; the code of a
finished task is not known, nor whether it differs.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class TaskStatus(IntEnum):
    """State of a background task. Only 3 was seen, on tasks just started and still without progress; the code of a
    finished task is not known, nor whether it differs. A number without a name here is kept as a plain number.
    """

    STARTED = 3

    @classmethod
    def of(cls, value: JsonValue) -> TaskStatus | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
