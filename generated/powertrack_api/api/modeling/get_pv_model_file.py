"""GET /api/edit/pvmodel/{fileKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.pv_model_file import PvModelFile


def get_pv_model_file(
    file_key: str,
    *,
    site_key: str | None = None,
    folder_key: str | None = None,
) -> Operation[PvModelFile]:
    """Read a photovoltaic model that is kept as a file.

    Model files end in `.pvmodel`. Their `pvConfig` has the same fields as that of a site or an inverter.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/{fileKey}.

    Args:
        file_key: Key of the file.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
        folder_key: Key of the folder whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getPvModelFile",
        method="GET",
        path=f"/api/edit/pvmodel/{segment(file_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/{segment(file_key)}"
        if site_key is not None and folder_key is not None
        else None,
        safe=True,
        identity=Identity(field="key", stamp="ts", key=file_key),
    )


def _parse(content: bytes) -> PvModelFile:
    from powertrack_api.models.pv_model_file import PvModelFile

    return PvModelFile.parse(content)
