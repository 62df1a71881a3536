"""GET /api/view/pvcurvemodels/efficiencycurvemodels"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_efficiency_curves(
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[list[NamedValue]]:
    """List the efficiency curves of inverters to choose from.

    About two hundred curves, sorted by name, with the number that `efficiencyCurveId` takes; 0 stands for none. Names
    repeat, and some end in a blank.

    Evidence: captured.

    Args:
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getEfficiencyCurves",
        method="GET",
        path="/api/view/pvcurvemodels/efficiencycurvemodels",
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
