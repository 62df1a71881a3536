"""GET /api/fileconfig/{fileKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.file_config import FileConfig


def get_file_config(
    file_key: str,
    *,
    site_key: str | None = None,
    folder_key: str | None = None,
) -> Operation[FileConfig]:
    """Read what is known of a file.

    Answers with name, kind, folder and address of a file. The files seen were a rate and a PV model.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/{fileKey}.

    Args:
        file_key: Key of the file.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
        folder_key: Key of the folder whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getFileConfig",
        method="GET",
        path=f"/api/fileconfig/{segment(file_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/{segment(file_key)}"
        if site_key is not None and folder_key is not None
        else None,
        safe=True,
    )


def _parse(content: bytes) -> FileConfig:
    from powertrack_api.models.file_config import FileConfig

    return FileConfig.parse(content)
