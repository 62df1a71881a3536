"""POST /api/report/start"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def post_report_start(
    body: JsonValue,
) -> Operation[JsonValue]:
    """Run a report.

    Reported by others, never captured. `startTask` does the same.

    Evidence: reported.

    Args:
        body: The report to run; its shape was not captured.
    """
    return Operation(
        id="postReportStart",
        method="POST",
        path="/api/report/start",
        parse=_parse,
        body=body,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
