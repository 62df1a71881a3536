"""Reads of the portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import portfolio
from powertrack_sdk import keys
from powertrack_sdk.errors import APIError
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.site.flows import get_site_detailed_info

if TYPE_CHECKING:
    from powertrack_sdk.portfolio.models import PortfolioMetrics, SiteOverview


def get_portfolio_overview(customer_id: str | int) -> Flow[PortfolioMetrics]:
    """Read the table of a customer's sites with their latest figures.

    Args:
        customer_id: Key of the customer, such as `C1001`.

    Returns:
        The sites, with power in kW, energy in kWh and ratios in %, and totals over them.

    Raises:
        ValidationError: The key is not a customer's.
        APIError: The request failed.

    Operation: GET /api/view/portfolio/{customerKey}
    """
    from powertrack_sdk.portfolio.models import PortfolioMetrics

    operation = portfolio.get_portfolio(keys.customer_key(customer_id))
    return (yield from ask(operation.reading(PortfolioMetrics.parse, may_be_empty=True)))


def get_site_overview(site_id: str | int) -> Flow[SiteOverview]:
    """Read the latest figures of a site: its row of the portfolio table.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: The key is not a site's.
        APIError: A request failed, or the portfolio of the site's customer lacks the site.

    Operations: GET /api/view/site/{siteKey}, then GET /api/view/portfolio/{customerKey}
    """
    key = keys.site_key(site_id)
    site = yield from get_site_detailed_info(key)
    if site.parent_key is None:
        raise APIError(f"{key}: the answer names no customer, so its portfolio cannot be found", operation="getSite")
    table = yield from get_portfolio_overview(site.parent_key)
    for row in table.sites:
        if row.key == key:
            return row
    raise APIError(f"{key} is not in the portfolio of {site.parent_key}", operation="getPortfolio")
