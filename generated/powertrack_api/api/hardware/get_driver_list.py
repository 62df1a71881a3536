"""GET /api/lookuplist/drivers/{functionCode}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.decoding import load_list
from powertrack_api.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue


def get_driver_list(
    function_code: str,
) -> Operation[list[NamedValue]]:
    """List the drivers for a function.

    Never seen; no operation that was seen does the same. It is said to answer with a bare list of names and values.

    Evidence: reported.

    Args:
        function_code: What the devices do that the drivers are for.
    """
    return Operation(
        id="getDriverList",
        method="GET",
        path=f"/api/lookuplist/drivers/{segment(function_code)}",
        parse=_parse_list_named_value,
        safe=True,
        may_be_empty=True,
    )


def _parse_list_named_value(content: bytes) -> list[NamedValue]:
    from powertrack_api.models.named_value import NamedValue

    return NamedValue.many(load_list(content))
