"""How fast a client sends, and how it slows down when the server asks for it."""

from __future__ import annotations

import math
from typing import Any

import httpx
import pytest

from powertrack_sdk import APIError, AsyncPowerTrackClient, AuthManager, ConfigurationError, PowerTrackClient
from powertrack_sdk.runner.rate_limit import RateLimit
from tests.clock import FakeClock
from tests.driver import Connect
from tests.transports import Answering, answers

LIVE = AuthManager(cookie="AESession=x", base_url="https://powertrack.invalid")


def reads(client: Any, number: int) -> None:
    for _ in range(number):
        client.request("GET", "/api/x")


def test_a_burst_then_the_sustained_rate(connect: Connect, clock: FakeClock) -> None:
    client = connect(answers({}), rate_limit=10)
    reads(client, 60)
    assert clock.monotonic() == 0
    reads(client, 50)
    assert clock.monotonic() == pytest.approx(5.0)
    clock.advance(3600)
    at = clock.monotonic()
    reads(client, 60)
    assert clock.monotonic() == at, "after a rest there is a burst again, of the same size"
    reads(client, 1)
    assert clock.monotonic() == pytest.approx(at + 0.1)


def test_copies_share_the_rate(connect: Connect, clock: FakeClock) -> None:
    client = connect(answers({}), rate_limit=10)
    copy = client.beside(client.client.with_options(timeout=5))
    reads(client, 30)
    reads(copy, 30)
    assert clock.monotonic() == 0
    reads(copy, 10)
    assert clock.monotonic() == pytest.approx(1.0)


def test_a_copy_with_a_rate_of_its_own(connect: Connect, clock: FakeClock) -> None:
    client = connect(answers({}), rate_limit=1)
    reads(client, 60)
    reads(client.beside(client.client.with_options(rate_limit=0)), 100)
    assert clock.monotonic() == 0


@pytest.mark.parametrize(
    ("base_url", "transport", "expected"),
    [
        ("https://powertrack.invalid", None, 10),
        ("https://powertrack.invalid", "network", 10),
        ("https://powertrack.invalid", "own", 0),
        ("http://127.0.0.1:9", None, 0),
        ("http://localhost:9", None, 0),
        ("http://[::1]:9", None, 0),
    ],
)
def test_the_usual_rate_spares_simulators(base_url: str, transport: str | None, expected: float) -> None:
    auth = AuthManager(cookie="AESession=x", base_url=base_url)
    blocking = {"network": httpx.HTTPTransport(), "own": answers({}), None: None}[transport]
    asynchronous = {"network": httpx.AsyncHTTPTransport(), "own": answers({}), None: None}[transport]
    with PowerTrackClient(auth, transport=blocking) as client:
        assert client._runner.options.rate_limit.rate == expected
    assert AsyncPowerTrackClient(auth, transport=asynchronous)._runner.options.rate_limit.rate == expected


@pytest.mark.parametrize("rate", [-1, math.inf, math.nan, "10", True])
def test_a_rate_that_makes_no_sense_is_refused(rate: Any) -> None:
    with pytest.raises(ConfigurationError, match="rate_limit is"):
        PowerTrackClient(LIVE, rate_limit=rate)


@pytest.mark.parametrize("status", [429, 503])
def test_the_rate_is_halved_by_a_refusal_and_recovers_slowly(connect: Connect, clock: FakeClock, status: int) -> None:
    client = connect(answers(httpx.Response(status, headers={"Retry-After": "0"}), {}), rate_limit=10)
    reads(client, 1)
    at = clock.monotonic()
    reads(client, 10)
    assert clock.monotonic() - at > 1.5, "after a refusal there is no burst, and half the rate"
    clock.advance(600)
    reads(client, 60)
    at = clock.monotonic()
    reads(client, 10)
    assert clock.monotonic() - at == pytest.approx(1.0)


def test_all_requests_pause_together(connect: Connect, clock: FakeClock) -> None:
    """A server that asks for patience, and begins its wait anew with each request that comes too early."""
    until, early, count = [0.0], [0], [0]

    def answer(request: httpx.Request) -> httpx.Response:
        count[0] += 1
        if clock.monotonic() < until[0]:
            early[0] += 1
        if clock.monotonic() < until[0] or count[0] % 40 == 0:
            until[0] = clock.monotonic() + 2
            return httpx.Response(429, headers={"Retry-After": "2"})
        return httpx.Response(200, json={"key": request.url.path.rpartition("/")[2]})

    client = connect(Answering(answer), concurrency=1)
    results = client.map(client.client.get_site_config, [f"S{number}" for number in range(1, 121)])
    assert not [one for one in results if isinstance(one, Exception)]
    assert early == [0]


def test_a_server_that_asks_for_more_patience_than_is_had_does_not_stop_the_rest(
    connect: Connect, clock: FakeClock
) -> None:
    client = connect(answers(httpx.Response(429, headers={"Retry-After": "1e9"}), {}))
    with pytest.raises(APIError, match="answered 429"):
        client.request("GET", "/api/x")
    client.request("GET", "/api/x")
    assert clock.monotonic() < 10


def test_refusals_of_one_moment_count_once() -> None:
    now = [100.0]
    limit = RateLimit(8.0, lambda: now[0])
    pauses: list[float] = [limit.refused(99.0, None, overload=True) for _ in range(5)]
    assert pauses == [1.0] * 5
    now[0] = 101.5
    assert limit.pause() == 0
    assert limit.refused(101.2, None, overload=True) == 2.0, "the next pause is longer"
    now[0] = 200.0
    limit.accepted(101.3)
    assert limit.refused(199.9, None, overload=True) == 4.0, "an answer to an earlier request proves nothing"
    now[0] = 300.0
    limit.accepted(299.0)
    assert limit.refused(299.9, None, overload=True) == 1.0, "after an answer it is short again"


def scenario(rate: float, gaps: list[float]) -> tuple[float, int]:
    now = [0.0]
    limit = RateLimit(rate, lambda: now[0])
    for gap in gaps:
        now[0] += gap
        now[0] += limit.reserve()
    return now[0], len(gaps)


def test_no_pattern_of_requests_outruns_the_rate() -> None:
    from hypothesis import given
    from hypothesis import strategies as st

    @given(st.floats(0.5, 50), st.lists(st.floats(0, 3), min_size=61, max_size=200))
    def holds(rate: float, gaps: list[float]) -> None:
        passed, number = scenario(rate, gaps)
        assert number <= 60 + rate * passed + 1e-6

    holds()
