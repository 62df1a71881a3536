"""POST /api/edit/pvsystmodule"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonValue, load_object
from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.inputs import PvSystModuleInput


def create_pv_syst_module(
    body: PvSystModuleInput,
) -> Operation[dict[str, JsonValue]]:
    """Add a module to the list of PVsyst modules.

    The body is what a PVsyst module file, a PAN file, tells of a module, with an empty `key`. The answer is an empty
    object: the number of the new module has to be looked up in the list of modules.

    Evidence: partial (not seen: the page that sends it).

    Args:
        body: The module.
    """
    return Operation(
        id="createPvSystModule",
        method="POST",
        path="/api/edit/pvsystmodule",
        parse=_parse,
        body=body,
    )


def _parse(content: bytes) -> dict[str, JsonValue]:

    return load_object(content)
