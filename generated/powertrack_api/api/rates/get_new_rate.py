"""POST /api/edit/rate/new"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.rate import Rate


def get_new_rate(
    body: str,
    *,
    site_key: str | None = None,
    folder_key: str | None = None,
) -> Operation[Rate]:
    """Get a blank rate to fill in.

    Saves nothing. The body is the key of the folder that the rate is meant for, as a bare JSON string. The blank rate
    has no key, no name and no period.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/new-rate-config.

    Args:
        body: Key of the folder.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
        folder_key: Key of the folder whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getNewRate",
        method="POST",
        path="/api/edit/rate/new",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/new-rate-config"
        if site_key is not None and folder_key is not None
        else None,
        safe=True,
    )


def _parse(content: bytes) -> Rate:
    from powertrack_api.models.rate import Rate

    return Rate.parse(content)
