"""Copies of a client that go about their requests in another way."""

from __future__ import annotations

import threading
from typing import Any

import httpx
import pytest

from powertrack_sdk import APIError, ConfigurationError, PowerTrackClient, ReadOnlyError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.runner.flows import asking_together
from tests.runner.meeting import Meeting
from tests.transports import Answering, answers
from tests.wire import session_cookies

WAITS = ("connect", "read", "write", "pool")


def copied(client: Driver, **options: Any) -> Driver:
    """A copy of a client, in the same event loop."""
    return client.beside(client.client.with_options(**options))


def test_the_copy_is_a_client_of_the_same_session(client: Driver, sim: Simulator) -> None:
    other = copied(client)
    assert type(other.client) is type(client.client)
    assert other.client is not client.client
    assert other.get_site_config("S10001").raw == client.get_site_config("S10001").raw
    first, second = (
        {**request.headers, "cookie": session_cookies(request.headers["cookie"])} for request in sim.requests
    )
    assert first == second
    assert first["cookie"]


@pytest.mark.parametrize(
    ("timeout", "expected"),
    [
        (7.5, dict.fromkeys(WAITS, 7.5)),
        (httpx.Timeout(None), dict.fromkeys(WAITS)),
        (httpx.Timeout(5, connect=1), {**dict.fromkeys(WAITS, 5), "connect": 1}),
    ],
)
def test_another_timeout(connect: Connect, timeout: float | httpx.Timeout, expected: dict[str, float | None]) -> None:
    transport = answers({})
    client = connect(transport, timeout=30)
    other = copied(client, timeout=timeout)
    for one in (other, client, copied(other, max_retries=1), connect(transport, timeout=timeout)):
        one.request("GET", "/api/x")
    found = [request.extensions["timeout"] for request in transport.requests]
    assert found == [expected, dict.fromkeys(WAITS, 30), expected, expected]


def test_another_number_of_attempts(connect: Connect, sim: Simulator) -> None:
    client = connect(max_retries=1)
    sim.inject(Fault("unavailable", times=None))
    sent = []
    for one in (copied(client, max_retries=0), client, copied(client, max_retries=3)):
        sim.requests.clear()
        with pytest.raises(APIError):
            one.get_site_config("S10001")
        sent.append(len(sim.requests))
    assert sent == [1, 2, 4]


@pytest.mark.parametrize(("before", "after"), [(2, 6), (6, 2), (3, 3)])
def test_another_number_of_requests_at_a_time(connect: Connect, before: int, after: int) -> None:
    transport = Meeting(after)
    client = connect(transport, concurrency=before)
    other = copied(client, concurrency=after)
    assert other.run(asking_together(range(after * 4))) == list(range(after * 4))
    assert transport.most == after
    other.close_client()


def test_a_copy_with_the_same_limit_counts_towards_it() -> None:
    """Two threads work for both clients together: what one holds, the other has to wait for."""
    sim = Simulator(sites=1)
    both = threading.Barrier(2)
    most, there = 0, 0
    lock = threading.Lock()

    def answer(_: httpx.Request) -> httpx.Response:
        nonlocal most, there
        with lock:
            there += 1
            most = max(most, there)
        both.wait(timeout=10)
        with lock:
            there -= 1
        return httpx.Response(200, content=b"{}")

    with PowerTrackClient(sim.auth_manager(), transport=Answering(answer), concurrency=2) as client:
        other = client.with_options(timeout=5)
        workers = [threading.Thread(target=one.run, args=(asking_together("abcd"),)) for one in (client, other)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert most == 2


def test_a_copy_with_the_same_limit_has_no_threads_of_its_own(sim: Simulator) -> None:
    def running() -> int:
        return sum(thread.name.startswith("powertrack") for thread in threading.enumerate())

    before = running()
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), concurrency=1) as client:
        client.get_site_config("S10001")
        other = client.with_options(timeout=5)
        other.get_site_config("S10001")
        assert running() - before == 1
        more = client.with_options(concurrency=2)
        more.get_site_config("S10001")
        assert running() - before == 2
        more.close()
        assert running() - before == 1
    assert running() == before


def test_closing_a_copy_leaves_the_client_open(client: Driver, sim: Simulator) -> None:
    for options in ({}, {"timeout": 5}, {"concurrency": 2}):
        other = copied(client, **options)
        other.get_site_config("S10001")
        other.close_client()
        other.close_client()
        with pytest.raises(RuntimeError, match="the client is closed"):
            other.get_site_config("S10001")
        assert client.get_site_config("S10001").key == "S10001"
    assert len(sim.requests) == 6


def test_closing_the_client_ends_its_copies(client: Driver, sim: Simulator) -> None:
    copies = [copied(client, timeout=5), copied(client, concurrency=2)]
    copies.append(copied(copies[1], max_retries=0))
    client.close_client()
    for other in copies:
        with pytest.raises(RuntimeError, match="the client is closed"):
            other.get_site_config("S10001")
        other.close_client()
    assert sim.requests == []


def test_closing_a_copy_does_not_close_the_transport(connect: Connect) -> None:
    closed: list[str] = []

    class Closing(Answering):
        def close(self) -> None:
            closed.append("blocking")

        async def aclose(self) -> None:
            closed.append("async")

    client = connect(Closing(lambda _: httpx.Response(200, content=b"{}")))
    copied(client, concurrency=2).close_client()
    assert closed == []
    client.close()
    assert len(closed) == 1


def test_a_copy_in_a_with_statement(sim: Simulator) -> None:
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        with client.with_options(max_retries=0) as other:
            assert other.get_site_config("S10001").key == "S10001"
        assert client.get_site_config("S10001").key == "S10001"


def test_a_copy_reads_only_where_the_client_does(connect: Connect, sim: Simulator) -> None:
    other = copied(connect(read_only=True), timeout=5, max_retries=0, concurrency=1)
    with pytest.raises(ReadOnlyError):
        other.update_site_config("S10001", {"name": "x"})
    other.close_client()
    assert {request.method for request in sim.requests} <= {"GET"}


def test_a_copy_saves_backups_where_the_client_does(client: Driver, backups: object) -> None:
    result = copied(client, timeout=5).update_site_config("S10001", {"name": "x"})
    assert result.backup_path.is_relative_to(backups)


def test_what_a_class_of_ones_own_adds_is_kept(sim: Simulator) -> None:
    class Mine(PowerTrackClient):
        def __init__(self, label: str) -> None:
            super().__init__(sim.auth_manager(), transport=sim.transport())
            self.label = label

    with Mine("roof") as client:
        other = client.with_options(timeout=5)
        assert isinstance(other, Mine)
        assert other.label == "roof"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"timeout": 0}, "timeout is 0; a positive number of seconds is expected"),
        ({"timeout": -1.5}, r"timeout is -1\.5; a positive"),
        ({"timeout": float("nan")}, "timeout is nan; a positive"),
        ({"timeout": float("inf")}, "timeout is inf; a positive"),
        ({"max_retries": -1}, "max_retries is -1; 0 or more further attempts are expected"),
        ({"max_retries": "2"}, "max_retries is '2'; 0 or more further attempts are expected"),
        ({"timeout": "5"}, "timeout is '5'; a positive number of seconds is expected"),
        ({"concurrency": 1.5}, "concurrency is 1.5; at least one request at a time is needed"),
        ({"concurrency": 0}, "concurrency is 0; at least one request at a time is needed"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(
    client: Driver, connect: Connect, options: dict[str, Any], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told):
        client.client.with_options(**options)
    with pytest.raises(ConfigurationError, match=told):
        connect(**options)
