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

    Only reads, although it is a POST. For a predefined chart a browser sends few fields and leaves `query` null; the
    server fills in the rest, bin size included, and echoes the full request as text in the answer's `key`. The large
    request here is derived from such an echo and was never seen on its way to the server. The small one was answered
    with 400 at least once, and it is not known what it was answered with when it succeeded.

    Evidence: partial (not seen: a request together with its own answer; the captured request has no captured answer,
    and the request of the captured answer is known from its echo alone). Page:
    /powertrack/{siteKey}/overview/dashboard.

    Args:
        body: What is sent, a ChartRequest.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
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
