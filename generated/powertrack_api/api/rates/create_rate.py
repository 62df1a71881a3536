"""POST /api/edit/rate"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import RateInput
    from powertrack_api.models.rate import Rate


def create_rate(
    site_key: str,
    folder_key: str,
    body: RateInput,
) -> Operation[Rate]:
    """Create a rate.

    The body is what `getNewRate` gave, filled in: its `parentKey` names the folder, its `key` is empty. The answer is
    the rate as saved, with its new `key`.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/new-rate-config.

    Args:
        site_key: Key of the site whose page sends it.
        folder_key: Key of the folder whose page sends it.
        body: The new rate.
    """
    return Operation(
        id="createRate",
        method="POST",
        path="/api/edit/rate",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/new-rate-config",
    )


def _parse(content: bytes) -> Rate:
    from powertrack_api.models.rate import Rate

    return Rate.parse(content)
