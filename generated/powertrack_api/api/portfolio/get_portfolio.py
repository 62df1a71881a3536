"""GET /api/view/portfolio/{customerKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.portfolio_metrics import PortfolioMetrics


def get_portfolio(
    customer_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    merge_hash: str = "",
) -> Operation[PortfolioMetrics]:
    """Read the table of a customer's sites with their latest figures.

    Returns one row for each site of the customer and of the customers below it: capacities, power and energy,
    availability, losses, and the state of the inverters. With `lastChanged` and `mergeHash` of an earlier answer,
    only changed rows are requested; `merge` is true if the rows are to be merged into those of that answer. The
    answer for a large customer is megabytes long.

    Evidence: captured.

    Args:
        customer_key: Key of the customer.
        last_changed: Requests only what changed after this time; if nothing did, the answer is 200 without a body.
            The default requests everything.
        merge_hash: Fingerprint of the rows that the caller already has, from an earlier answer; empty for none.
    """
    return Operation(
        id="getPortfolio",
        method="GET",
        path=f"/api/view/portfolio/{segment(customer_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
            "mergeHash": merge_hash,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> PortfolioMetrics:
    from powertrack_api.models.portfolio_metrics import PortfolioMetrics

    return PortfolioMetrics.parse(content)
