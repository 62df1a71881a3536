"""Read everything about some sites, several requests at a time."""

from __future__ import annotations

from argparse import Namespace

from _options import DONE, FAILED, connected, parser, run
from powertrack_sdk import APIError


def work(options: Namespace) -> int:
    """Read the sites one after the other; what belongs to a site is read concurrently."""
    code = DONE
    with connected(options) as client:
        for key in options.site[: options.limit]:
            try:
                data = client.get_site_data(key)
            except APIError as failure:  # such as where there is no such site
                print(f"{key} cannot be read: {failure}")
                code = FAILED
                continue
            name = data.config.name if data.config is not None else None
            triggers = sum(len(found.triggers) for found in data.alerts.values())
            print(f"{key} {name}: {data.hardware_count} devices, {triggers} alert triggers", end="")
            print(f", {data.active_alerts_count} active alerts")
            for part, error in data.failures.items():
                print(f"  not read: {part} ({error})")
                code = FAILED
    return code


if __name__ == "__main__":
    arguments = parser(__doc__ or "")
    arguments.add_argument("site", nargs="+", help="keys of sites, such as S10001")
    run(arguments, work)
