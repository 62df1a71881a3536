"""Waiting for reports: when a task is looked at, how it ends, and what ends the wait."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from threading import Event
from typing import Any

import anyio
import httpx
import pytest

from powertrack_core.decoding import JsonObject
from powertrack_sdk import (
    APIError,
    AsyncPowerTrackClient,
    EmptyResponseError,
    PowerTrackClient,
    ReportTimeoutError,
    Task,
    ValidationError,
)
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.tasks.expected import FETCH, LOOK, READ, STARTED, started
from tests.transports import answers
from tests.wire import wire


@pytest.mark.parametrize("name", [lambda task: task, lambda task: task.key, lambda task: int(task.key)])
def test_a_task_is_named_by_itself_or_its_key(client: Driver, sim: Simulator, name: Callable[[Task], object]) -> None:
    task = client.start_report("F3001")
    assert client.wait_for_report(name(task)).title == "Example Report Title"
    assert wire(sim)[2:] == [LOOK, LOOK, LOOK, FETCH]


@pytest.mark.parametrize("task", ["", "T100", "1000001/x", "١٢", None, True, -1, Task()])
def test_what_names_no_task_is_refused(client: Driver, sim: Simulator, task: Any) -> None:
    with pytest.raises(ValidationError, match="names no task; the key of a task is a number"):
        client.wait_for_report(task)
    assert sim.requests == []


@pytest.mark.parametrize(
    ("times", "problem"),
    [
        ({"timeout": -1}, "timeout is -1"),
        ({"timeout": float("nan")}, "timeout is nan"),
        ({"poll": 0}, "poll is 0"),
        ({"poll": float("nan")}, "poll is nan"),
        ({"poll": -2.0}, r"poll is -2\.0"),
    ],
)
def test_odd_times_start_nothing(client: Driver, sim: Simulator, times: dict[str, float], problem: str) -> None:
    for method, argument in (("run_report", "F3001"), ("wait_for_report", "1000001")):
        with pytest.raises(ValidationError, match=problem):
            getattr(client, method)(argument, **times)
    assert sim.requests == []


def test_looks_become_rarer_until_the_time_is_up(client: Driver, sim: Simulator, clock: FakeClock) -> None:
    sim.inject(Fault("task-stuck", times=None))
    task = client.start_report("F3001")
    with pytest.raises(ReportTimeoutError) as caught:
        client.wait_for_report(task, timeout=120)
    assert caught.value.task_key == "1000001"
    assert "task 1000001 (Example Report) is not done after 120 s" in str(caught.value)
    assert "it continues; wait longer, or wait for this task again" in str(caught.value)
    assert clock.slept == [2, 3, 4.5, 6.75, 10.125, 15.1875, 22.78125, 30, 25.65625]
    assert clock.monotonic() == 120
    assert len(wire(sim)) == 2 + len(clock.slept) + 1, "the last look is at the end of the time"


def test_waiting_can_go_on_later(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ReportTimeoutError) as caught:
        client.run_report("F3001", timeout=0)
    assert wire(sim) == [READ, started(), LOOK]
    assert client.wait_for_report(caught.value.task_key).title == "Example Report Title"
    assert wire(sim)[3:] == [LOOK, LOOK, FETCH]


def test_long_pauses_stay_as_long_as_asked_for(connect: Connect, clock: FakeClock) -> None:
    transport = answers(*[STARTED] * 3, {**STARTED, "progress": 100}, b"title\r\n")
    connect(transport).wait_for_report("1000001", poll=45)
    assert clock.slept == [45, 45, 45]


def test_a_task_that_fails(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("task-failed", after=1))
    seen: list[Task] = []
    with pytest.raises(APIError) as caught:
        client.run_report("F3001", progress=seen.append)
    assert str(caught.value) == "task 1000001 (Example Report) failed: The report could not be made."
    assert not isinstance(caught.value, ReportTimeoutError)
    assert [(task.has_failed, task.is_done) for task in seen] == [(False, False), (True, False)]
    assert FETCH not in wire(sim)
    with pytest.raises(APIError, match="failed"):
        client.wait_for_report("1000001")


@pytest.mark.parametrize(
    "end",
    [
        {"progress": 100},
        {"resultType": "CSV"},
        {"status": 4},
        {"status": 77, "message": ""},
        {"status": 4, "message": "done with remarks", "resultType": "CSV"},
        {"status": 3, "progress": 100, "message": "all well"},
    ],
)
def test_how_a_task_may_tell_that_it_is_done(connect: Connect, end: JsonObject) -> None:
    transport = answers(STARTED, {**STARTED, **end}, b"title\r\n")
    assert connect(transport).wait_for_report("1000001").text == "title\r\n"
    assert len(transport.requests) == 3


@pytest.mark.parametrize(
    "state",
    [{}, {"status": None}, {"status": 2}, {"status": 3, "message": "busy"}, {"progress": 99.5}, {"progress": "NaN"}],
)
def test_what_tells_nothing_is_waited_for(connect: Connect, state: JsonObject) -> None:
    transport = answers({"key": "1000001", **state}, {**STARTED, "progress": 100}, b"title\r\n")
    connect(transport).wait_for_report("1000001")
    assert len(transport.requests) == 3


def test_a_result_that_is_empty_is_an_error(connect: Connect) -> None:
    transport = answers({**STARTED, "progress": 100}, b"")
    with pytest.raises(EmptyResponseError, match="GET /api/task/results/1000001: the answer is empty"):
        connect(transport).wait_for_report("1000001")


def test_a_result_that_is_not_there(connect: Connect) -> None:
    transport = answers({**STARTED, "status": 9}, httpx.Response(404))
    with pytest.raises(APIError, match="GET /api/task/results/1000001: PowerTrack answered 404"):
        connect(transport).wait_for_report("1000001")


def test_a_result_cut_off_within_a_character_is_asked_for_again(connect: Connect) -> None:
    whole = "Côte\r\n".encode()
    transport = answers({**STARTED, "progress": 100}, whole[:2], whole)
    assert connect(transport).wait_for_report("1000001").content == whole


def test_a_passing_failure_does_not_end_the_wait(client: Driver, sim: Simulator) -> None:
    task = client.start_report("F3001")
    sim.inject(Fault("unavailable", path="/api/task/", times=2))
    sim.inject(Fault("reset-before", path="/api/task/results"))
    assert client.wait_for_report(task).title == "Example Report Title"


def test_a_task_that_is_gone(client: Driver, sim: Simulator) -> None:
    with pytest.raises(APIError, match="GET /api/task/1000009: PowerTrack answered 404"):
        client.wait_for_report(1000009)
    assert len(sim.requests) == 1


def test_an_error_in_the_progress_ends_the_wait(client: Driver, sim: Simulator) -> None:
    def fail(task: Task) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        client.run_report("F3001", progress=fail)
    assert wire(sim) == [READ, started(), LOOK]


def test_an_interrupt_ends_the_wait(sim: Simulator, clock: FakeClock) -> None:
    def interrupt(task: Task) -> None:
        raise KeyboardInterrupt

    with PowerTrackClient(sim.auth_manager(), transport=sim.transport(), clock=clock) as client:
        task = client.start_report("F3001")
        with pytest.raises(KeyboardInterrupt):
            client.wait_for_report(task, progress=interrupt)
        assert wire(sim) == [READ, started(), LOOK]
        assert client.wait_for_report(task).title == "Example Report Title"


@pytest.mark.anyio
async def test_cancelling_ends_the_wait(sim: Simulator) -> None:
    pausing = anyio.Event()

    class Patient(FakeClock):
        async def async_sleep(self, seconds: float) -> None:
            pausing.set()
            await anyio.sleep(10)
            raise AssertionError("nobody cancelled the pause")

    client = AsyncPowerTrackClient(sim.auth_manager(), transport=sim.transport(), clock=Patient())
    async with client, anyio.create_task_group() as tasks:
        tasks.start_soon(client.run_report, "F3001")
        await pausing.wait()
        tasks.cancel_scope.cancel()
    assert wire(sim) == [READ, started(), LOOK]


@pytest.mark.skipif(os.name == "nt", reason="takes signals that can be sent to a thread")
def test_an_interrupt_ends_a_pause(sim: Simulator) -> None:
    """As Ctrl+C does: the main thread is interrupted while another one sleeps between two looks."""
    ended: list[bool] = []

    class Interrupted(FakeClock):
        def sleep(self, seconds: float, until: Event) -> None:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            ended.append(until.wait(10))

    client = PowerTrackClient(sim.auth_manager(), transport=sim.transport(), clock=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        client.run_report("F3001")
    client.close()
    assert ended == [True], "the sleep is told to stop"
    assert wire(sim) == [READ, started(), LOOK]
