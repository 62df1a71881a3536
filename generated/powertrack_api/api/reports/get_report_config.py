"""GET /api/reportconfig/{fileKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.report_config import ReportConfig


def get_report_config(
    file_key: str,
    *,
    customer_key: str | None = None,
) -> Operation[ReportConfig]:
    """Read a report configuration.

    The document behind the report editor. It is what `putReportConfig` wants back, whole. It carries the credentials
    of the report's delivery.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs/{fileKey}.

    Args:
        file_key: Key of the file.
        customer_key: Key of the customer whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getReportConfig",
        method="GET",
        path=f"/api/reportconfig/{segment(file_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs/{segment(file_key)}"
        if customer_key is not None
        else None,
        safe=True,
        identity=Identity(field="key", stamp="lastChanged", key=file_key),
    )


def _parse(content: bytes) -> ReportConfig:
    from powertrack_api.models.report_config import ReportConfig

    return ReportConfig.parse(content)
