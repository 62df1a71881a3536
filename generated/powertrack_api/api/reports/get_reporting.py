"""GET /api/reporting"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.reporting_capabilities import ReportingCapabilities


def get_reporting() -> Operation[ReportingCapabilities]:
    """Read what the session's user may do with reports.

    Answers with one flag for each right, and with a list of views that was empty.

    Evidence: captured.
    """
    return Operation(
        id="getReporting",
        method="GET",
        path="/api/reporting",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> ReportingCapabilities:
    from powertrack_api.models.reporting_capabilities import ReportingCapabilities

    return ReportingCapabilities.parse(content)
