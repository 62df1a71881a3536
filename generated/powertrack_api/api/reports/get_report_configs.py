"""GET /api/view/reportconfigs"""

from __future__ import annotations

from powertrack_api.decoding import JsonValue, load
from powertrack_api.operation import Operation


def get_report_configs() -> Operation[JsonValue]:
    """List the reports.

    Reported by others, never captured. `queryReportConfigs` does the same.

    Evidence: reported.
    """
    return Operation(
        id="getReportConfigs",
        method="GET",
        path="/api/view/reportconfigs",
        parse=_parse_json_value,
        safe=True,
    )


def _parse_json_value(content: bytes) -> JsonValue:

    return load(content)
