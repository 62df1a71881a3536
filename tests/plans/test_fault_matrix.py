"""Every fault in every kind of write: an update by itself, one of four in a plan, one that a killed run left open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock

import httpx
import pytest
from attrs import frozen

from powertrack_core.decoding import JsonObject
from powertrack_sdk import ApplyResult, Plan, PowerTrackClient, PowerTrackError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.faults import FaultKind
from powertrack_sdk.writes.backup import load_backup
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import HARDWARE, spec_of
from powertrack_sdk.writes.journal import read_history
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.plans.fault_table import CELLS, OPERATIONS, Cell, There, table
from tests.plans.killed import kill_at_the_put
from tests.transports import Answering
from tests.wire import held

pytestmark = pytest.mark.slow

DEVICES = ["H100005", "H100006", "H100007", "H100008"]
STRUCK = DEVICES[1]
PATH = f"/api/edit/hardware/{STRUCK}"
PATCH = {"capacityKw": 250.5}
DOCS = Path(__file__).parents[2] / "docs" / "faults.md"


@frozen
class Strike:
    """How a fault is put in the way of the requests for one device.

    Attributes:
        kind: What happens.
        on: Which requests it meets.
        lasting: Whether it stays, from the first request that it meets on, for all of them.
        retry_after: Seconds that the server asks to wait.
        after_requests: After how many further requests a late write is acted on.
        silent: Whether a late write is not answered at all.
    """

    kind: FaultKind
    on: str = "PUT"
    lasting: bool = False
    retry_after: float | None = None
    after_requests: int | None = None
    silent: bool = False

    @property
    def fault(self) -> Fault:
        """What the simulator is told."""
        return Fault(self.kind, retry_after=self.retry_after, after_requests=self.after_requests, silent=self.silent)


STRIKES = {
    "connection refused": Strike("refused"),
    "reset before the PUT is acted on": Strike("reset-before"),
    "reset after the PUT was acted on": Strike("reset-after"),
    "time-out": Strike("timeout"),
    "504, and it arrives later": Strike("late", after_requests=3),
    "no answer, and it arrives later": Strike("late", after_requests=2, silent=True),
    "429 with Retry-After": Strike("rate-limit", retry_after=2),
    "500 once": Strike("server-error"),
    "500 from then on": Strike("server-error", lasting=True),
    "truncated JSON": Strike("truncated"),
    "a web page in place of the answer": Strike("login-page"),
    "stamp moved meanwhile": Strike("stamp-moved", on="GET"),
    "PUT silently ignored": Strike("ignored"),
    "PUT changes something else": Strike("altered"),
}


class Door(Answering):
    """The way to a simulator, with a fault in the way of the requests for one device."""

    def __init__(self, sim: Simulator, strike: Strike | None, after: Callable[[], None] = lambda: None) -> None:
        super().__init__(self._pass)
        self._sim, self._strike, self._after = sim, strike, after
        self._transport = sim.transport()
        self._struck = 0
        self._one_at_a_time = Lock()

    @property
    def puts(self) -> int:
        """How often the device was written to."""
        return sum(1 for request in self.requests if request.method == "PUT" and self._concerns(request))

    def _pass(self, request: httpx.Request) -> httpx.Response:
        with self._one_at_a_time:
            if self._strikes(request):
                assert self._strike is not None
                self._struck += 1
                self._sim.inject(self._strike.fault)
            try:
                return self._transport.handle_request(request)
            finally:
                self._sim.clear_faults()
                self._after()

    def _strikes(self, request: httpx.Request) -> bool:
        if self._strike is None or not self._concerns(request):
            return False
        if self._struck:
            return self._strike.lasting
        return request.method == self._strike.on

    def _concerns(self, request: httpx.Request) -> bool:
        return request.url.path == PATH or f'"{STRUCK}"'.encode() in request.content


def changed_by_someone_else(sim: Simulator) -> None:
    sim.inject(Fault("stamp-moved", path=PATH))
    held(sim, PATH)


def test_the_documentation_tells_what_is_tested() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("|")] == list(table())


def test_every_fault_has_a_cell_for_every_operation() -> None:
    assert list(CELLS) == list(STRIKES)
    assert {tuple(cells) for cells in CELLS.values()} == {OPERATIONS}


@pytest.fixture
def before(sim: Simulator) -> JsonObject:
    """The device that is struck, before all."""
    return held(sim, PATH)


@pytest.fixture
def plan(sim: Simulator, before: JsonObject) -> Plan:
    """A plan for four devices."""
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        return client.plan_updates([(key, PATCH) for key in DEVICES])


@pytest.mark.parametrize("fault", CELLS)
def test_an_update(
    connect: Connect, sim: Simulator, clock: FakeClock, backups: Path, before: JsonObject, fault: str
) -> None:
    moves = fault == "stamp moved meanwhile"  # and a moment passes before the document is written
    door = Door(sim, STRIKES[fault], after=lambda: clock.advance(5 if moves else 0))
    try:
        result = connect(door).update_hardware_config(STRUCK, PATCH)
    except PowerTrackError as error:
        outcome = type(error).__name__
    else:
        outcome = "written" if result else "differs"
    check(CELLS[fault]["update"], outcome, door, sim, before, backups)


@pytest.mark.parametrize("on_error", ["continue", "stop"])
@pytest.mark.parametrize("fault", CELLS)
def test_one_of_four_in_a_plan(
    connect: Connect, sim: Simulator, backups: Path, before: JsonObject, plan: Plan, fault: str, on_error: str
) -> None:
    cell, door = CELLS[fault]["apply"], Door(sim, STRIKES[fault])
    if fault == "stamp moved meanwhile":
        changed_by_someone_else(sim)
    client = connect(door, concurrency=1)
    check_run(cell, on_error, lambda: client.apply_plan(plan, on_error=on_error), door, sim, before, backups)
    check_going_on(cell, connect(concurrency=1), sim)


@pytest.mark.parametrize("on_error", ["continue", "stop"])
@pytest.mark.parametrize("fault", CELLS)
def test_one_that_a_killed_run_left_open(
    connect: Connect,
    sim: Simulator,
    clock: FakeClock,
    backups: Path,
    before: JsonObject,
    plan: Plan,
    fault: str,
    on_error: str,
) -> None:
    run = kill_at_the_put(sim, plan, clock, backups, STRUCK)
    cell, door = CELLS[fault]["resume"], Door(sim, STRIKES[fault])
    if fault == "stamp moved meanwhile":
        changed_by_someone_else(sim)
    client = connect(door, concurrency=1)
    check_run(cell, on_error, lambda: client.resume_run(run, on_error=on_error), door, sim, before, backups)
    check_going_on(cell, connect(concurrency=1), sim)


def check_run(
    cell: Cell,
    on_error: str,
    run: Callable[[], ApplyResult],
    door: Door,
    sim: Simulator,
    before: JsonObject,
    backups: Path,
) -> None:
    """A run went as the table tells, and the devices beside the one that was struck are as they ought to be."""
    stops = cell.outcome not in ("written", "unchanged") and (on_error == "stop" or cell.outcome.endswith("Error"))
    others = dict.fromkeys(DEVICES, "written") | (dict.fromkeys(DEVICES[2:], "skipped") if stops else {})
    try:
        done = run()
    except PowerTrackError as error:
        outcome = type(error).__name__
        assert "resume_run(" in "".join(error.__notes__)
    else:
        assert {one.entry.key: one.outcome for one in done.entries} == {**others, STRUCK: cell.outcome}
        assert bool(done) is (cell.outcome == "written")
        outcome = next(one.outcome for one in done.entries if one.entry.key == STRUCK)
    for key, status in others.items():
        if key != STRUCK:
            capacity = held(sim, f"/api/edit/hardware/{key}")["capacityKw"]
            assert (capacity == PATCH["capacityKw"]) is (status == "written")
    check(cell, outcome, door, sim, before, backups)


def check(cell: Cell, outcome: str, door: Door, sim: Simulator, before: JsonObject, backups: Path) -> None:
    """All is as the table tells."""
    journaled = [write.outcome for run in read_history(backups) for write in run.writes if write.key == STRUCK]
    saved = [load_backup(path) for path in backups.glob("*.json")]
    assert (
        Cell(
            outcome=outcome,
            puts=door.puts,
            document=there(before, held(sim, PATH)),
            journal=(journaled[-1] or "intent") if journaled else "nothing",
            backup=any(backup.key == STRUCK and repr(backup.content) == repr(before) for backup in saved),
        )
        == cell
    )


def there(before: JsonObject, now: JsonObject) -> There:
    """What became of the device."""
    changes = diff(before, now, spec_of(HARDWARE).shape, ignore_volatile=True)
    planned = [change.path for change in changes if (change.path, change.after) == ("capacityKw", PATCH["capacityKw"])]
    if len(changes) == len(planned):
        return "as planned" if planned else "as before"
    return "as planned, and more" if planned else "as another user left it"


def check_going_on(cell: Cell, client: Driver, sim: Simulator) -> None:
    """Once the fault is gone, the run goes on: what is settled stays so, and all else is done."""
    [run] = client.history()
    done = client.resume_run(run.id, on_error="continue")
    stays = cell.outcome in ("conflict", "differs")
    assert {one.entry.key: one.outcome for one in done.entries} == {
        **dict.fromkeys(DEVICES, "written"),
        STRUCK: cell.outcome if stays else "written",
    }
    if not stays:
        assert held(sim, PATH)["capacityKw"] == PATCH["capacityKw"]
        [run] = client.history()
        assert run.finished
        assert {(write.key, write.outcome) for write in run.writes if write.outcome != "not written"} == {
            (key, "written") for key in DEVICES
        }
