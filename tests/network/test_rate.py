"""The rate of requests to a host elsewhere, over TLS and the network of this machine, for both clients."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from powertrack_sdk import AuthManager
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.driver import Colour, Driver
from tests.tls import CERTIFICATE, Recording, serving

HOST = "powertrack.test"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recording]:
    """A server over TLS whose name is that of no machine; it is looked up as this one."""
    look_up = socket.getaddrinfo

    def of_this_machine(host: Any, *arguments: Any, **options: Any) -> Any:
        return look_up("127.0.0.1" if host in (HOST, HOST.encode()) else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", of_this_machine)
    monkeypatch.setenv("NO_PROXY", "*")
    with serving(tls=True, host=HOST) as server:
        yield server


@pytest.fixture
def remote(elsewhere: Recording, colour: Colour, clock: FakeClock, backups: Path) -> Iterator[Driver]:
    """A client with the usual settings."""
    auth = AuthManager(cookie="AESession=x", base_url=elsewhere.url)
    driver = Driver(colour, auth, None, verify=CERTIFICATE, clock=clock, backup_dir=backups)
    yield driver
    driver.close()


def read(client: Driver, number: int) -> None:
    for _ in range(number):
        assert client.request("GET", "/api/x") == {}


def test_a_burst_of_60_and_then_10_a_second(remote: Driver, elsewhere: Recording, clock: FakeClock) -> None:
    read(remote, 60)
    assert clock.monotonic() == 0
    read(remote, 30)
    assert clock.monotonic() == pytest.approx(3.0)
    assert len(elsewhere.lines) == 90
    assert all(f"Host: {HOST}:{elsewhere.server_port}" in lines for lines in elsewhere.lines)


@pytest.mark.parametrize("status", [429, 503])
def test_a_refusal_slows_the_client_and_its_copies(
    remote: Driver, elsewhere: Recording, clock: FakeClock, status: int
) -> None:
    copy = remote.beside(remote.client.with_options(timeout=5))
    elsewhere.statuses = [status]
    read(remote, 1)
    assert len(elsewhere.lines) == 2
    at = clock.monotonic()
    read(copy, 20)
    assert clock.monotonic() - at > 2.0 * 1.5, "no burst, and about half of the rate"
    clock.advance(600)
    at = clock.monotonic()
    read(copy, 60)
    assert clock.monotonic() == at, "after a rest the burst is back"


def test_a_rate_of_ones_own(elsewhere: Recording, colour: Colour, clock: FakeClock, backups: Path) -> None:
    auth = AuthManager(cookie="AESession=x", base_url=elsewhere.url)
    for rate, seconds in ((2, 5.0), (0, 0.0)):
        driver = Driver(colour, auth, None, verify=CERTIFICATE, clock=clock, backup_dir=backups, rate_limit=rate)
        at = clock.monotonic()
        read(driver, 70)
        assert clock.monotonic() - at == pytest.approx(seconds)
        driver.close()


def test_a_simulator_on_this_machine_has_no_rate(
    sim: Simulator, colour: Colour, clock: FakeClock, backups: Path
) -> None:
    with sim.serve() as server:
        driver = Driver(colour, sim.auth_manager(server.url), None, clock=clock, backup_dir=backups)
        for _ in range(100):
            driver.request("GET", "/api/applinks")
        driver.close()
    assert len(sim.requests) == 100
    assert clock.monotonic() == 0
