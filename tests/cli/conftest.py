"""A terminal, and a simulator that is served to what is run in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from powertrack_sdk.simulator import Server, Simulator
from tests.cli.terminal import Terminal, environment, secrets_of
from tests.cli.way import Way


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal in an empty folder. No credentials are found there."""
    folder = tmp_path / "work"
    folder.mkdir()
    return Terminal(folder, environment(tmp_path))


@pytest.fixture
def way(sim: Simulator) -> Way:
    """The way to the simulator that is served."""
    return Way(sim)


@pytest.fixture
def served(sim: Simulator, way: Way, terminal: Terminal) -> Iterator[str]:
    """Address of a simulator with three sites, whose credentials are in the variables of the terminal."""
    sim.renew_session(datetime.now(UTC) + timedelta(hours=8))  # the token is not due while a test runs
    with Server(way.handle, 0) as server:
        credentials = sim.auth_manager(server.url).credentials
        terminal.variables |= {"BASE_URL": server.url, "COOKIE": credentials.cookie, "AE_S": credentials.ae_s or ""}
        terminal.secrets += secrets_of(credentials)
        yield server.url
