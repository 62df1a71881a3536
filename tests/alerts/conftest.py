"""Services for alert triggers, served over HTTP, and clients of both colours for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.server import Server
from tests.alerts.served import Served
from tests.clock import FakeClock
from tests.driver import Colour, Driver


@pytest.fixture
def served(sim: Simulator) -> Iterator[Served]:
    """The simulator, served; a test may answer requests in its place."""
    found = Served(sim)
    with Server(found.handle, 0) as server:
        found.url = server.url
        yield found


@pytest.fixture
def site_client(colour: Colour, sim: Simulator, served: Served, clock: FakeClock, backups: Path) -> Iterator[Driver]:
    """A client of either colour that talks to the served simulator over HTTP."""
    driver = Driver(colour, sim.auth_manager(served.url), None, clock=clock, backup_dir=backups)
    yield driver
    driver.close()
