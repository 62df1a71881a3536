"""POST /api/report/config"""

from __future__ import annotations

from powertrack_api.decoding import JsonValue, load
from powertrack_api.operation import Operation


def post_report_config(
    body: JsonValue,
) -> Operation[JsonValue]:
    """Create a report.

    Reported by others, never captured. `createReportConfig` does the same.

    Evidence: reported.

    Args:
        body: A report; its shape was not captured.
    """
    return Operation(
        id="postReportConfig",
        method="POST",
        path="/api/report/config",
        parse=_parse_json_value,
        body=body,
    )


def _parse_json_value(content: bytes) -> JsonValue:

    return load(content)
