"""POST /api/view/chart/kpimenu"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import KpiMenuQueryInput
    from powertrack_api.models.kpi_chart import KpiChart


def query_kpi_menu(
    body: KpiMenuQueryInput,
    *,
    site_key: str | None = None,
) -> Operation[KpiChart]:
    """Read which KPI figures can be charted for some sites and devices.

    Only reads, although it is a POST. The answer, with the options of `getKpiOptions` put in as `inlineOptions` and
    the wanted figures checked, is what `queryChart` takes as `kpiChart`. The captured request and the captured answer
    belong to different calls.

    Evidence: captured. Page: /powertrack/{siteKey}/analysis/chartbuilder.

    Args:
        body: What is sent, a KpiMenuQuery.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryKpiMenu",
        method="POST",
        path="/api/view/chart/kpimenu",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/analysis/chartbuilder" if site_key is not None else None,
        safe=True,
    )


def _parse(content: bytes) -> KpiChart:
    from powertrack_api.models.kpi_chart import KpiChart

    return KpiChart.parse(content)
