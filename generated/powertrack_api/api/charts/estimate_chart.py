"""POST /api/view/chart/estimate"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import ChartRequestInput
    from powertrack_api.models.chart_estimate import ChartEstimate


def estimate_chart(
    body: ChartRequestInput,
    *,
    site_key: str | None = None,
) -> Operation[ChartEstimate]:
    """Ask how much a chart would hold.

    Takes what `queryChart` takes and answers with the number of bins and series instead of the series themselves.
    Three days in quarters of an hour are 288 bins; `futureDays` added none.

    Evidence: captured. Page: /powertrack/{siteKey}/analysis/chartbuilder.

    Args:
        body: What is sent, a ChartRequest.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="estimateChart",
        method="POST",
        path="/api/view/chart/estimate",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/analysis/chartbuilder" if site_key is not None else None,
        safe=True,
    )


def _parse(content: bytes) -> ChartEstimate:
    from powertrack_api.models.chart_estimate import ChartEstimate

    return ChartEstimate.parse(content)
