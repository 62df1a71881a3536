"""GET /api/view/tickets/{siteKey}/activecount"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation, segment


def get_active_ticket_count(
    site_key: str,
) -> Operation[JsonValue]:
    """Count the open tickets of a site.

    The dashboard of a site shows the count. From the name the answer is a bare number.

    Evidence: partial (not seen: the body of the answer). Page: /powertrack/{siteKey}/overview/dashboard.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getActiveTicketCount",
        method="GET",
        path=f"/api/view/tickets/{segment(site_key)}/activecount",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/overview/dashboard",
        safe=True,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
