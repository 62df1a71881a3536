"""Length of a chart's bins in minutes; any number of minutes may be asked for."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class BinSize(IntEnum):
    """Length of a chart's bins in minutes; any number of minutes may be asked for. A number without a name here is
    kept as a plain number.
    """

    QUARTER_HOUR = 15
    DAY = 1440
    MONTH = 44640
    YEAR = 527040

    @classmethod
    def of(cls, value: JsonValue) -> BinSize | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
