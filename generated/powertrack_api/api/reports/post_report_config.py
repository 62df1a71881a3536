"""POST /api/report/config"""

from __future__ import annotations

from powertrack_core.decoding import JsonValue, load
from powertrack_core.operation import Operation


def post_report_config(
    body: JsonValue,
) -> Operation[JsonValue]:
    """Create a report.

    Only named by others, never seen. `createReportConfig` does the same.

    Evidence: reported.

    Args:
        body: A report; the form was not seen.
    """
    return Operation(
        id="postReportConfig",
        method="POST",
        path="/api/report/config",
        parse=_parse,
        body=body,
    )


def _parse(content: bytes) -> JsonValue:

    return load(content)
