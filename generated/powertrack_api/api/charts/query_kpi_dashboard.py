"""POST /api/view/kpidashboard"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import KpiDashboardQueryInput
    from powertrack_api.models.kpi_dashboard import KpiDashboard


def query_kpi_dashboard(
    body: KpiDashboardQueryInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    customer_key: str | None = None,
) -> Operation[KpiDashboard]:
    """Read the key figures of a customer's sites.

    Only reads, although it is a POST. Answers with one row for each site below the keys that are asked for: power and
    energy against what was expected, availability and losses.

    Evidence: partial (not seen: the end of the answer, which was cut within `sites`). Page:
    /powertrack/{customerKey}/overview/dashboard.

    Args:
        body: What is sent, a KpiDashboardQuery.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        customer_key: Key of the customer whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryKpiDashboard",
        method="POST",
        path="/api/view/kpidashboard",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        referer=f"/powertrack/{segment(customer_key)}/overview/dashboard" if customer_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> KpiDashboard:
    from powertrack_api.models.kpi_dashboard import KpiDashboard

    return KpiDashboard.parse(content)
