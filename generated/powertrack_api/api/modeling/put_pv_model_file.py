"""PUT /api/edit/pvmodel"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, identified, segment

if TYPE_CHECKING:
    from powertrack_api.models.pv_model_file import PvModelFile


def put_pv_model_file(
    site_key: str,
    folder_key: str,
    file_key: str,
    document: JsonObject,
) -> Operation[PvModelFile]:
    """Replace a photovoltaic model that is kept as a file.

    The path names no file; the `key` in the body does. The body holds the whole document: a field that is left out is
    lost. The answer is the file as saved, with a newer `ts` and the next `revision`. In the capture `mppVoltage` and
    `mppWatts` of the answer are not those of the request; the two may belong to different calls.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/{fileKey}.

    Args:
        site_key: Key of the site whose page sends it.
        folder_key: Key of the folder whose page sends it.
        file_key: Key of the file whose page sends it.
        document: The whole PvModelFile; what is left out is lost.
    """
    return Operation(
        id="putPvModelFile",
        method="PUT",
        path="/api/edit/pvmodel",
        parse=_parse,
        body=identified(document, "key", file_key),
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/{segment(file_key)}",
    )


def _parse(content: bytes) -> PvModelFile:
    from powertrack_api.models.pv_model_file import PvModelFile

    return PvModelFile.parse(content)
