"""GET /api/view/sitehardwareproduction/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_hardware_production import SiteHardwareProduction


def get_site_hardware_production(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SiteHardwareProduction]:
    """Read the latest readings of every device of a site.

    One row for each device with its latest registers. For the devices of a site by name and key this is the shortest
    way.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteHardwareProduction",
        method="GET",
        path=f"/api/view/sitehardwareproduction/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SiteHardwareProduction:
    from powertrack_api.models.site_hardware_production import SiteHardwareProduction

    return SiteHardwareProduction.parse(content)
