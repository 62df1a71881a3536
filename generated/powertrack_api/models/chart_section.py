"""A section of the menu of charts. There is one for inverters too, whose code was not observed."""

from __future__ import annotations

from enum import IntEnum

from powertrack_core.decoding import JsonValue, code


class ChartSection(IntEnum):
    """A section of the menu of charts. There is one for inverters too, whose code was not observed. A number without
    a name here is kept as a plain number.
    """

    PRODUCTION = 2
    WEATHER = 4
    FINANCIAL_VIEW = 13
    SITE_AGGREGATE = 17
    SUMMARY = 18
    ADMIN = 20
    ALERT = 21

    @classmethod
    def of(cls, value: JsonValue) -> ChartSection | int | None:
        """The named code; a number without a name stays as it is; anything else is None."""
        return code(cls, value)
