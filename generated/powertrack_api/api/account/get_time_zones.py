"""GET /api/lookuplist/timeZones"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_time_zones() -> Operation[list[NamedValue]]:
    """List the time zones by their codes.

    Configurations carry these codes. A code looks packed: its bits from the tenth on are the number that
    `getTimeZonesRaw` gives, bit 8 tells whether there is daylight saving time, the low eight bits are the whole hours
    of the offset from UTC, signed.

    Evidence: captured.
    """
    return Operation(
        id="getTimeZones",
        method="GET",
        path="/api/lookuplist/timeZones",
        parse=_parse,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[NamedValue]:
    from powertrack_api.models.named_value import NamedValue

    return NamedValue.many(load_list(content))
