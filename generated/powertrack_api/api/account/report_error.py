"""POST /api/reporterror"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import nothing
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import ErrorReportInput


def report_error(
    customer_key: str,
    body: ErrorReportInput,
) -> Operation[None]:
    """Report an error of the web application.

    What the web application sends about errors in itself. Of no use to a client.

    Evidence: partial (not seen: the answer). Page: /powertrack/{customerKey}/overview/dashboard.

    Args:
        customer_key: Key of the customer whose page sends it.
        body: What is sent, a ErrorReport.
    """
    return Operation(
        id="reportError",
        method="POST",
        path="/api/reporterror",
        parse=nothing,
        body=body,
        referer=f"/powertrack/{segment(customer_key)}/overview/dashboard",
    )
