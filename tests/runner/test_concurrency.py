"""Flows run concurrently, under one limit of requests, and their results keep their order."""

from __future__ import annotations

import threading

import httpx
import pytest

from powertrack_sdk import APIError, ConfigurationError, PowerTrackError, ValidationError
from powertrack_sdk.runner.flow import Flow, ask, environment, locally, settled, together
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.runner.flows import asking, asking_settled, asking_together, read
from tests.runner.meeting import Meeting
from tests.transports import Answering, watching


def odd_ones_fail(request: httpx.Request) -> httpx.Response:
    number = int(request.url.path.rpartition("/")[2])
    return httpx.Response(404 if number % 2 else 200, content=str(number).encode())


@pytest.mark.parametrize("concurrency", [1, 2, 5, 8])
def test_as_many_requests_at_a_time_as_allowed_and_never_more(connect: Connect, concurrency: int) -> None:
    transport = Meeting(concurrency)
    names = range(concurrency * 5)
    assert connect(transport, concurrency=concurrency).run(asking_together(names)) == list(names)
    assert transport.most == concurrency
    assert transport.count == len(names)


def test_eight_requests_at_a_time_are_usual(connect: Connect) -> None:
    transport = Meeting(8)
    connect(transport).run(asking_together(range(32)))
    assert transport.most == 8


@pytest.mark.parametrize("concurrency", [0, -1])
def test_at_least_one_request_at_a_time_is_needed(connect: Connect, concurrency: int) -> None:
    with pytest.raises(ConfigurationError, match="at least one"):
        connect(concurrency=concurrency)


def test_flows_in_flows_share_the_limit(connect: Connect) -> None:
    def branch(number: int) -> Flow[list[list[object]]]:
        leaves = [asking_settled(range(100 * number + 10 * leaf, 100 * number + 10 * leaf + 3)) for leaf in range(4)]
        return (yield from together(leaves))

    def tree() -> Flow[list[list[list[object]]]]:
        return (yield from together([branch(number) for number in range(5)]))

    transport = Meeting(3)
    found = connect(transport, concurrency=3).run(tree())
    assert transport.most == 3
    assert transport.count == 60
    assert found[4][3] == [430, 431, 432]
    assert [leaf[0] for branch in found for leaf in branch] == [
        100 * one + 10 * two for one in range(5) for two in range(4)
    ]


def test_flows_that_only_run_others_need_no_request(connect: Connect) -> None:
    """Deep nesting with a single request at a time must not lock itself up."""

    def nested(depth: int) -> Flow[object]:
        if depth == 0:
            return (yield from asking(7))
        return (yield from together([nested(depth - 1), nested(depth - 1)]))

    found = connect(Meeting(1), concurrency=1).run(nested(5))
    for _ in range(5):
        assert isinstance(found, list)
        assert found[0] == found[1]
        found = found[0]
    assert found == 7


def test_nothing_together_is_nothing(client: Driver) -> None:
    told: list[tuple[int, int]] = []
    assert client.run(asking_together([], lambda *counts: told.append(counts))) == []
    assert client.run(asking_settled([])) == []
    assert told == []


def test_flows_that_ask_for_nothing(client: Driver) -> None:
    def silent(number: int) -> Flow[int]:
        yield from ()
        return number

    def all_silent() -> Flow[list[int]]:
        return (yield from together([silent(number) for number in range(20)]))

    assert client.run(silent(5)) == 5
    assert client.run(all_silent()) == list(range(20))


def test_settled_keeps_errors_in_their_places(connect: Connect) -> None:
    found = connect(Answering(odd_ones_fail), concurrency=3).run(asking_settled(range(10)))
    assert found[::2] == [0, 2, 4, 6, 8]
    assert all(isinstance(error, APIError) and error.status_code == 404 for error in found[1::2])
    assert [str(error).partition(":")[0] for error in found[1::2]] == [f"GET /api/{n}" for n in (1, 3, 5, 7, 9)]


def test_settled_does_not_keep_what_is_no_error_of_ours(client: Driver) -> None:
    def broken() -> Flow[object]:
        yield from ask(read("node/S10001"))
        raise ZeroDivisionError

    def all_settled() -> Flow[list[object]]:
        return [*(yield from settled([broken(), asking("node/S10002")]))]

    with pytest.raises(ZeroDivisionError):
        client.run(all_settled())


def test_a_flow_may_catch_an_error_and_go_on(client: Driver) -> None:
    def careful() -> Flow[str]:
        try:
            yield from ask(read("edit/site/S99999"))
        except APIError as error:
            found = yield from asking("node/S10001")
            assert isinstance(found, dict)
            return f"{error.status_code}, then {found['key']}"
        return "never"

    assert client.run(careful()) == "404, then S10001"


def test_a_flow_may_catch_the_error_of_flows_that_it_runs(connect: Connect) -> None:
    def careful() -> Flow[list[object]]:
        try:
            yield from together([asking(0), asking(1), asking(2)])
        except APIError as error:
            return [error.status_code, *(yield from together([asking(4), asking(6)]))]
        return []

    assert connect(Answering(odd_ones_fail)).run(careful()) == [404, 4, 6]


def test_settled_flows_in_a_flow_that_fails(connect: Connect) -> None:
    def branch() -> Flow[list[object]]:
        found = yield from asking_settled([0, 1])
        return [found[0], *(yield from asking_together([3]))]

    def tree() -> Flow[list[object]]:
        return [*(yield from settled([branch(), asking(8)]))]

    failed, fine = connect(Answering(odd_ones_fail)).run(tree())
    assert isinstance(failed, APIError)
    assert "/api/3" in str(failed)
    assert fine == 8


@pytest.mark.parametrize("settle", [False, True])
def test_progress_counts_each_flow_once(connect: Connect, settle: bool) -> None:
    told: list[tuple[int, int]] = []
    flow = (asking_settled if settle else asking_together)(range(12), lambda *counts: told.append(counts))
    connect(Meeting(4), concurrency=4).run(flow)
    assert told == [(done, 12) for done in range(1, 13)]


def test_progress_counts_errors_as_done(connect: Connect) -> None:
    told: list[tuple[int, int]] = []
    connect(Answering(odd_ones_fail)).run(asking_settled(range(6), lambda *counts: told.append(counts)))
    assert told == [(done, 6) for done in range(1, 7)]


def test_progress_of_a_blocking_client_is_told_in_the_calling_thread(
    sim: Simulator, clock: FakeClock, request: pytest.FixtureRequest
) -> None:
    driver = Driver("blocking", sim.auth_manager(), sim.transport(), clock=clock)
    request.addfinalizer(driver.close)
    threads = set()
    driver.run(asking_together(["node/S10001"] * 5, lambda *_: threads.add(threading.current_thread())))
    assert threads == {threading.current_thread()}


@pytest.mark.parametrize("error", [ZeroDivisionError, ValidationError])
@pytest.mark.parametrize("settle", [False, True])
def test_an_error_of_the_progress_is_raised(client: Driver, settle: bool, error: type[Exception]) -> None:
    def broken(done: int, total: int) -> None:
        raise error("progress")

    flow = (asking_settled if settle else asking_together)(["node/S10001"] * 3, broken)
    with pytest.raises(error, match="progress"):
        client.run(flow)


def test_local_work_does_not_run_in_the_loop_or_the_caller(client: Driver) -> None:
    def where() -> Flow[str]:
        return (yield from locally(lambda: threading.current_thread().name))

    assert client.run(where()) not in (threading.current_thread().name, "MainThread")


def test_errors_of_local_work_come_to_the_flow(client: Driver) -> None:
    def divide() -> Flow[float]:
        try:
            return (yield from locally(lambda: 1 / 0))
        except ZeroDivisionError:
            return 0.0

    assert client.run(divide()) == 0.0


def test_a_flow_learns_about_its_client(client: Driver, clock: FakeClock, backups: object) -> None:
    found = client.run(environment())
    assert (found.clock, found.backup_dir) == (clock, backups)


def test_waiting_for_another_attempt_holds_up_no_one(connect: Connect, sim: Simulator) -> None:
    """The other requests of the flow are answered while one waits."""
    sim.inject(Fault("unavailable", path="S10002"))
    flow = asking_together(["node/S10001", "node/S10002", "node/S10003"])
    found = connect(watching(sim), concurrency=2).run(flow)
    assert [node["key"] for node in found] == ["S10001", "S10002", "S10003"]
    assert len(sim.requests) == 4


def test_a_client_serves_one_flow_after_the_other(client: Driver) -> None:
    for _ in range(3):
        with pytest.raises(PowerTrackError):
            client.run(asking_together(["node/S10001", "edit/site/S99999"]))
        assert len(client.run(asking_together(["node/S10001", "node/S10002"]))) == 2
