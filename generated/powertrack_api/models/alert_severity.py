"""Code of an alert, which has two readings. In the captures it follows the state of the alert: 0 on resolved, 4 on
acknowledged and 5 on unresolved ones, as the names say. Programs of others read it as a gravity: 1 information, 2
warning, 3 critical, 4 emergency. Which one holds is not known, so it does not tell which alert is worse.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class AlertSeverity(IntEnum):
    """Code of an alert, which has two readings. In the captures it follows the state of the alert: 0 on resolved, 4
    on acknowledged and 5 on unresolved ones, as the names say. Programs of others read it as a gravity: 1
    information, 2 warning, 3 critical, 4 emergency. Which one holds is not known, so it does not tell which alert
    is worse. A number without a name here is kept as a plain number.
    """

    RESOLVED = 0
    ACKNOWLEDGED = 4
    UNRESOLVED = 5

    @classmethod
    def of(cls, value: JsonValue) -> AlertSeverity | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
