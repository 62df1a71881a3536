"""GET /api/edit/rate/new/rateitem"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.rate_period import RatePeriod


def get_new_rate_period(
    *,
    site_key: str | None = None,
    folder_key: str | None = None,
    file_key: str | None = None,
) -> Operation[RatePeriod]:
    """Get a blank period for a rate.

    Both dates of the period are today, and every fee is 0. The editor adds it to the `rate` of a rate.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/{fileKey}.

    Args:
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
        folder_key: Key of the folder whose page sends it; where it is left out, no page of an object is named.
        file_key: Key of the file whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getNewRatePeriod",
        method="GET",
        path="/api/edit/rate/new/rateitem",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/{segment(file_key)}"
        if site_key is not None and folder_key is not None and file_key is not None
        else None,
        safe=True,
    )


def _parse(content: bytes) -> RatePeriod:
    from powertrack_api.models.rate_period import RatePeriod

    return RatePeriod.parse(content)
