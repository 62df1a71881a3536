"""GET /api/reporting"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.reporting_capabilities import ReportingCapabilities


def get_reporting() -> Operation[ReportingCapabilities]:
    """Read the report permissions of the session's user.

    Returns one flag for each permission, and a list of views, which was empty.

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
