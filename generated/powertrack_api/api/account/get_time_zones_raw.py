"""GET /api/lookuplist/timeZonesRaw"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_time_zones_raw(
    *,
    site_key: str | None = None,
) -> Operation[list[NamedValue]]:
    """List the time zones by their numbers.

    The same time zones as in `getTimeZones`, numbered from 0. The chart builder reads them.

    Evidence: captured. Page: /powertrack/{siteKey}/analysis/chartbuilder/new.

    Args:
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getTimeZonesRaw",
        method="GET",
        path="/api/lookuplist/timeZonesRaw",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/analysis/chartbuilder/new" if site_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[NamedValue]:
    from powertrack_api.models.named_value import NamedValue

    return NamedValue.many(load_list(content))
