"""GET /api/view/sitesharelocations/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_share_locations import SiteShareLocations


def get_site_share_locations(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SiteShareLocations]:
    """Read where a shared site stands in the tree.

    One primary location and possibly further ones.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteShareLocations",
        method="GET",
        path=f"/api/view/sitesharelocations/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteShareLocations:
    from powertrack_api.models.site_share_locations import SiteShareLocations

    return SiteShareLocations.parse(content)
