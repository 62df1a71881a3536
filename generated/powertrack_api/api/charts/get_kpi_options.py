"""GET /api/view/chart/kpioptions/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.kpi_options import KpiOptions


def get_kpi_options(
    site_key: str,
) -> Operation[KpiOptions]:
    """Read by which options a site's KPI figures are computed and drawn.

    Answers with the defaults of the site, 56 in number. A chart request carries them as `inlineOptions`.

    Evidence: captured.

    Args:
        site_key: Key of the site.
    """
    return Operation(
        id="getKpiOptions",
        method="GET",
        path=f"/api/view/chart/kpioptions/{segment(site_key)}",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> KpiOptions:
    from powertrack_api.models.kpi_options import KpiOptions

    return KpiOptions.parse(content)
