"""GET /api/view/siteweather/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_weather import SiteWeather


def get_site_weather(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SiteWeather]:
    """Read the weather at a site and its forecast.

    The weather of now and that of the next three days. Temperatures share one unit code.

    Evidence: captured. Page: /powertrack/{siteKey}/overview/dashboard.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteWeather",
        method="GET",
        path=f"/api/view/siteweather/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(site_key)}/overview/dashboard",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteWeather:
    from powertrack_api.models.site_weather import SiteWeather

    return SiteWeather.parse(content)
