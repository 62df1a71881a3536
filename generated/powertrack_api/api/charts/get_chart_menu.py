"""GET /api/view/chart/builtin"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def get_chart_menu() -> Operation[JsonValue]:
    """Read the menu of predefined charts.

    Only named by others, who never had an answer to it. `queryChartMenu` does the same.

    Evidence: reported.
    """
    return Operation(
        id="getChartMenu",
        method="GET",
        path="/api/view/chart/builtin",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
