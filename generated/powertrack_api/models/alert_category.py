"""What sort of thing an alert is about. The meanings are inferred from the alerts seen; 3 was seen on faults of
devices and on weather stations.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class AlertCategory(IntEnum):
    """What sort of thing an alert is about. The meanings are inferred from the alerts seen; 3 was seen on faults of
    devices and on weather stations. A number without a name here is kept as a plain number.
    """

    HEARTBEAT = 1
    DEVICE_COMMUNICATION = 2
    DEVICE_FAULT = 3
    DATA_COMPARISON = 4
    PERFORMANCE = 5

    @classmethod
    def of(cls, value: JsonValue) -> AlertCategory | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
