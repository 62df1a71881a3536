"""Save the list of a customer's sites to a file, which get_sites() then reads."""

from __future__ import annotations

from argparse import Namespace

from _options import DONE, connected, parser, run


def work(options: Namespace) -> int:
    """Read the tree below the customer."""
    with connected(options) as client:
        sites = client.get_sites(customer_id=options.customer_id)[: options.limit]
    path = sites.to_json_file(options.out)
    print(f"{len(sites)} sites of {sites.customer} saved to {path}")
    return DONE


if __name__ == "__main__":
    arguments = parser(__doc__ or "", customer=True)
    arguments.add_argument("--out", default="portfolio/SiteList.json", metavar="FILE", help="file to write")
    run(arguments, work)
