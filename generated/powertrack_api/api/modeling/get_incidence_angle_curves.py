"""GET /api/view/pvcurvemodels/incidenceanglemodels"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_incidence_angle_curves(
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[list[NamedValue]]:
    """List the incidence angle curves of modules to choose from.

    About a hundred curves with the number that `incidenceAngleCurveId` takes; 0 stands for none. Curves that
    customers made stand among those of manufacturers.

    Evidence: captured.

    Args:
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getIncidenceAngleCurves",
        method="GET",
        path="/api/view/pvcurvemodels/incidenceanglemodels",
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
