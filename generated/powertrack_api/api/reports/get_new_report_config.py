"""GET /api/reportconfig/new/{customerKey}/{type}/undefined"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.report_config import ReportConfig


def get_new_report_config(
    customer_key: str,
    type_: int,
) -> Operation[ReportConfig]:
    """Read a template for a new report.

    The last part of the path is the word `undefined`, most likely a variable that the web application leaves unset.
    The answer was recorded as an empty object, which looks blanked.

    Evidence: partial (not seen: the answer).

    Args:
        customer_key: Key of the customer.
        type_: Kind of report, as in `reportType`; only 0 was seen.
    """
    return Operation(
        id="getNewReportConfig",
        method="GET",
        path=f"/api/reportconfig/new/{segment(customer_key)}/{segment(type_)}/undefined",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> ReportConfig:
    from powertrack_api.models.report_config import ReportConfig

    return ReportConfig.parse(content)
