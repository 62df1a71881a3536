"""Safe operations are sent again after a passing failure, and nothing else is."""

from __future__ import annotations

import logging
import math
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from powertrack_api.api import nodes
from powertrack_sdk import APIError, AuthenticationError, EmptyResponseError, NetworkError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.faults import FaultKind
from tests.clock import START, FakeClock
from tests.driver import Connect, Driver
from tests.transports import Answering, answers

PASSING: list[FaultKind] = [
    "rate-limit",
    "server-error",
    "unavailable",
    "reset-before",
    "reset-after",
    "timeout",
    "refused",
    "truncated",
]


def status(code: int, retry_after: str | None = None) -> httpx.Response:
    return httpx.Response(code, headers={} if retry_after is None else {"Retry-After": retry_after})


@pytest.mark.parametrize("kind", PASSING)
def test_a_read_is_sent_again_after_a_passing_failure(
    client: Driver, sim: Simulator, clock: FakeClock, kind: FaultKind
) -> None:
    sim.inject(Fault(kind, times=2))
    assert client.get_site_detailed_info("S10001").key == "S10001"
    assert len(sim.requests) == 3
    assert len(clock.slept) == 2


def test_a_post_that_only_reads_is_sent_again(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("unavailable"))
    assert client.get_chart_data(15, "S10001").series
    assert [request.method for request in sim.requests] == ["POST", "POST"]


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_these_statuses_pass(connect: Connect, code: int) -> None:
    transport = answers(status(code), {"ok": True})
    assert connect(transport).request("GET", "/api/x") == {"ok": True}
    assert len(transport.requests) == 2


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 410, 422, 501])
def test_these_statuses_do_not(connect: Connect, clock: FakeClock, code: int) -> None:
    transport = answers(status(code))
    with pytest.raises(APIError) as caught:
        connect(transport).request("GET", "/api/x")
    assert caught.value.status_code == code
    assert len(transport.requests) == 1
    assert clock.slept == []


def test_an_expired_session_does_not_pass(client: Driver, sim: Simulator) -> None:
    sim.expire_session()
    with pytest.raises(AuthenticationError):
        client.get_site_config("S10001")
    assert [request.path for request in sim.requests] == ["/api/edit/site/S10001", "/api/applinks"]


def test_an_empty_answer_does_not_pass(connect: Connect) -> None:
    transport = answers(b"")
    with pytest.raises(EmptyResponseError):
        connect(transport).get_site_detailed_info("S10001")
    assert len(transport.requests) == 1


def test_json_of_another_kind_does_not_pass(connect: Connect) -> None:
    transport = answers([1, 2])
    with pytest.raises(APIError, match="an object was expected, a list came"):
        connect(transport).get_site_detailed_info("S10001")
    assert len(transport.requests) == 1


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_the_number_of_attempts_is_bounded(connect: Connect, sim: Simulator, clock: FakeClock, retries: int) -> None:
    sim.inject(Fault("unavailable", times=None))
    with pytest.raises(APIError) as caught:
        connect(max_retries=retries).get_site_config("S10001")
    assert caught.value.status_code == 503
    assert len(sim.requests) == retries + 1
    assert len(clock.slept) == retries


def test_four_further_attempts_are_usual(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("timeout", times=None))
    with pytest.raises(NetworkError):
        client.get_site_config("S10001")
    assert len(sim.requests) == 5


@pytest.mark.parametrize("kind", [kind for kind in PASSING if kind != "truncated"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_writes_is_never_sent_again(client: Driver, sim: Simulator, method: str, kind: FaultKind) -> None:
    sim.inject(Fault(kind, method=method, times=None))
    with pytest.raises(APIError):
        client.request(method, "/api/edit/site", body={"key": "S10001"})
    assert len(sim.requests) == 1


def test_what_writes_is_not_sent_again_when_its_answer_is_cut_off(connect: Connect) -> None:
    transport = answers(b'{"key": "S100')
    with pytest.raises(APIError, match="cannot be read"):
        connect(transport).request("POST", "/api/x", body={})
    assert len(transport.requests) == 1


@pytest.mark.parametrize("told", ["7", "7.5", "0", "-3"])
def test_retry_after_in_seconds_is_obeyed(connect: Connect, clock: FakeClock, told: str) -> None:
    connect(answers(status(429, told), {})).request("GET", "/api/x")
    assert clock.slept == [max(0.0, float(told))]


@pytest.mark.parametrize("seconds", [42, 0, -30])
def test_retry_after_as_a_date_is_obeyed(connect: Connect, clock: FakeClock, seconds: int) -> None:
    moment = format_datetime(START + timedelta(seconds=seconds), usegmt=True)
    connect(answers(status(503, moment), {})).request("GET", "/api/x")
    assert clock.slept == [max(0, seconds)]


def test_retry_after_as_a_date_without_a_zone_is_in_utc(connect: Connect, clock: FakeClock) -> None:
    moment = (START + timedelta(seconds=9)).strftime("%a, %d %b %Y %H:%M:%S -0000")
    connect(answers(status(503, moment), {})).request("GET", "/api/x")
    assert clock.slept == [9]


def test_the_longest_retry_after_that_is_waited_for(connect: Connect, clock: FakeClock) -> None:
    connect(answers(status(429, "300"), {})).request("GET", "/api/x")
    assert clock.slept == [300]


@pytest.mark.parametrize("told", ["301", "1e9", "inf", format_datetime(START + timedelta(hours=1), usegmt=True)])
def test_a_longer_retry_after_is_an_error_at_once(connect: Connect, clock: FakeClock, told: str) -> None:
    transport = answers(status(429, told), {})
    with pytest.raises(APIError) as caught:
        connect(transport).request("GET", "/api/x")
    assert caught.value.status_code == 429
    assert len(transport.requests) == 1
    assert clock.slept == []


@pytest.mark.parametrize("told", ["soon", "", "nan", "Wed, 99 Foo 2026 00:00:00 GMT"])
def test_a_retry_after_that_says_nothing_is_passed_over(connect: Connect, clock: FakeClock, told: str) -> None:
    connect(answers(status(429, told), {})).request("GET", "/api/x")
    assert clock.slept == [0.0 if told == "nan" else 1.0]


def test_waits_are_random_below_a_bound_that_doubles(connect: Connect, clock: FakeClock) -> None:
    client = connect(answers(status(503)), max_retries=10)
    for _ in range(40):
        with pytest.raises(APIError):
            client.request("GET", "/api/x")
    for place in range(10):
        waits = clock.slept[place::10]
        bound = min(30.0, 0.5 * 2**place)
        assert all(0 <= wait <= bound for wait in waits)
        assert len(set(waits)) > 1, "clients that fail together must not come back together"
        # Forty draws all stay below a half of the bound once in a million million times.
        assert max(waits) > bound / 2


def test_each_further_attempt_is_told_in_the_log(
    client: Driver, sim: Simulator, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    sim.inject(Fault("rate-limit", retry_after=12))
    sim.inject(Fault("timeout"))
    with caplog.at_level(logging.WARNING, "powertrack_sdk"):
        client.get_site_config("S10001")
    told = [record.getMessage() for record in caplog.records if record.name == "powertrack_sdk"]
    assert len(told) == 2
    assert "/api/edit/site/S10001" in told[0]
    assert "429" in told[0]
    assert "attempt 2 follows in 12.0 s" in told[0]
    assert "ReadTimeout" in told[1]
    assert "attempt 3 follows in" in told[1]
    assert len(clock.slept) == 2


def test_what_does_not_fail_is_not_told(client: Driver, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        client.get_site_config("S10001")
    assert caplog.records == []


def test_an_operation_of_ones_own_choice_is_repeated_too(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("truncated"))
    assert client.send(nodes.get_site_node("S10001")).key == "S10001"
    assert len(sim.requests) == 2


def test_the_last_failure_is_the_one_that_is_raised(connect: Connect) -> None:
    codes = iter([500, 502, 503])

    def answer(_: httpx.Request) -> httpx.Response:
        return status(next(codes))

    with pytest.raises(APIError) as caught:
        connect(Answering(answer), max_retries=2).request("GET", "/api/x")
    assert caught.value.status_code == 503


def test_no_time_passes_where_nothing_fails(client: Driver, clock: FakeClock) -> None:
    client.get_site_config("S10001")
    assert math.isclose(clock.monotonic(), 0)
