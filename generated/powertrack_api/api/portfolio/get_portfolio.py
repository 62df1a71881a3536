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

    Answers with one row for each site of the customer and of the customers below it: capacities, power and energy,
    availability, losses, and the state of the inverters. With `lastChanged` and `mergeHash` of an earlier answer only
    the rows that changed are asked for; `merge` tells that the rows are to be merged into those of that answer. The
    answer for a large customer is megabytes long.

    Evidence: captured.

    Args:
        customer_key: Key of the customer.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
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
