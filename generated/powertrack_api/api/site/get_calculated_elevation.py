"""POST /api/edit/site/getCalculatedElevation"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_value, number
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import CoordinatesInput


def get_calculated_elevation(
    body: CoordinatesInput,
    *,
    site_key: str | None = None,
) -> Operation[float | None]:
    """Look up the height of a point on the ground.

    Serves the configuration page of a site and changes nothing. The answer is a bare number. Its unit is not told; it
    was close to the elevation of the site whose page sent it, stored there with the unit code 47.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/config.

    Args:
        body: The point.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getCalculatedElevation",
        method="POST",
        path="/api/edit/site/getCalculatedElevation",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/administration/config" if site_key is not None else None,
        safe=True,
    )


def _parse(content: bytes) -> float | None:

    return load_value(content, number)
