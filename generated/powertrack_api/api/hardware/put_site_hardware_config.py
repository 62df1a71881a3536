"""PUT /api/edit/sitehardware"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, identified, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_hardware_config import SiteHardwareConfig


def put_site_hardware_config(
    site_key: str,
    document: JsonObject,
) -> Operation[SiteHardwareConfig]:
    """Save the table of all devices of a site.

    Takes the whole table. The body's key names the site; the path does not. The answer repeats the table: rows that
    changed have a newer `ts`, the others keep theirs.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/hardware/list.

    Args:
        site_key: Key of the site whose page sends it.
        document: The whole SiteHardwareConfig; what is left out is lost.
    """
    return Operation(
        id="putSiteHardwareConfig",
        method="PUT",
        path="/api/edit/sitehardware",
        parse=_parse,
        body=identified(document, "key", site_key),
        referer=f"/powertrack/{segment(site_key)}/administration/hardware/list",
    )


def _parse(content: bytes) -> SiteHardwareConfig:
    from powertrack_api.models.site_hardware_config import SiteHardwareConfig

    return SiteHardwareConfig.parse(content)
