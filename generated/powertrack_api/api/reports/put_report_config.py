"""PUT /api/reportconfig"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, identified, segment

if TYPE_CHECKING:
    from powertrack_api.models.report_config import ReportConfig


def put_report_config(
    customer_key: str,
    file_key: str,
    document: JsonObject,
) -> Operation[ReportConfig]:
    """Replace a report configuration.

    The path names no report; the `key` in the body does. The body holds the whole document: a field that is left out
    is lost. The answer is the document as saved, with a newer `lastChanged`.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs/{fileKey}.

    Args:
        customer_key: Key of the customer whose page sends it.
        file_key: Key of the file whose page sends it.
        document: The whole ReportConfig; what is left out is lost.
    """
    return Operation(
        id="putReportConfig",
        method="PUT",
        path="/api/reportconfig",
        parse=_parse,
        body=identified(document, "key", file_key),
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs/{segment(file_key)}",
    )


def _parse(content: bytes) -> ReportConfig:
    from powertrack_api.models.report_config import ReportConfig

    return ReportConfig.parse(content)
