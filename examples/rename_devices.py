"""Rename devices as a CSV file says, which has the columns `key` and `name`; other fields may follow as columns."""

from __future__ import annotations

from argparse import Namespace

from _options import carry_out, connected, parser, run


def work(options: Namespace) -> int:
    """Make a plan of the file, show it, and apply it."""
    with connected(options) as client:
        return carry_out(client, client.plan_updates(options.file), options)


if __name__ == "__main__":
    arguments = parser(__doc__ or "", writes=True)
    arguments.add_argument("file", help="the CSV file, or a JSON file with such rows")
    run(arguments, work)
