"""GET /api/view/sitelinks/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_links import SiteLinks


def get_site_links(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SiteLinks]:
    """List the links of a site.

    Links that the page of a site shows, to dashboards and to addresses elsewhere.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteLinks",
        method="GET",
        path=f"/api/view/sitelinks/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteLinks:
    from powertrack_api.models.site_links import SiteLinks

    return SiteLinks.parse(content)
