"""GET /api/view/siteshares/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_shares import SiteShares


def get_site_shares(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SiteShares]:
    """List the customers that a site is shared with.

    Each row tells who shares the site with whom, and what the share allows.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteShares",
        method="GET",
        path=f"/api/view/siteshares/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteShares:
    from powertrack_api.models.site_shares import SiteShares

    return SiteShares.parse(content)
