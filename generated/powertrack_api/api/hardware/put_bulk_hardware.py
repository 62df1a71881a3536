"""PUT /api/edit/bulkhardware/{siteKey}"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, nothing
from powertrack_core.operation import Operation, segment


def put_bulk_hardware(
    site_key: str,
    body: JsonValue,
) -> Operation[None]:
    """Save devices of a site in bulk.

    Never seen. `putSiteHardwareConfig` saves what the table of a site's devices holds, and `putHardwareConfig`
    whatever else a device has; both were seen.

    Evidence: reported.

    Args:
        site_key: Key of the site.
        body: What is sent, a Unseen.
    """
    return Operation(
        id="putBulkHardware",
        method="PUT",
        path=f"/api/edit/bulkhardware/{segment(site_key)}",
        parse=nothing,
        body=body,
    )
