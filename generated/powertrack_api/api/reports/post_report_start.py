"""POST /api/report/start"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def post_report_start(
    body: JsonValue,
) -> Operation[JsonValue]:
    """Run a report.

    Only named by others, never seen. `startTask` does the same.

    Evidence: reported.

    Args:
        body: Which report to run; the form was not seen.
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
