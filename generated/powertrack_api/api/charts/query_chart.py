"""POST /api/view/chart"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import ChartRequestInput
    from powertrack_api.models.chart_data import ChartData


def query_chart(
    body: ChartRequestInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    site_key: str | None = None,
) -> Operation[ChartData]:
    """Read the time series of a chart.

    Only reads, although it is a POST. For a predefined chart a browser sends few fields, with `query` null; the
    server fills in the rest, bin size included, and echoes the full request as text in the answer's `key`. The large
    request here is derived from such an echo and was never captured as a request. The small one was answered with 400
    at least once; its successful answer is not known.

    Evidence: partial (not seen: a request together with its own answer; the captured request has no captured answer,
    and the request of the captured answer is known only from its echo). Page:
    /powertrack/{siteKey}/overview/dashboard.

    Args:
        body: What is sent, a ChartRequest.
        last_changed: Requests only what changed after this time; if nothing did, the answer is 200 without a body.
            The default requests everything.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryChart",
        method="POST",
        path="/api/view/chart",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        referer=f"/powertrack/{segment(site_key)}/overview/dashboard" if site_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> ChartData:
    from powertrack_api.models.chart_data import ChartData

    return ChartData.parse(content)
