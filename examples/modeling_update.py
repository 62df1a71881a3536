"""Change the photovoltaic model of inverters, each in the same way, such as `--set powerRating=125000`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, cast

from _options import DONE, FAILED, assignment, connected, parser, run

if TYPE_CHECKING:
    from powertrack_api.inputs import PvInverterPatch


def work(options: Namespace) -> int:
    """Write the models one by one, each read back after it was written."""
    # The names come from the command line; what is no field is a ValidationError.
    patch = cast("PvInverterPatch", dict(options.set))
    code = DONE
    with connected(options) as client:
        for key in options.inverter[: options.limit]:
            result = client.update_inverter_model(key, patch, dry_run=options.dry_run, entry=options.entry)
            print(result)
            code = code if result else FAILED
    return code


if __name__ == "__main__":
    arguments = parser(__doc__ or "", writes=True)
    arguments.add_argument("inverter", nargs="+", help="keys of inverters, such as H100005")
    arguments.add_argument(
        "--set", type=assignment, action="append", required=True, metavar="NAME=VALUE", help="what to change"
    )
    arguments.add_argument("--entry", type=int, metavar="PLACE", help="which of several arrays, from 0")
    run(arguments, work)
