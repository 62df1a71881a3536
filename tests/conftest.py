"""A simulator, clients of both colours for it, and a clock that tests set."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import httpx
import pytest
from hypothesis import HealthCheck, settings

import powertrack_api
import powertrack_core
import powertrack_sdk
from powertrack_sdk.auth import AuthManager, sources
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.driver import COLOURS, Colour, Connect, Driver

# Another copy of the package, such as one that README's `pip install .` made, would hide what this checkout breaks.
CHECKOUT = Path(__file__).resolve().parents[1]
for package, folder in (
    (powertrack_sdk, CHECKOUT / "src"),
    (powertrack_api, CHECKOUT / "generated"),
    (powertrack_core, CHECKOUT / "src"),
):
    if not Path(package.__file__ or "").resolve().is_relative_to(folder):
        raise pytest.UsageError(
            f"{package.__name__} is imported from {package.__file__}, not from {folder}. Run the tests with `make test`"
        )

# The same examples in every run; `make test-properties` draws others, and more of them. How fast the machine is at the
# moment decides nothing.
EXAMPLES = os.environ.get("POWERTRACK_EXAMPLES")
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", patient, derandomize=True)
settings.register_profile("search", patient, max_examples=int(EXAMPLES or 100), print_blob=True)
settings.load_profile("search" if EXAMPLES else "same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="run each test with one set of parameters, and no slow one")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave a test of each function for `--quick`, so that every part is covered, and both clients are."""
    if not config.getoption("quick"):
        return
    functions: dict[str, list[pytest.Item]] = {}
    for item in items:
        functions.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = {some[crc32(name.encode()) % len(some)] for name, some in functions.items()}
    kept = {item for item in chosen if item.get_closest_marker("slow") is None}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


@pytest.fixture(autouse=True)
def _folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No lock and no stored session of another test, or of the user, gets in the way."""
    monkeypatch.setenv("POWERTRACK_LOCK_DIR", str(tmp_path / "locks"))
    monkeypatch.setenv("POWERTRACK_CONFIG_DIR", str(tmp_path / "settings"))
    monkeypatch.setenv("POWERTRACK_KEYRING", "off")


@pytest.fixture
def sim() -> Simulator:
    """A simulator with three sites."""
    return Simulator(sites=3)


@pytest.fixture
def clock() -> FakeClock:
    """A clock on which no time passes by itself."""
    return FakeClock()


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """The folder that the clients of a test save backups in; it is not there yet."""
    return tmp_path / "backups"


@pytest.fixture(params=COLOURS)
def colour(request: pytest.FixtureRequest) -> Colour:
    """Which of both clients the test runs for."""
    found: Colour = request.param
    return found


@pytest.fixture
def connect(colour: Colour, sim: Simulator, clock: FakeClock, backups: Path) -> Iterator[Connect]:
    """Opens clients, by default of the simulator, with its credentials and the clock that tests set."""
    opened: list[Driver] = []

    def open_client(
        transport: httpx.BaseTransport | None = None, *, auth: AuthManager | None = None, **options: Any
    ) -> Driver:
        options = {"clock": clock, "backup_dir": backups, **options}
        opened.append(Driver(colour, auth or sim.auth_manager(), transport or sim.transport(), **options))
        return opened[-1]

    yield open_client
    for driver in opened:
        driver.close()


@pytest.fixture
def client(connect: Connect) -> Driver:
    """A client of the simulator, of either colour."""
    return connect()


@pytest.fixture
def anyio_backend() -> str:
    """What asynchronous tests run on."""
    return "asyncio"


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with an empty package folder and without variables that hold credentials."""
    work, package = tmp_path / "work", tmp_path / "package"
    work.mkdir()
    package.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr(sources, "PACKAGE_FOLDER", package)
    for name in ("COOKIE", "AE_S", "AE_V", "BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return work
