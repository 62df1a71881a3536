"""From the bytes of an answer to what users get, against the bare parser."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator

import orjson

from bench.answers import chart, portfolio
from bench.figures import Figure, exponent, medians
from powertrack_sdk import ChartData, PortfolioMetrics

_SITES = (50, 500, 5000)
_POINTS = (350, 3504, 35040)
_SERIES = 12


def figures() -> Iterator[Figure]:
    """All of them."""
    times = []
    for sites in _SITES:
        content = portfolio(sites)
        size = f"{sites} sites, {len(content) / 1e6:.1f} MB"
        bare, decoded, used = medians(
            lambda: orjson.loads(content),  # noqa: B023  # it is called at once
            lambda: PortfolioMetrics.parse(content),  # noqa: B023
            lambda: _used(PortfolioMetrics.parse(content)),  # noqa: B023
        )
        times.append(decoded)
        last = sites == _SITES[-1]
        yield Figure(what="portfolio / orjson.loads", size=size, value=decoded / bare, target=1.6 if last else None)
        yield Figure(what="  and six figures of each site read", size=size, value=used / bare)
    yield Figure(what="  growth", size="exponent", value=exponent(_SITES, times), unit="")
    yield from _memory(portfolio(_SITES[-1]))
    times = []
    for points in _POINTS:
        content = chart(_SERIES, points)
        size = f"{_SERIES} x {points} points, {len(content) / 1e6:.1f} MB"
        bare, frame = medians(lambda: orjson.loads(content), lambda: ChartData.parse(content).to_pandas())  # noqa: B023
        times.append(frame)
        last = points == _POINTS[-1]
        yield Figure(what="chart to pandas / orjson.loads", size=size, value=frame / bare, target=1.5 if last else None)
    yield Figure(what="  growth", size="exponent", value=exponent(_POINTS, times), unit="")


def _used(found: PortfolioMetrics) -> float:
    return (
        found.total_capacity_ac
        + found.total_capacity_dc
        + found.total_energy_today
        + found.total_power
        + (found.average_availability or 0)
        + found.sites_with_alerts
    )


def _memory(content: bytes) -> Iterator[Figure]:
    """What the decoded sites take, against the parsed dictionaries; the bytes of the answer are given back before."""
    dictionaries = _kept(content, orjson.loads)
    yield Figure(
        what="memory of decoded sites / of dictionaries",
        size="5000 sites",
        value=_kept(content, PortfolioMetrics.parse) / dictionaries,
        target=0.6,
    )
    yield Figure(
        what="  and six figures of each site read",
        size="5000 sites",
        value=_kept(content, _parsed_and_used) / dictionaries,
    )


def _parsed_and_used(content: bytes) -> PortfolioMetrics:
    found = PortfolioMetrics.parse(content)
    _used(found)
    return found


def _kept(content: bytes, read: Callable[[bytes], object]) -> int:
    """Bytes that a result keeps, a copy of the answer in it if it keeps that."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        result = read(bytes(bytearray(content)))
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
        del result
        return after - before
    finally:
        tracemalloc.stop()
