"""A flow may let time pass, which holds up nobody else and ends with the flow."""

from __future__ import annotations

from threading import Event

import anyio
import anyio.lowlevel
import httpx
import pytest

from powertrack_sdk import APIError, AsyncPowerTrackClient
from powertrack_sdk.runner.flow import Flow, pause, together
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.runner.flows import asking
from tests.transports import Answering

PATIENCE = 10.0


class Patient(FakeClock):
    """A clock whose sleeps last until something happens; without such a thing, until they are ended from outside.

    Attributes:
        sleeping: Set when somebody sleeps.
        ended: Whether each sleep was ended from outside.
    """

    def __init__(self, happened: Event | None = None) -> None:
        super().__init__()
        self.sleeping = Event()
        self.ended: list[bool] = []
        self._happened = happened

    def sleep(self, seconds: float, until: Event) -> None:
        self.sleeping.set()
        assert (self._happened or until).wait(PATIENCE)
        self.ended.append(until.is_set())

    async def async_sleep(self, seconds: float) -> None:
        self.sleeping.set()
        try:
            with anyio.fail_after(PATIENCE):
                while self._happened is None or not self._happened.is_set():
                    await anyio.lowlevel.checkpoint()
        except anyio.get_cancelled_exc_class():
            self.ended.append(True)
            raise
        self.ended.append(False)


def pausing(seconds: float) -> Flow[str]:
    yield from pause(seconds)
    return "rested"


def side_by_side(*flows: Flow[object]) -> Flow[list[object]]:
    return (yield from together(flows))


def test_time_passes_between_two_looks(client: Driver, sim: Simulator, clock: FakeClock) -> None:
    def looking() -> Flow[float]:
        yield from asking("node/S10001")
        yield from pause(2.5)
        yield from asking("node/S10001")
        return clock.monotonic()

    assert client.run(looking()) == 2.5
    assert clock.slept == [2.5]
    assert len(sim.requests) == 2


def test_a_pause_holds_up_nobody_else(connect: Connect) -> None:
    """The pause lasts until the request of another flow is answered."""
    answered = Event()
    clock = Patient(answered)

    def answer(_: httpx.Request) -> httpx.Response:
        answered.set()
        return httpx.Response(200, content=b"{}")

    client = connect(Answering(answer), clock=clock, concurrency=2)
    assert client.run(side_by_side(pausing(60), asking("x"))) == ["rested", {}]
    assert clock.ended == [False]


def test_a_pause_ends_when_another_flow_fails(connect: Connect) -> None:
    clock = Patient()

    def answer(_: httpx.Request) -> httpx.Response:
        assert clock.sleeping.wait(PATIENCE)
        return httpx.Response(404)

    client = connect(Answering(answer), clock=clock, concurrency=2)
    with pytest.raises(APIError, match="404"):
        client.run(side_by_side(pausing(60), asking("x")))
    client.close()
    assert clock.ended == [True]


@pytest.mark.anyio
async def test_cancelling_ends_a_pause(sim: Simulator) -> None:
    clock = Patient()
    client = AsyncPowerTrackClient(sim.auth_manager(), transport=sim.transport(), clock=clock)
    async with client, anyio.create_task_group() as tasks:
        tasks.start_soon(client.run, pausing(60))
        while not clock.sleeping.is_set():
            await anyio.lowlevel.checkpoint()
        tasks.cancel_scope.cancel()
    assert clock.ended == [True]
