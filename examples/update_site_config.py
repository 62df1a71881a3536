"""Change the configuration of sites, each in the same way, such as `--set acCapacityKw=500`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, cast

from _options import DONE, FAILED, assignment, connected, parser, run

if TYPE_CHECKING:
    from powertrack_api.inputs import SiteConfigPatch


def work(options: Namespace) -> int:
    """Write the configurations one by one, each read back after it was written."""
    # The names come from the command line; what is no field is a ValidationError.
    patch = cast("SiteConfigPatch", dict(options.set))
    code = DONE
    with connected(options) as client:
        for key in options.site[: options.limit]:
            result = client.update_site_config(key, patch, dry_run=options.dry_run)
            print(result)
            code = code if result else FAILED
    return code


if __name__ == "__main__":
    arguments = parser(__doc__ or "", writes=True)
    arguments.add_argument("site", nargs="+", help="keys of sites, such as S10001")
    arguments.add_argument(
        "--set", type=assignment, action="append", required=True, metavar="NAME=VALUE", help="what to change"
    )
    run(arguments, work)
