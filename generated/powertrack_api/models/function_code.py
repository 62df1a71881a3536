"""What a device does on its site. 11 is used for data capture, relays and reclosers, and was seen on a cell modem
too. The names of 11, 14, 19, 20 and 21 come from the field notes.
"""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class FunctionCode(IntEnum):
    """What a device does on its site. 11 is used for data capture, relays and reclosers, and was seen on a cell modem
    too. The names of 11, 14, 19, 20 and 21 come from the field notes. A number without a name here is kept as a
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
    DATA_CAPTURE_OR_RELAY = 11
    CAMERA = 14
    CONSUMPTION_METER = 19
    EXTRA_METER = 20
    DNP3_SERVER = 21
    TRACKER = 24
    BESS_CONTROLLER = 25
    DATA_MANAGER = 28
    CELL_MODEM = 31
    RELAY = 34
    BESS_METER = 37

    @classmethod
    def of(cls, value: JsonValue) -> FunctionCode | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
