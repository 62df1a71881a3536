"""What a device does on its site. 11 was seen on a cell modem too."""

from __future__ import annotations

from enum import IntEnum

from powertrack_api.decoding import JsonValue, code


class FunctionCode(IntEnum):
    """What a device does on its site. 11 was seen on a cell modem too. A number without a name here is kept as a
    plain number.
    """

    NONE = 0
    INVERTER = 1
    PRODUCTION_METER = 2
    GRID_METER = 4
    WEATHER_STATION = 5
    DC_COMBINER = 6
    KIOSK = 9
    GATEWAY = 10
    TRACKER = 24
    BESS_CONTROLLER = 25
    DATA_MANAGER = 28
    CELL_MODEM = 31
    RELAY = 34
    BESS_METER = 37

    @classmethod
    def of(cls, value: JsonValue) -> FunctionCode | int | None:
        """The named code, the number where it has no name, or None where it is no number."""
        return code(cls, value)
