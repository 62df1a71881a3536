"""POST /api/view/reportconfigs"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import ReportConfigQueryInput
    from powertrack_api.models.report_config_list import ReportConfigList


def query_report_configs(
    body: ReportConfigQueryInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    customer_key: str | None = None,
) -> Operation[ReportConfigList]:
    """List the reports below a customer or a device.

    Only reads, although it is a POST. The field `isMore` hints at answers in parts; how to ask for the next part was
    not seen. The captured request names a customer, the captured answer a device without reports.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs.

    Args:
        body: What is sent, a ReportConfigQuery.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        customer_key: Key of the customer whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryReportConfigs",
        method="POST",
        path="/api/view/reportconfigs",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs" if customer_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> ReportConfigList:
    from powertrack_api.models.report_config_list import ReportConfigList

    return ReportConfigList.parse(content)
