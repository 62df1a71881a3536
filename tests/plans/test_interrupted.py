"""A plan that is interrupted or cancelled: locks are given back, the journal tells what is open, a resume goes on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Literal

import anyio
import httpx
import pytest
from filelock import FileLock

from powertrack_sdk import AsyncPowerTrackClient, Plan, PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.transports import Answering
from tests.wire import held, puts

DEVICES = ["H100005", "H100006", "H100007", "H100008"]
SECOND = b'"H100006"'
PATIENCE = 10.0

Acted = Literal["before", "meanwhile", "never"]
"""Whether the PUT that is under way is acted on: before the interrupt, after it, or not at all."""

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="takes signals that can be sent to a thread")


@pytest.fixture
def plan(sim: Simulator) -> Plan:
    """A plan for four devices."""
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        return client.plan_updates([(key, {"capacityKw": 250.5}) for key in DEVICES])


@pytest.fixture
def interrupted() -> Iterator[Event]:
    """Set once the main thread is interrupted."""
    event = Event()

    def interrupt(number: int, frame: object) -> None:
        event.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    yield event
    signal.signal(signal.SIGINT, before)


def connect(
    sim: Simulator, clock: FakeClock, folder: Path, transport: httpx.BaseTransport | None = None
) -> PowerTrackClient:
    """A client that does one thing at a time."""
    return PowerTrackClient(
        sim.auth_manager(),
        transport=transport or sim.transport(),
        clock=clock,
        backup_dir=folder / "backups",
        concurrency=1,
    )


def press_ctrl_c() -> None:
    """Interrupt the main thread, wherever it waits."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def is_second_put(request: httpx.Request) -> bool:
    return request.method == "PUT" and SECOND in request.content


def is_free(folder: Path, key: str) -> bool:
    """Whether nobody holds the lock of a device."""
    lock = FileLock(folder / "locks" / f"{key}.lock")
    try:
        lock.acquire(timeout=0)
    except TimeoutError:
        return False
    lock.release()
    return True


def check_and_finish(sim: Simulator, clock: FakeClock, folder: Path, outcome: str | None, acted: Acted) -> None:
    """Locks are free, the journal tells what is open, and the run is resumed."""
    assert [key for key in DEVICES if not is_free(folder, key)] == []
    with connect(sim, clock, folder) as client:
        [run] = client.history()
        assert not run.finished
        assert [(write.key, write.outcome) for write in run.writes] == [(DEVICES[0], "written"), (DEVICES[1], outcome)]
        assert client.resume_run(run.id)
        [run] = client.history()
    assert run.finished
    assert sum(clock.slept) == (60 if acted == "never" else 0), "what may still arrive is waited for"
    assert [body["key"] for body in puts(sim)] == DEVICES, "none is written twice"
    assert all(held(sim, f"/api/edit/hardware/{key}")["capacityKw"] == 250.5 for key in DEVICES)
    assert [write.outcome for write in run.writes] == [
        "written",
        *(["not written"] if acted == "never" else []),
        *["written"] * 3,
    ]


@ON_POSIX
@pytest.mark.parametrize("acted", ["before", "meanwhile", "never"])
def test_ctrl_c_while_a_write_is_under_way(
    sim: Simulator, clock: FakeClock, tmp_path: Path, plan: Plan, interrupted: Event, acted: Acted
) -> None:
    transport = sim.transport()
    free: list[bool] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if not is_second_put(request):
            return transport.handle_request(request)
        if acted == "before":
            transport.handle_request(request)
        press_ctrl_c()
        assert interrupted.wait(PATIENCE)
        free.append(is_free(tmp_path, DEVICES[1]))
        if acted == "meanwhile":
            return transport.handle_request(request)
        raise httpx.ReadError("the connection is gone", request=request)

    with connect(sim, clock, tmp_path, Answering(answer)) as client, pytest.raises(KeyboardInterrupt):
        client.apply_plan(plan)
    assert free == [False], "the lock is kept until the write has ended"
    check_and_finish(sim, clock, tmp_path, None, acted)


def test_an_interrupt_in_the_progress(sim: Simulator, clock: FakeClock, tmp_path: Path, plan: Plan) -> None:
    def interrupt(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with connect(sim, clock, tmp_path) as client, pytest.raises(KeyboardInterrupt):
        client.apply_plan(plan, progress=interrupt)
    check_and_finish(sim, clock, tmp_path, "written", "before")


@pytest.mark.anyio
@pytest.mark.parametrize("acted", ["before", "never"])
async def test_a_task_that_is_cancelled_while_a_write_is_under_way(
    sim: Simulator, clock: FakeClock, tmp_path: Path, plan: Plan, acted: Acted
) -> None:
    arrived, cancelled = anyio.Event(), anyio.Event()
    free: list[bool] = []

    class Slow(Answering):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await request.aread()
            if not is_second_put(request):
                return await sim.transport().handle_async_request(request)
            arrived.set()
            await cancelled.wait()
            free.append(is_free(tmp_path, DEVICES[1]))
            if acted == "before":
                return await sim.transport().handle_async_request(request)
            raise httpx.ReadError("the connection is gone", request=request)

    transport = Slow(lambda request: sim.transport().handle_request(request))
    async with (
        AsyncPowerTrackClient(
            sim.auth_manager(), transport=transport, clock=clock, backup_dir=tmp_path / "backups", concurrency=1
        ) as client,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(client.apply_plan, plan)
        await arrived.wait()
        tasks.cancel_scope.cancel()
        cancelled.set()
    assert free == [False], "the lock is kept until the write has ended"
    check_and_finish(sim, clock, tmp_path, None, acted)


@ON_POSIX
@pytest.mark.parametrize("late", [False, True], ids=["before it is taken", "after it is taken"])
def test_ctrl_c_while_a_lock_is_taken(
    sim: Simulator,
    clock: FakeClock,
    tmp_path: Path,
    plan: Plan,
    interrupted: Event,
    monkeypatch: pytest.MonkeyPatch,
    late: bool,
) -> None:
    acquire = FileLock.acquire
    kept: list[FileLock] = []  # so that it is given back because it has to be, not because it is forgotten

    def take(lock: FileLock, *arguments: object, **options: object) -> object:
        kept.append(lock)

        def interrupt() -> None:
            if lock.lock_file.endswith(f"{DEVICES[1]}.lock") and not interrupted.is_set():
                press_ctrl_c()
                assert interrupted.wait(PATIENCE)

        if not late:
            interrupt()
        taken = acquire(lock, *arguments, **options)  # type: ignore[arg-type]  # handed on as they come
        if late:
            interrupt()
        return taken

    with connect(sim, clock, tmp_path) as client, monkeypatch.context() as patched:
        patched.setattr(FileLock, "acquire", take)
        with pytest.raises(KeyboardInterrupt):
            client.apply_plan(plan)
    assert [key for key in DEVICES if not is_free(tmp_path, key)] == []
    assert [body["key"] for body in puts(sim)] == DEVICES[:1]


@ON_POSIX
def test_ctrl_c_while_somebody_else_has_the_lock(
    sim: Simulator, tmp_path: Path, plan: Plan, interrupted: Event
) -> None:
    class Impatient(FakeClock):
        def sleep(self, seconds: float, until: Event) -> None:
            press_ctrl_c()
            assert interrupted.wait(PATIENCE)

    (tmp_path / "locks").mkdir()
    other = FileLock(tmp_path / "locks" / f"{DEVICES[0]}.lock")
    with other.acquire(timeout=0):
        with connect(sim, Impatient(), tmp_path) as client, pytest.raises(KeyboardInterrupt):
            client.apply_plan(plan)
        assert not is_free(tmp_path, DEVICES[0]), "it is still the other one's"
    assert [key for key in DEVICES if not is_free(tmp_path, key)] == []
    assert puts(sim) == []
