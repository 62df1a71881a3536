"""How close concurrent reads come to the time that their requests need."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from collections.abc import Iterator
from math import ceil

from bench.answers import Prepared, asked
from bench.figures import Figure, exponent
from powertrack_api.api import alerts, hardware, modeling, site
from powertrack_sdk import AsyncPowerTrackClient, PowerTrackClient
from powertrack_sdk.base_client import DEFAULT_CONCURRENCY
from powertrack_sdk.runner.flow import Flow, ask, together
from powertrack_sdk.simulator import Simulator

_LATENCY = 0.05
_DEVICES = 40
_BESIDE_INVERTERS = 4
_MOST_REQUESTS = 83
_SITES = (5, 50, 500)
_CONCURRENCY = 16
_REQUESTS = 5
_SITE = "S10001"


def figures() -> Iterator[Figure]:
    """All of them."""
    for name, read in (("blocking", _site_blocking), ("async", _site_async)):
        best, requests = min(read() for _ in range(3))
        rounds = ceil((requests - _DEVICES) / DEFAULT_CONCURRENCY) + ceil(_DEVICES / DEFAULT_CONCURRENCY)
        size = f"{_DEVICES} devices, {requests} requests"
        yield Figure(
            what=f"get_site_data ({name}) / rounds x 50 ms", size=size, value=best / (rounds * _LATENCY), target=1.15
        )
        yield Figure(what="  requests", size=size, value=requests, unit="", target=_MOST_REQUESTS)
    times = []
    peaks = []
    answers = _answers()
    for sites in _SITES:
        transport = Prepared(answers, _LATENCY)
        seconds, peak = _many(transport, sites)
        bound = ceil(sites * _REQUESTS / _CONCURRENCY) * _LATENCY
        times.append(seconds)
        peaks.append(peak)
        yield Figure(
            what="many sites x 5 requests / bound",
            size=f"{sites} sites, 16 at a time",
            value=seconds / bound,
            target=1.15 if sites == _SITES[-1] else None,
        )
    yield Figure(what="  growth", size="exponent", value=exponent(_SITES, times), unit="")
    yield Figure(
        what="  peak of memory, 500 sites / 50 sites", size="results dropped", value=peaks[2] / peaks[1], target=1.5
    )


def _site_blocking() -> tuple[float, int]:
    simulator = Simulator(sites=1, inverters=_DEVICES - _BESIDE_INVERTERS, latency=_LATENCY)
    with PowerTrackClient(simulator.auth_manager(), transport=simulator.transport()) as client:
        begin = time.perf_counter()
        client.get_site_data(_SITE)
        return time.perf_counter() - begin, len(simulator.requests)


def _site_async() -> tuple[float, int]:
    async def read() -> tuple[float, int]:
        simulator = Simulator(sites=1, inverters=_DEVICES - _BESIDE_INVERTERS, latency=_LATENCY)
        async with AsyncPowerTrackClient(simulator.auth_manager(), transport=simulator.transport()) as client:
            begin = time.perf_counter()
            await client.get_site_data(_SITE)
            return time.perf_counter() - begin, len(simulator.requests)

    return asyncio.run(read())


def _answers() -> dict[str, bytes]:
    simulator = Simulator(sites=1)
    paths = (
        "view/site",
        "edit/site",
        "view/sitehardwareproduction",
        "view/activealerts/activesummary",
        "edit/modeling",
    )
    return {f"/api/{path}/": asked(simulator, "GET", f"/api/{path}/{_SITE}") for path in paths}


def _many(transport: Prepared, sites: int) -> tuple[float, int]:
    auth = Simulator(sites=1).auth_manager()
    with PowerTrackClient(auth, transport=transport, concurrency=_CONCURRENCY) as client:
        begin = time.perf_counter()
        client.run(_reads(sites))
        seconds = time.perf_counter() - begin
        tracemalloc.start()
        client.run(_reads(min(sites, 200)) if sites > _SITES[1] else _reads(sites))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return seconds, peak


def _reads(sites: int) -> Flow[None]:
    yield from together([_five(f"S{10000 + number}") for number in range(sites)])


def _five(key: str) -> Flow[None]:
    """Five reads of a site, whose results nobody keeps."""
    operations = (
        site.get_site(key),
        site.get_site_config(key),
        hardware.get_site_hardware_production(key),
        alerts.get_site_alert_summary(key),
        modeling.get_site_modeling(key),
    )
    yield from together([_dropped(ask(operation)) for operation in operations])


def _dropped(flow: Flow[object]) -> Flow[None]:
    yield from flow
