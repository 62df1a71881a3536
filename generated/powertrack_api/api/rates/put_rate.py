"""PUT /api/edit/rate"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, identified, segment

if TYPE_CHECKING:
    from powertrack_api.models.rate import Rate


def put_rate(
    site_key: str,
    folder_key: str,
    file_key: str,
    document: JsonObject,
) -> Operation[Rate]:
    """Replace a rate.

    The path names no rate; the `key` in the body does. The body holds the whole document: a field that is left out is
    lost. The web application adds `selectedRate` and `selectedIdx`, which the answer, the rate as saved with a newer
    `ts`, lacks.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/{fileKey}.

    Args:
        site_key: Key of the site whose page sends it.
        folder_key: Key of the folder whose page sends it.
        file_key: Key of the file whose page sends it.
        document: The whole Rate; what is left out is lost.
    """
    return Operation(
        id="putRate",
        method="PUT",
        path="/api/edit/rate",
        parse=_parse,
        body=identified(document, "key", file_key),
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/{segment(file_key)}",
    )


def _parse(content: bytes) -> Rate:
    from powertrack_api.models.rate import Rate

    return Rate.parse(content)
