"""GET /api/view/pvsystmodules/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_hardware_pv_syst_modules(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[list[NamedValue]]:
    """List the PVsyst modules to choose from for the model of an inverter.

    Several hundred modules, `manufacturer, model` with the number that `pvSystModuleId` takes; 0 stands for a custom
    configuration. The list looks the same for every key. Names repeat, and some have doubled or trailing blanks.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getHardwarePvSystModules",
        method="GET",
        path=f"/api/view/pvsystmodules/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[NamedValue]:
    from powertrack_api.models.named_value import NamedValue

    return NamedValue.many(load_list(content))
