"""Clients in threads that outlive the main one, in forked children, in several event loops, and closed by others."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import subprocess
import sys
import threading
from typing import Any

import anyio
import httpx
import pytest

from powertrack_sdk import AsyncPowerTrackClient, PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.transports import Answering

PATIENCE = 30.0
OUTLIVING = """
import os, threading
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator

sim = Simulator(sites=2)
client = PowerTrackClient(sim.auth_manager(), transport=sim.transport())
{used}

def poll():
    threading.main_thread().join()
    print(client.get_site_config("S10001").key, len(client.map(client.get_site_config, sim.site_keys)), flush=True)

threading.Thread(target=poll).start()
"""


@pytest.mark.parametrize("used", ["", "client.get_site_config('S10001')"], ids=["fresh", "used"])
def test_a_thread_reads_after_the_main_thread_has_ended(used: str) -> None:
    program = [sys.executable, "-c", OUTLIVING.format(used=used)]
    run = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (run.stdout, run.stderr, run.returncode) == ("S10001 2\n", "", 0)


FORKING = """
import os, sys
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator

sim = Simulator(sites=2)
with sim.serve() as server:
    client = PowerTrackClient(sim.auth_manager(server.url))
    copy = client.with_options(concurrency=2)
    if {used}:
        client.map(client.get_site_config, sim.site_keys)
        copy.get_site_config("S10001")
    child = os.fork()
    if child == 0:
        try:
            found = [*client.map(client.get_site_config, sim.site_keys), copy.get_site_config("S10002")]
            os._exit(0 if [one.key for one in found] == [*sim.site_keys, "S10002"] else 1)
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(2)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), client.get_site_config("S10001").key)
    client.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize("used", [True, False])
def test_a_forked_child_reads_with_connections_of_its_own(used: bool) -> None:
    program = [sys.executable, "-W", "ignore", "-c", FORKING.format(used=used)]
    run = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (run.stdout, run.stderr, run.returncode) == ("0 S10001\n", "", 0)


FORKING_WHILE_A_THREAD_HOLDS_THE_RATE_LIMIT = """
import os, threading, time
from datetime import UTC, datetime
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator

class Clock:
    holder = None
    holding, release = threading.Event(), threading.Event()

    def now(self):
        return datetime.now(UTC)

    def monotonic(self):
        if threading.current_thread() is self.holder:
            self.holding.set()
            self.release.wait()
        return time.monotonic()

    def sleep(self, seconds, until):
        until.wait(seconds)

sim, clock = Simulator(sites=1), Clock()
with sim.serve() as server:
    client = PowerTrackClient(sim.auth_manager(server.url), clock=clock, rate_limit=100)
    clock.holder = threading.Thread(target=lambda: client._runner.options.rate_limit.reserve())
    clock.holder.start()
    assert clock.holding.wait(10)
    child = os.fork()
    if child == 0:
        found = []
        reader = threading.Thread(target=lambda: found.append(client.get_site_config("S10001").key), daemon=True)
        reader.start()
        reader.join(20)
        os._exit(0 if found == ["S10001"] else 1)
    _, status = os.waitpid(child, 0)
    clock.release.set()
    print(os.waitstatus_to_exitcode(status), client.get_site_config("S10001").key)
    client.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_child_does_not_wait_for_a_lock_of_its_parent() -> None:
    program = [sys.executable, "-W", "ignore", "-c", FORKING_WHILE_A_THREAD_HOLDS_THE_RATE_LIMIT]
    run = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (run.stdout, run.stderr, run.returncode) == ("0 S10001\n", "", 0)


def test_closing_ends_requests_that_wait_for_a_thread(sim: Simulator) -> None:
    held, holding = threading.Event(), threading.Event()
    outcomes: list[object] = []

    def answer(request: httpx.Request) -> httpx.Response:
        holding.set()
        assert held.wait(PATIENCE)
        return httpx.Response(200, content=b"{}")

    client = PowerTrackClient(sim.auth_manager(), transport=Answering(answer), concurrency=1)

    def ask(path: str) -> None:
        try:
            outcomes.append(client.request("GET", path))
        except RuntimeError as error:
            outcomes.append(str(error))

    first = threading.Thread(target=ask, args=("/api/first",))
    first.start()
    assert holding.wait(PATIENCE)
    queued = threading.Thread(target=ask, args=("/api/queued",))
    queued.start()
    while client._runner._pool._state.queue.empty():  # until the second one waits
        threading.Event().wait(0.01)
    closing = threading.Thread(target=client.close)
    closing.start()
    queued.join(PATIENCE)
    assert outcomes == ["the client is closed"]
    held.set()
    for thread in (first, closing):
        thread.join(PATIENCE)
    assert outcomes == ["the client is closed", {}]


NO_UVLOOP = pytest.mark.skipif(os.name == "nt", reason="uvloop is not for Windows")
BACKENDS = ["asyncio", pytest.param(("asyncio", {"use_uvloop": True}), id="uvloop", marks=NO_UVLOOP), "trio"]


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    """What asynchronous clients run on."""
    found: tuple[str, dict[str, Any]] | str = request.param
    return (found, {}) if isinstance(found, str) else found


def test_a_client_in_one_event_loop_after_the_other(backend: tuple[str, dict[str, Any]]) -> None:
    sim = Simulator(sites=3)
    with sim.serve() as server:
        client = AsyncPowerTrackClient(sim.auth_manager(server.url))

        async def read() -> list[str]:
            found = await client.map(client.get_site_config, sim.site_keys)
            return [getattr(one, "key", repr(one)) for one in found]

        name, options = backend
        for _ in range(3):
            assert anyio.run(read, backend=name, backend_options=options) == sim.site_keys
        anyio.run(client.close, backend=name, backend_options=options)


def test_a_write_on_each_kind_of_event_loop(backend: tuple[str, dict[str, Any]], backups: os.PathLike[str]) -> None:
    sim = Simulator(sites=1)

    async def write() -> bool:
        async with AsyncPowerTrackClient(sim.auth_manager(), transport=sim.transport(), backup_dir=backups) as client:
            return bool(await client.update_site_config("S10001", {"name": "x"}))

    name, options = backend
    assert anyio.run(write, backend=name, backend_options=options)


def test_a_client_in_event_loops_of_three_threads() -> None:
    sim = Simulator(sites=10)
    outcomes: list[object] = []
    with sim.serve() as server:
        client = AsyncPowerTrackClient(sim.auth_manager(server.url), concurrency=3)

        async def read() -> None:
            outcomes.extend(await client.map(client.get_site_config, sim.site_keys))

        threads = [threading.Thread(target=asyncio.run, args=(read(),)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        asyncio.run(client.close())
    assert sorted(getattr(one, "key", repr(one)) for one in outcomes) == sorted(sim.site_keys * 3)


def read_in_a_process(url: str) -> str:
    sim = Simulator(sites=1)
    with PowerTrackClient(sim.auth_manager(url)) as client:
        return client.get_site_config("S10001").key


def test_a_pool_of_processes_reads() -> None:
    sim = Simulator(sites=1)
    with sim.serve() as server, multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(read_in_a_process, [server.url] * 4) == ["S10001"] * 4
