"""GET /api/view/pvsystmodules/{fileKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_file_pv_syst_modules(
    file_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    site_key: str | None = None,
    folder_key: str | None = None,
) -> Operation[list[NamedValue]]:
    """List the PVsyst modules to choose from for a model that is kept as a file.

    Several hundred modules, `manufacturer, model` with the number that `pvSystModuleId` takes; 0 stands for a custom
    configuration. The list looks the same for every key. Names repeat, and some have doubled or trailing blanks.

    Evidence: captured. Page: /powertrack/{siteKey}/files/{folderKey}/{fileKey}.

    Args:
        file_key: Key of the file.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
        folder_key: Key of the folder whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getFilePvSystModules",
        method="GET",
        path=f"/api/view/pvsystmodules/{segment(file_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(site_key)}/files/{segment(folder_key)}/{segment(file_key)}"
        if site_key is not None and folder_key is not None
        else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[NamedValue]:
    from powertrack_api.models.named_value import NamedValue

    return NamedValue.many(load_list(content))
