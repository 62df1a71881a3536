"""What a file holds."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class FileType(IntEnum):
    """What a file holds. A number without a name here is kept as a plain number."""

    RATE = 18
    PV_MODEL = 63

    @classmethod
    def of(cls, value: JsonValue) -> FileType | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
