"""What the text of an attribute's value means."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class TagAttributeType(IntEnum):
    """What the text of an attribute's value means. A number without a name here is kept as a plain number."""

    TEXT = 1
    DATE = 43

    @classmethod
    def of(cls, value: JsonValue) -> TagAttributeType | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
