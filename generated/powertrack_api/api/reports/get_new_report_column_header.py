"""GET /api/reportconfig/new/querycolumnheader/{index}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.report_column_header import ReportColumnHeader


def get_new_report_column_header(
    index: int,
    *,
    customer_key: str | None = None,
    file_key: str | None = None,
) -> Operation[ReportColumnHeader]:
    """Read a blank heading of a column.

    The template for a heading of a query in a report.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs/{fileKey}.

    Args:
        index: Sets `index` or `type` of the heading. Only 0 was seen, with which both are 0, so it cannot be told
            which.
        customer_key: Key of the customer whose page sends it; where it is left out, no page of an object is named.
        file_key: Key of the file whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getNewReportColumnHeader",
        method="GET",
        path=f"/api/reportconfig/new/querycolumnheader/{segment(index)}",
        parse=_parse,
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs/{segment(file_key)}"
        if customer_key is not None and file_key is not None
        else None,
        safe=True,
    )


def _parse(content: bytes) -> ReportColumnHeader:
    from powertrack_api.models.report_column_header import ReportColumnHeader

    return ReportColumnHeader.parse(content)
