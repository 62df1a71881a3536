"""Name the sites of a customer whose availability is low or not known, the worst first."""

from __future__ import annotations

from argparse import Namespace
from math import isfinite

from _options import DONE, connected, parser, run
from powertrack_sdk import SiteOverview


def work(options: Namespace) -> int:
    """Read the portfolio and look at the availability of each site."""
    with connected(options) as client:
        sites = client.get_portfolio_overview(options.customer_id).sites
    low = sorted((site for site in sites if availability(site) < options.below), key=availability)
    for site in low[: options.limit]:
        known = availability(site)
        print(f"{site.key} {site.name}: {f'{known:.1f} % available' if known >= 0 else 'availability is not known'}")
    print(f"{len(low)} of {len(sites)} sites are below {options.below:g} %")
    return DONE


def availability(site: SiteOverview) -> float:
    """The availability of a site (%); below 0 where it is not known."""
    value = site.availability
    return value if value is not None and isfinite(value) else -1.0


if __name__ == "__main__":
    arguments = parser(__doc__ or "", customer=True)
    arguments.add_argument("--below", type=float, default=95.0, metavar="PERCENT", help="what counts as low")
    run(arguments, work)
