"""Failures, interrupts, cancellation and closing leave nothing running behind."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import anyio
import httpx
import pytest

from powertrack_sdk import APIError, AsyncPowerTrackClient, PowerTrackClient
from powertrack_sdk.runner.flow import Flow, ask, together
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.runner.flows import asking, asking_together, read
from tests.transports import Answering

PATIENCE = 10.0

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="takes signals that can be sent to a thread")


@pytest.fixture
def left() -> Callable[[], list[str]]:
    """Tells the threads of clients that the test has left running."""
    before = set(threading.enumerate())

    def left_now() -> list[str]:
        new = [thread.name for thread in threading.enumerate() if thread not in before]
        return [name for name in new if name.startswith("powertrack")]

    return left_now


class Holding(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Holds requests until they are released, but `/api/fail`, which fails once the held ones have arrived.

    Attributes:
        paths: What arrived.
        held: Set when a request is held.
        ended: Paths of held requests that ended without an answer.
    """

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.held = Event()
        self.release = Event()
        self.ended: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path)
        if request.url.path == "/api/fail":
            assert self.held.wait(PATIENCE)
            return httpx.Response(404)
        self.held.set()
        assert self.release.wait(PATIENCE)
        return httpx.Response(200, content=b"{}")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path)
        if request.url.path == "/api/fail":
            while not self.held.is_set():
                await anyio.lowlevel.checkpoint()
            return httpx.Response(404)
        self.held.set()
        try:
            await anyio.sleep(PATIENCE)
        except anyio.get_cancelled_exc_class():
            self.ended.append(request.url.path)
            raise
        raise AssertionError("nobody cancelled the request")


def press_ctrl_c() -> None:
    """Interrupt the main thread, wherever it waits."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def closing(name: str, closed: list[str]) -> Flow[object]:
    """A flow that says when it ends."""
    try:
        return (yield from ask(read(name)))
    finally:
        closed.append(name)


@pytest.fixture
def blocking(sim: Simulator, clock: FakeClock) -> Iterator[Callable[[httpx.BaseTransport], PowerTrackClient]]:
    """Opens blocking clients."""
    opened: list[PowerTrackClient] = []

    def connect(transport: httpx.BaseTransport, **options: Any) -> PowerTrackClient:
        opened.append(PowerTrackClient(sim.auth_manager(), transport=transport, **{"clock": clock, **options}))
        return opened[-1]

    yield connect
    for client in opened:
        client.close()


def test_the_first_failure_ends_the_others(connect: Connect, left: Callable[[], list[str]]) -> None:
    transport, closed = Holding(), list[str]()

    def all_together() -> Flow[list[object]]:
        names = ["held", "fail", "later", "still-later"]
        return (yield from together([closing(name, closed) for name in names]))

    client = connect(transport, concurrency=2)
    with pytest.raises(APIError, match="GET /api/fail"):
        client.run(all_together())
    assert sorted(transport.paths) == ["/api/fail", "/api/held"], "what had not begun does not begin"
    assert sorted(closed) == ["fail", "held"]
    transport.release.set()
    client.close()
    assert left() == []
    assert len(transport.paths) == 2


def test_the_first_failure_ends_flows_in_flows(connect: Connect) -> None:
    transport, closed = Holding(), list[str]()

    def branch(*names: str) -> Flow[list[object]]:
        try:
            return (yield from together([closing(name, closed) for name in names]))
        finally:
            closed.append("branch")

    def tree() -> Flow[list[list[object]]]:
        return (yield from together([branch("held", "held-too"), branch("fail")]))

    client = connect(transport, concurrency=3)
    with pytest.raises(APIError, match="GET /api/fail"):
        client.run(tree())
    assert sorted(closed) == ["branch", "branch", "fail", "held", "held-too"]
    transport.release.set()


def test_what_failed_flows_wait_to_repeat_is_not_repeated(
    blocking: Callable[..., PowerTrackClient], left: Callable[[], list[str]]
) -> None:
    """One flow waits for its second attempt while another one fails for good."""
    waiting = Event()
    paths: list[str] = []
    ended: list[bool] = []

    class Patient(FakeClock):
        def sleep(self, seconds: float, until: Event) -> None:
            waiting.set()
            ended.append(until.wait(PATIENCE))

    def answer(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.path)
        if request.url.path == "/api/fail":
            assert waiting.wait(PATIENCE)
            return httpx.Response(404)
        return httpx.Response(503, headers={"Retry-After": "300"})

    client = blocking(Answering(answer), clock=Patient())
    with pytest.raises(APIError) as caught:
        client.run(asking_together(["busy", "fail"]))
    assert caught.value.status_code == 404
    client.close()
    assert ended == [True], "somebody ends the wait"
    assert sorted(paths) == ["/api/busy", "/api/fail"]
    assert left() == []


@ON_POSIX
def test_an_interrupt_leaves_at_once(blocking: Callable[..., PowerTrackClient], left: Callable[[], list[str]]) -> None:
    """As Ctrl+C does: the main thread is interrupted while it waits for the answer."""
    held, closed = Event(), list[str]()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/held":
            press_ctrl_c()
            assert held.wait(PATIENCE)
        return httpx.Response(200, content=b"{}")

    transport = Answering(answer)
    client = blocking(transport)
    client.run(asking("warm-up"))  # so that the thread is there already
    with pytest.raises(KeyboardInterrupt):
        client.run(closing("held", closed))
    assert closed == ["held"]
    held.set()
    client.close()
    assert left() == []
    assert len(transport.requests) == 2


@ON_POSIX
def test_an_interrupt_ends_the_wait_for_another_attempt(
    blocking: Callable[..., PowerTrackClient], left: Callable[[], list[str]]
) -> None:
    ended: list[bool] = []

    class Interrupted(FakeClock):
        def sleep(self, seconds: float, until: Event) -> None:
            press_ctrl_c()
            ended.append(until.wait(PATIENCE))

    transport = Answering(
        lambda request: httpx.Response(503 if request.url.path == "/api/busy" else 200, content=b"{}")
    )
    client = blocking(transport, clock=Interrupted())
    client.run(asking("warm-up"))
    with pytest.raises(KeyboardInterrupt):
        client.run(asking("busy"))
    client.close()
    assert ended == [True], "somebody ends the wait"
    assert left() == []
    assert len(transport.requests) == 2


def test_an_interrupt_in_the_progress_ends_everything(
    blocking: Callable[..., PowerTrackClient], left: Callable[[], list[str]]
) -> None:
    transport, closed = Answering(lambda _: httpx.Response(200, content=b"{}")), list[str]()

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    def all_together() -> Flow[list[object]]:
        return (yield from together([closing(str(number), closed) for number in range(50)], interrupt))

    client = blocking(transport, concurrency=2)
    with pytest.raises(KeyboardInterrupt):
        client.run(all_together())
    client.close()
    assert left() == []
    assert len(transport.requests) <= 4


@pytest.mark.anyio
async def test_cancelling_ends_the_requests(sim: Simulator) -> None:
    transport, closed = Holding(), list[str]()

    def all_together() -> Flow[list[object]]:
        return (yield from together([closing(name, closed) for name in ("a", "b", "c")]))

    async with AsyncPowerTrackClient(sim.auth_manager(), transport=transport, concurrency=2) as client:
        async with anyio.create_task_group() as tasks:

            async def work() -> None:
                await client.run(all_together())
                raise AssertionError("it was not cancelled")

            tasks.start_soon(work)
            while len(transport.paths) < 2:
                await anyio.lowlevel.checkpoint()
            tasks.cancel_scope.cancel()
        assert sorted(transport.ended) == ["/api/a", "/api/b"]
        assert sorted(closed) == ["a", "b"]
        with anyio.move_on_after(0) as scope:
            await client.run(asking("later"))
        assert scope.cancelled_caught


@pytest.mark.anyio
async def test_cancelling_ends_the_wait_for_another_attempt(sim: Simulator) -> None:
    waiting = anyio.Event()

    class Patient(FakeClock):
        async def async_sleep(self, seconds: float) -> None:
            waiting.set()
            await anyio.sleep(PATIENCE)
            raise AssertionError("nobody cancelled the wait")

    transport = Answering(lambda _: httpx.Response(503))
    client = AsyncPowerTrackClient(sim.auth_manager(), transport=transport, clock=Patient())
    async with client, anyio.create_task_group() as tasks:
        tasks.start_soon(client.run, asking("x"))
        await waiting.wait()
        tasks.cancel_scope.cancel()
    assert len(transport.requests) == 1


@pytest.mark.anyio
async def test_an_asynchronous_client_runs_flows_side_by_side(sim: Simulator) -> None:
    async with AsyncPowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        found: list[str] = []

        async def work(key: str) -> None:
            found.append((await client.get_site_config(key)).key)

        async with anyio.create_task_group() as tasks:
            for key in sim.site_keys:
                tasks.start_soon(work, key)
    assert sorted(found) == sim.site_keys


def test_a_closed_client_has_no_threads(connect: Connect, left: Callable[[], list[str]]) -> None:
    client = connect()
    client.get_site_data("S10001")
    client.close()
    assert left() == []


def test_a_closed_client_may_be_closed_again_but_not_used(client: Driver, sim: Simulator) -> None:
    client.get_site_config("S10001")
    client.close_client()
    client.close_client()
    with pytest.raises(RuntimeError):
        client.get_site_config("S10001")
    assert len(sim.requests) == 1


def test_leaving_the_block_closes_a_blocking_client(sim: Simulator, left: Callable[[], list[str]]) -> None:
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        assert client.get_site_config("S10001").key == "S10001"
    assert left() == []
    with pytest.raises(RuntimeError):
        client.get_site_config("S10001")


def test_an_error_in_the_block_closes_a_blocking_client(sim: Simulator, left: Callable[[], list[str]]) -> None:
    with pytest.raises(ZeroDivisionError), PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        client.get_site_config("S10001")
        raise ZeroDivisionError
    assert left() == []


@pytest.mark.anyio
async def test_leaving_the_block_closes_an_asynchronous_client(sim: Simulator) -> None:
    async with AsyncPowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        assert (await client.get_site_config("S10001")).key == "S10001"
    with pytest.raises(RuntimeError):
        await client.get_site_config("S10001")


def test_closing_closes_the_transport(connect: Connect) -> None:
    closed: list[str] = []

    class Closing(Answering):
        def close(self) -> None:
            closed.append("blocking")

        async def aclose(self) -> None:
            closed.append("async")

    client = connect(Closing(lambda _: httpx.Response(200, content=b"{}")))
    client.request("GET", "/api/x")
    client.close()
    assert len(closed) == 1
