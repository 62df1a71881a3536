"""POST /api/folderconfig"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import FolderConfigInput
    from powertrack_api.models.folder_config import FolderConfig


def create_folder(
    site_key: str,
    body: FolderConfigInput,
) -> Operation[FolderConfig]:
    """Create a folder.

    Creates a folder for files below the object `parentKey`, a site in the capture. The answer names the new folder.

    Evidence: captured. Page: /powertrack/{siteKey}/files/site.

    Args:
        site_key: Key of the site whose page sends it.
        body: What is sent, a FolderConfig.
    """
    return Operation(
        id="createFolder",
        method="POST",
        path="/api/folderconfig",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/files/site",
    )


def _parse(content: bytes) -> FolderConfig:
    from powertrack_api.models.folder_config import FolderConfig

    return FolderConfig.parse(content)
