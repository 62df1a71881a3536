"""Two programs, or two clients of one program, write to the same site at the same time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Lock
from typing import Literal

import pytest
from attrs import define, evolve, field

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import AuthManager, Plan, PowerTrackClient
from powertrack_sdk.simulator import Server, Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request
from powertrack_sdk.simulator.server import SimulatorTransport
from tests.plans.served import PATIENCE, Programs, Wire, inverters_of, name_of, outcome_of
from tests.wire import held

pytestmark = pytest.mark.slow

Where = Literal["programs", "threads"]
OnConflict = Literal["skip", "replan"]
WHERES: tuple[Where, ...] = ("programs", "threads")

NAMES = ("one", "two")


@define
class Meeting:
    """A simulator at which the first requests of two writers wait for each other.

    Attributes:
        sim: The simulator.
        wire: What arrives there.
        stale: Documents that were written although they were not read as they are.
    """

    sim: Simulator
    wire: Wire = field(init=False)
    stale: list[str] = field(factory=list)
    _come: set[str] = field(factory=set)
    _lock: Lock = field(factory=Lock)
    _both: Barrier = field(factory=lambda: Barrier(2))

    def __attrs_post_init__(self) -> None:
        self.wire = Wire(self.sim)
        self.wire.watch(self._check)

    def handle(self, request: Request) -> Answer:
        """Answer a request, the first one of each writer when that of the other one has come too."""
        name = request.headers["ae_v"]
        with self._lock:
            first = name not in self._come
            self._come.add(name)
        if first:
            self._both.wait(PATIENCE)
        return self.wire.handle(request)

    def _check(self, request: Request) -> Answer | None:
        if request.method == "PUT":
            body = json.loads(request.body)
            if stamps(body) != stamps(held(self.sim, f"/api/edit/{name_of(request)}")):
                self.stale.append(name_of(request))
        return None


def stamps(document: JsonObject) -> list[object]:
    """The version stamp of a document, and those of the rows of a table."""
    return [document["ts"], *(row["ts"] for row in objects(document.get("hardware")))]


def written_at_once(
    where: Where, sim: Simulator, plans: Sequence[Plan], on_conflict: OnConflict, folder: Path
) -> list[dict[str, str]]:
    """Apply two plans at the same time, and tell what came of their entries."""
    meeting = Meeting(sim)
    if where == "programs":
        outcomes = by_programs(meeting, plans, on_conflict, folder)
    else:
        outcomes = by_threads(meeting, plans, on_conflict, folder)
    assert meeting.stale == [], "each document is written by someone who has read it as it is"
    return outcomes


def by_programs(meeting: Meeting, plans: Sequence[Plan], on_conflict: OnConflict, folder: Path) -> list[dict[str, str]]:
    with Server(meeting.handle, 0) as server:
        programs = Programs(meeting.sim, server.url, folder / "locks")
        # They were made in this process, and are applied to the same simulator where that is served.
        saved = [evolve(plan, host=None) for plan in plans]
        files = [plan.save(folder / f"{name}.json") for name, plan in zip(NAMES, saved, strict=True)]
        started = [
            programs.start(file, folder / name, 4, on_conflict, name=name)
            for name, file in zip(NAMES, files, strict=True)
        ]
        return [outcome_of(program) for program in started]


def by_threads(meeting: Meeting, plans: Sequence[Plan], on_conflict: OnConflict, folder: Path) -> list[dict[str, str]]:
    def apply(name: str, plan: Plan) -> dict[str, str]:
        auth = AuthManager.from_credentials(evolve(meeting.sim.auth_manager().credentials, ae_v=name))
        transport = SimulatorTransport(meeting.handle)
        with PowerTrackClient(auth, transport=transport, backup_dir=folder / name, concurrency=4) as client:
            done = client.apply_plan(plan, on_error="continue", on_conflict=on_conflict)
        return {one.entry.key: one.outcome for one in done.entries}

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(apply, NAMES, plans))


def planned(sim: Simulator, rows: Iterable[tuple[str, Mapping[str, object]]]) -> Plan:
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        return client.plan_updates(rows)


@pytest.fixture
def sim() -> Simulator:
    """Two sites with many inverters."""
    return Simulator(2, inverters=16)


@pytest.fixture
def devices(sim: Simulator) -> list[str]:
    """The inverters of the first site."""
    return inverters_of(sim, "S10001")


@pytest.fixture
def elsewhere(sim: Simulator) -> str:
    """A device that only the second writer writes to: the first one holds the locks of those before it."""
    return inverters_of(sim, "S10002")[0]


@pytest.mark.parametrize("where", WHERES)
def test_different_fields_of_the_same_documents(
    where: Where, sim: Simulator, devices: list[str], elsewhere: str, tmp_path: Path
) -> None:
    before = {key: held(sim, f"/api/edit/hardware/{key}") for key in devices}
    plans = [
        planned(sim, [(key, {"capacityKw": 201.5}) for key in devices]),
        planned(sim, [(key, {"assetId": "A-17"}) for key in (elsewhere, *devices)]),
    ]
    outcomes = written_at_once(where, sim, plans, "replan", tmp_path)
    assert outcomes == [dict.fromkeys(devices, "written"), dict.fromkeys((elsewhere, *devices), "written")]
    for key in devices:
        there = held(sim, f"/api/edit/hardware/{key}")
        assert (there["capacityKw"], there["assetId"]) == (201.5, "A-17"), "no update is lost"
        expected = {**before[key], "capacityKw": 201.5, "assetId": "A-17"}
        kept = [name for name in expected if name not in ("ts", "outOfServiceUntil")]
        assert [(name, there[name]) for name in kept] == [(name, expected[name]) for name in kept]


@pytest.mark.parametrize("where", WHERES)
def test_the_table_of_a_site_and_its_devices(
    where: Where, sim: Simulator, devices: list[str], elsewhere: str, tmp_path: Path
) -> None:
    table = planned(sim, [(key, {"name": f"Inverter {key}"}) for key in devices])
    assert [entry.document for entry in table] == ["SiteHardwareConfig"]
    other_table = planned(sim, [(key, {"name": f"Device {key}"}) for key in inverters_of(sim, "S10002")])
    both_tables = Plan(entries=(*other_table, *table), made_at=table.made_at)
    alone = planned(sim, [(key, {"capacityKw": 201.5}) for key in devices])
    outcomes = written_at_once(where, sim, [alone, both_tables], "replan", tmp_path)
    assert outcomes == [dict.fromkeys(devices, "written"), {"S10002": "written", "S10001": "written"}]
    for key in devices:
        there = held(sim, f"/api/edit/hardware/{key}")
        assert (there["capacityKw"], there["description"]) == (201.5, f"Inverter {key}"), "no update is lost"


@pytest.mark.parametrize("where", WHERES)
def test_the_same_fields_of_the_same_documents(
    where: Where, sim: Simulator, devices: list[str], elsewhere: str, tmp_path: Path
) -> None:
    one = planned(sim, [(key, {"capacityKw": 201.5}) for key in devices])
    other = planned(sim, [(key, {"capacityKw": 202.5}) for key in (elsewhere, *devices)])
    first, second = written_at_once(where, sim, [one, other], "skip", tmp_path)
    assert second.pop(elsewhere) == "written"
    for key in devices:
        assert {first[key], second[key]} == {"written", "conflict"}, "one of them wins, the other one is told"
        capacity = held(sim, f"/api/edit/hardware/{key}")["capacityKw"]
        assert capacity == (201.5 if first[key] == "written" else 202.5)
