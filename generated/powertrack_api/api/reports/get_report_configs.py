"""GET /api/view/reportconfigs"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def get_report_configs() -> Operation[JsonValue]:
    """List the reports.

    Only named by others, never seen. `queryReportConfigs` does the same.

    Evidence: reported.
    """
    return Operation(
        id="getReportConfigs",
        method="GET",
        path="/api/view/reportconfigs",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
