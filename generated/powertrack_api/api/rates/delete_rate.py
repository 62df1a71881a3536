"""DELETE /api/edit/rate/{fileKey}"""

from __future__ import annotations

from powertrack_core.decoding import nothing
from powertrack_core.operation import Operation, segment


def delete_rate(
    file_key: str,
    site_key: str,
    folder_key: str,
) -> Operation[None]:
    """Delete a rate.

    Deletes the file of the rate. The request was sent without an `Accept` header, so the answer is taken to be empty.

    Evidence: partial (not seen: the body of the answer, if there is one). Page:
    /powertrack/{siteKey}/files/{folderKey}/{fileKey}.

    Args:
        file_key: Key of the file.
        site_key: Key of the site whose page sends it.
        folder_key: Key of the folder whose page sends it.
    """
    return Operation(
        id="deleteRate",
        method="DELETE",
        path=f"/api/edit/rate/{segment(file_key)}",
        parse=nothing,
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/{segment(file_key)}",
    )
