"""GET /api/view/site/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_detailed_info import SiteDetailedInfo


def get_site(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SiteDetailedInfo]:
    """Read the master data of a site.

    Address, capacities with their unit codes, contracts and the charts that a site's page shows. Its `parentKey`
    leads to the customer, and so to the site's row in the portfolio table.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSite",
        method="GET",
        path=f"/api/view/site/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteDetailedInfo:
    from powertrack_api.models.site_detailed_info import SiteDetailedInfo

    return SiteDetailedInfo.parse(content)
