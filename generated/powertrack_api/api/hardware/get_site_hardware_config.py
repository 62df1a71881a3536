"""GET /api/edit/sitehardware/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.site_hardware_config import SiteHardwareConfig


def get_site_hardware_config(
    site_key: str,
) -> Operation[SiteHardwareConfig]:
    """Read the table of all devices of a site for editing.

    One row for each device with what can be edited in bulk: name, driver, gateway, address, settings and register
    offsets. What else a device has stands in its own configuration.

    Evidence: captured.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getSiteHardwareConfig",
        method="GET",
        path=f"/api/edit/sitehardware/{segment(site_key)}",
        parse=_parse,
        safe=True,
        identity=Identity(field="key", stamp="ts", key=site_key),
    )


def _parse(content: bytes) -> SiteHardwareConfig:
    from powertrack_api.models.site_hardware_config import SiteHardwareConfig

    return SiteHardwareConfig.parse(content)
