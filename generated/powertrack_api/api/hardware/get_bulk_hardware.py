"""GET /api/edit/bulkhardware/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.bulk_hardware import BulkHardware


def get_bulk_hardware(
    site_key: str,
) -> Operation[BulkHardware]:
    """Read the devices of a site for editing in bulk.

    Never seen. `getSiteHardwareConfig` reads the table of all devices of a site and was seen.

    Evidence: reported.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getBulkHardware",
        method="GET",
        path=f"/api/edit/bulkhardware/{segment(site_key)}",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> BulkHardware:
    from powertrack_api.models.bulk_hardware import BulkHardware

    return BulkHardware.parse(content)
