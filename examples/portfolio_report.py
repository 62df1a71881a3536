"""Print the sites of a customer with their latest figures, and the totals."""

from __future__ import annotations

from argparse import Namespace
from math import isfinite

from _options import DONE, connected, parser, run

LINE = "{:<32} {:>9} {:>10} {:>11} {:>7}"


def work(options: Namespace) -> int:
    """Read the portfolio."""
    with connected(options) as client:
        portfolio = client.get_portfolio_overview(options.customer_id)
    print(LINE.format("Site", "AC kW", "Power kW", "Today kWh", "Avail %"))
    for site in portfolio.sites[: options.limit]:
        figures = (site.pv_capacity_ac, site.power, site.today, site.availability)
        print(LINE.format(site.name or site.key, *map(figure, figures)))
    totals = (portfolio.total_capacity_ac, portfolio.total_power, portfolio.total_energy_today)
    print(LINE.format(f"All {portfolio.total_sites}", *map(figure, (*totals, portfolio.average_availability))))
    unknown = len(portfolio.sites_without("availability"))
    print(f"{portfolio.online_sites} online, {portfolio.sites_with_alerts} with alerts, {unknown} without availability")
    return DONE


def figure(value: float | None) -> str:
    """A figure for people; a dash where there is none."""
    return f"{value:.1f}" if value is not None and isfinite(value) else "-"


if __name__ == "__main__":
    run(parser(__doc__ or "", customer=True), work)
