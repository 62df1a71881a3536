"""POST /api/view/chart/builtin"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import ChartMenuQueryInput
    from powertrack_api.models.chart_menu import ChartMenu


def query_chart_menu(
    body: ChartMenuQueryInput,
    *,
    site_key: str | None = None,
) -> Operation[ChartMenu]:
    """Read the menu of predefined charts for a site.

    Only reads, although it is a POST. The charts come in sections, each with its parameters and their defaults.
    `queryChart` takes the number of a chart. Sections depend on the devices of the site.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/config.

    Args:
        body: What is sent, a ChartMenuQuery.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryChartMenu",
        method="POST",
        path="/api/view/chart/builtin",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/administration/config" if site_key is not None else None,
        safe=True,
    )


def _parse(content: bytes) -> ChartMenu:
    from powertrack_api.models.chart_menu import ChartMenu

    return ChartMenu.parse(content)
