"""GET /api/production/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_production import SiteProduction


def get_site_production(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SiteProduction]:
    """Read the production of a site and the path of the sun.

    Feeds the dashboard of a site. The one answer seen is of a site without data: most of its figures are `NaN`.

    Evidence: captured. Page: /powertrack/{siteKey}/overview/dashboard.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteProduction",
        method="GET",
        path=f"/api/production/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(site_key)}/overview/dashboard",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteProduction:
    from powertrack_api.models.site_production import SiteProduction

    return SiteProduction.parse(content)
