"""How grave an alert is; larger is graver. 5 is an unresolved alert, 4 was seen on acknowledged ones, 0 on resolved
ones.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_api.decoding import JsonValue, code


class AlertSeverity(IntEnum):
    """How grave an alert is; larger is graver. 5 is an unresolved alert, 4 was seen on acknowledged ones, 0 on
    resolved ones. A number without a name here is kept as a plain number.
    """

    RESOLVED = 0
    ACKNOWLEDGED = 4
    UNRESOLVED = 5

    @classmethod
    def of(cls, value: JsonValue) -> AlertSeverity | int | None:
        """The named code, the number where it has no name, or None where it is no number."""
        return code(cls, value)
