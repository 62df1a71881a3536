"""Read all sites of a customer concurrently with the asynchronous client."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace

from _options import DONE, FAILED, parser, run, simulated
from powertrack_sdk import AsyncPowerTrackClient, PowerTrackError


async def read(options: Namespace) -> int:
    """Read the list of sites, then the configuration of each, as many at a time as the client allows."""
    if options.simulate:
        auth, transport = simulated()
        connecting = AsyncPowerTrackClient(auth, transport=transport)
    else:
        connecting = AsyncPowerTrackClient()
    async with connecting as client:
        sites = (await client.get_sites(customer_id=options.customer_id))[: options.limit]
        configs = await client.map(client.get_site_config, sites.keys)
    for site, config in zip(sites, configs, strict=True):
        if isinstance(config, PowerTrackError):
            print(f"{site.key}: {config}", file=sys.stderr)
        else:
            print(f"{site.key} {config.name}: {config.ac_capacity_kw} kW AC, {config.timezone}")
    return FAILED if any(isinstance(config, PowerTrackError) for config in configs) else DONE


def work(options: Namespace) -> int:
    """Run an event loop."""
    return asyncio.run(read(options))


if __name__ == "__main__":
    run(parser(__doc__ or "", customer=True), work)
