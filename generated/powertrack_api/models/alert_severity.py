"""Code of an alert with two interpretations. In captures it is the state of the alert: 0 on resolved, 4 on
acknowledged and 5 on unresolved ones, as the names say. Other programs use it as a severity: 1 information, 2
warning, 3 critical, 4 emergency. Which one is right is not known, so do not rank alerts by it.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class AlertSeverity(IntEnum):
    """Code of an alert with two interpretations. In captures it is the state of the alert: 0 on resolved, 4 on
    acknowledged and 5 on unresolved ones, as the names say. Other programs use it as a severity: 1 information, 2
    warning, 3 critical, 4 emergency. Which one is right is not known, so do not rank alerts by it. A number
    without a name here is kept as a plain number.
    """

    RESOLVED = 0
    ACKNOWLEDGED = 4
    UNRESOLVED = 5

    @classmethod
    def of(cls, value: JsonValue) -> AlertSeverity | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
