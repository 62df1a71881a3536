"""Look for devices that are out of service, do not answer, or report a fault."""

from __future__ import annotations

import sys
from argparse import Namespace

from _options import DONE, FAILED, connected, parser, run
from powertrack_sdk import HardwareList, PowerTrackError


def work(options: Namespace) -> int:
    """Read the registers of all devices of the sites."""
    failed = False
    with connected(options) as client:
        sites = client.get_sites(customer_id=options.customer_id)[: options.limit]
        lists = client.map(client.get_hardware_list, sites.keys)
        devices = [device for found in lists if isinstance(found, HardwareList) for device in found]
        read = client.map(client.get_hardware_diagnostics, [device.key for device in devices])
    for device, found in zip(devices, read, strict=True):
        if isinstance(found, PowerTrackError):
            print(f"{device.key} {device.name}: {found}", file=sys.stderr)
            failed = True
        elif found.has_critical_issues:
            print(f"{device.key} {device.name}: {', '.join(found.critical_issues)}")
    for site, listed in zip(sites, lists, strict=True):
        if isinstance(listed, PowerTrackError):
            print(f"{site.key} {site.name}: {listed}", file=sys.stderr)
            failed = True
    print(f"{len(devices)} devices of {len(sites)} sites looked at")
    return FAILED if failed else DONE


if __name__ == "__main__":
    run(parser(__doc__ or "", customer=True), work)
