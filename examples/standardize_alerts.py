"""Set the alert triggers of one device or site on others. Triggers that they have besides stay."""

from __future__ import annotations

from argparse import Namespace

from _options import carry_out, connected, parser, run


def work(options: Namespace) -> int:
    """Make a plan of what differs, show it, and apply it."""
    with connected(options) as client:
        return carry_out(client, client.plan_alert_copy(options.source, options.target), options)


if __name__ == "__main__":
    arguments = parser(__doc__ or "", writes=True)
    arguments.add_argument("source", help="key of the device or site that has the triggers, such as H100005 or S10001")
    arguments.add_argument("target", nargs="+", help="keys of the devices or sites that are to have them too")
    run(arguments, work)
