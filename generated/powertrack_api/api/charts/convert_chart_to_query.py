"""POST /api/edit/query/fromchart"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import ChartRequestInput
    from powertrack_api.models.chart_query import ChartQuery


def convert_chart_to_query(
    body: ChartRequestInput,
    *,
    site_key: str | None = None,
) -> Operation[ChartQuery]:
    """Turn a chart into a query that the chart builder edits.

    Takes what `queryChart` takes and answers with a query that has one data item for each line of the chart. Nothing
    is saved: the query has no version stamp. Of the answer only the begin and the end were read.

    Evidence: partial (not seen: the middle of the answer, whose fields are known by name and type only). Page:
    /powertrack/{siteKey}/analysis/chartbuilder/new.

    Args:
        body: What is sent, a ChartRequest.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="convertChartToQuery",
        method="POST",
        path="/api/edit/query/fromchart",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(site_key)}/analysis/chartbuilder/new" if site_key is not None else None,
        safe=True,
    )


def _parse(content: bytes) -> ChartQuery:
    from powertrack_api.models.chart_query import ChartQuery

    return ChartQuery.parse(content)
