"""GET /api/reportconfig/public/dashboardlistitems"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.dashboard_list_items import DashboardListItems


def get_dashboard_list_items(
    *,
    customer_key: str | None = None,
    file_key: str | None = None,
) -> Operation[DashboardListItems]:
    """List the dashboards that a report can show.

    The dashboards of the platform and, in spite of the word `public` in the path, those of the customer too.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs/{fileKey}.

    Args:
        customer_key: Key of the customer whose page sends it; where it is left out, no page of an object is named.
        file_key: Key of the file whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getDashboardListItems",
        method="GET",
        path="/api/reportconfig/public/dashboardlistitems",
        parse=_parse,
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs/{segment(file_key)}"
        if customer_key is not None and file_key is not None
        else None,
        safe=True,
    )


def _parse(content: bytes) -> DashboardListItems:
    from powertrack_api.models.dashboard_list_items import DashboardListItems

    return DashboardListItems.parse(content)
