"""GET /api/lookuplist/drivers/{functionCode}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_driver_list(
    function_code: str,
) -> Operation[list[NamedValue]]:
    """List the drivers for a function.

    A bare list of names and values with some flags.

    Evidence: partial (not seen: A whole answer; the field notes name the fields of its rows).

    Args:
        function_code: What the devices do that the drivers are for.
    """
    return Operation(
        id="getDriverList",
        method="GET",
        path=f"/api/lookuplist/drivers/{segment(function_code)}",
        parse=_parse,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[NamedValue]:
    from powertrack_api.models.named_value import NamedValue

    return NamedValue.many(load_list(content))
