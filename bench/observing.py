"""What it costs to observe the shapes of what is received."""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.answers import Prepared, asked, portfolio
from bench.figures import Figure
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator

_READS = 500
_SITES = 5000
_ROUNDS = 25

Read = Callable[[PowerTrackClient], object]


def figures() -> Iterator[Figure]:
    """All of them, in the time of this process: others may be at work beside it."""
    simulator = Simulator(sites=1)
    config = asked(simulator, "GET", "/api/edit/site/S10001")
    yield Figure(
        what="get_site_config, observed / not",
        size=f"{_READS} reads",
        value=_ratio(Prepared({"/api/edit/site/": config}), _configs),
        target=1.1,
    )
    rows = portfolio(_SITES)
    yield Figure(
        what="get_portfolio_overview, observed / not",
        size=f"{_SITES} sites, {len(rows) / 1e6:.1f} MB",
        value=_ratio(Prepared({"/api/view/portfolio/": rows}), lambda client: client.get_portfolio_overview("C1001")),
    )


def _configs(client: PowerTrackClient) -> None:
    for number in range(_READS):
        client.get_site_config(f"S{10000 + number}")


def _ratio(transport: Prepared, read: Read) -> float:
    """Median time with an observer, from the making of the client to its end, over that without one, taken in turn."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [
            (_time(transport, read, Path(folder) / f"{number}.json"), _time(transport, read, None))
            for number in range(_ROUNDS)
        ]
    return statistics.median(observed for observed, _ in pairs) / statistics.median(plain for _, plain in pairs)


def _time(transport: Prepared, read: Read, observe: Path | None) -> float:
    auth = Simulator(sites=1).auth_manager()
    gc.collect()
    begin = time.process_time()
    with PowerTrackClient(auth, transport=transport, observe=observe) as client:
        read(client)
    return time.process_time() - begin
