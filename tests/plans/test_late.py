"""Writes that land up to 30 s after a gateway gave up on them, or their sender did."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import ApplyResult, ConflictError, PowerTrackError, RunRecord, UnknownOutcomeError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.plans.late import SharedClock
from tests.plans.served import inverters_of
from tests.wire import held

pytestmark = pytest.mark.slow

# `make test-late` tries more of them.
LATE_WRITES = int(os.environ.get("POWERTRACK_LATE_WRITES", "40"))
WRITES = ("/api/edit/hardware", "/api/alerttrigger", "/api/alerttriggers")
DEVICES = [f"H{number}" for number in range(100005, 100009)]
STATUSES = [504, 502, 503, 500, 408, 499, None]
TRIGGER = {"name": "Low Voltage", "threshold": 380.0}


@pytest.fixture
def clock(sim: Simulator) -> SharedClock:
    """One time for the client and the simulator."""
    return SharedClock(sim)


def late(seconds: float, status: int | None = 504) -> Fault:
    """A write that lands later, answered with a status or not at all."""
    return Fault("late", seconds=seconds, status=status, silent=status is None)


def triggers(sim: Simulator, device: str = DEVICES[0]) -> list[str]:
    """Names of the triggers that are set on a device."""
    return [str(row["name"]) for row in objects(held(sim, f"/api/alerttrigger/{device}")["triggers"])]


def capacity(sim: Simulator, device: str = DEVICES[0]) -> object:
    """What the updates change."""
    return held(sim, f"/api/edit/hardware/{device}")["capacityKw"]


def run_of(error: PowerTrackError) -> str:
    """The run that an error names."""
    found = re.search(r"resume_run\('([^']+)'\)", str(error) + "".join(getattr(error, "__notes__", [])))
    assert found is not None
    return found[1]


def outcomes(client: Driver) -> Counter[str | None]:
    """How all writes ended, by the journals."""
    return Counter(write.outcome for run in client.history() for write in run.writes)


@pytest.mark.parametrize("status", STATUSES)
def test_an_update_that_lands_within_the_span_is_written(client: Driver, sim: Simulator, status: int | None) -> None:
    sim.inject(late(29.5, status))
    result = client.update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    assert result.verified
    [run] = client.history()
    assert [write.outcome for write in run.writes] == ["written"]
    assert [request.method for request in sim.requests].count("PUT") == 1
    assert client.apply_plan(client.plan_undo(run.id))
    assert capacity(sim) != 77.5


@pytest.mark.parametrize("status", STATUSES)
def test_an_update_that_lands_after_the_span_is_found_by_resuming(
    client: Driver, sim: Simulator, clock: SharedClock, status: int | None
) -> None:
    before = capacity(sim)
    sim.inject(late(90, status))
    with pytest.raises(UnknownOutcomeError) as caught:
        client.update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    assert outcomes(client) == {"unknown": 1}
    clock.advance(60)
    result = client.resume_run(run_of(caught.value))
    assert [one.outcome for one in result.entries] == ["written"]
    assert outcomes(client) == {"written": 1}
    assert client.apply_plan(client.plan_undo(result.run))
    assert capacity(sim) == before


def test_an_update_that_never_lands_is_not_written_once_resumed(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(UnknownOutcomeError) as caught:
        client.update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    result = client.resume_run(run_of(caught.value))
    assert [(one.outcome, one.message) for one in result.entries] == [
        ("not written", "it was not written, so the call can be repeated")
    ]
    assert outcomes(client) == {"not written": 1}
    assert client.update_hardware_config(DEVICES[0], {"capacityKw": 77.5}).verified


def test_an_undo_waits_for_a_write_that_may_still_land(client: Driver, connect: Connect, sim: Simulator) -> None:
    """The client gave up at once; the write lands while the undo is planned."""
    before = capacity(sim)
    sim.inject(late(25))
    with pytest.raises(UnknownOutcomeError) as caught:
        connect(settle=0).update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    undo = client.plan_undo(run_of(caught.value))
    assert [entry.key for entry in undo] == [DEVICES[0]]
    assert client.apply_plan(undo)
    assert capacity(sim) == before


def test_an_undo_of_what_never_lands_has_nothing_to_do(client: Driver, connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(UnknownOutcomeError) as caught:
        connect(settle=0).update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    assert not client.plan_undo(run_of(caught.value))
    assert outcomes(client) == {"not written": 1}


def test_the_next_write_waits_for_an_earlier_one_that_may_still_land(
    client: Driver, connect: Connect, sim: Simulator
) -> None:
    """Otherwise the late document takes the later change back."""
    sim.inject(late(25))
    with pytest.raises(UnknownOutcomeError):
        connect(settle=0).update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    assert client.update_hardware_config(DEVICES[0], {"assetId": "A-17"}).verified
    sim.advance(600)
    there = held(sim, f"/api/edit/hardware/{DEVICES[0]}")
    assert (there["capacityKw"], there["assetId"]) == (77.5, "A-17")


def test_what_someone_else_saved_meanwhile_is_told(client: Driver, connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(UnknownOutcomeError) as caught:
        client.update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    sim.inject(Fault("stamp-moved", path=f"/api/edit/hardware/{DEVICES[0]}"))
    held(sim, f"/api/edit/hardware/{DEVICES[0]}")
    result = client.resume_run(run_of(caught.value))
    assert [one.outcome for one in result.entries] == ["conflict"]
    assert "neither as it was before nor as asked for: it was changed since" in str(result)
    assert outcomes(client) == {"unknown": 1}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("seconds", [20, 90])
def test_a_creation_that_lands_late_exists_once_and_is_undone(
    client: Driver, sim: Simulator, clock: SharedClock, status: int | None, seconds: float
) -> None:
    before = triggers(sim)
    sim.inject(late(seconds, status))
    if seconds < 60:
        run = client.history()[0].id if client.add_alert_trigger(DEVICES[0], TRIGGER) else ""
    else:
        with pytest.raises(UnknownOutcomeError) as caught:
            client.add_alert_trigger(DEVICES[0], TRIGGER)
        run = run_of(caught.value)
        clock.advance(60)
        with pytest.raises(ConflictError, match=rf"looks like what is to be created, .* {run}"):
            client.add_alert_trigger(DEVICES[0], TRIGGER)
        assert client.resume_run(run)
    assert triggers(sim) == [*before, "Low Voltage"]
    assert client.apply_plan(client.plan_undo(run))
    assert triggers(sim) == before
    assert client.add_alert_trigger(DEVICES[0], TRIGGER), "what is settled keeps nothing from being created"


def test_a_creation_that_is_repeated_while_the_first_may_still_land(
    client: Driver, connect: Connect, sim: Simulator
) -> None:
    before = triggers(sim)
    sim.inject(late(25))
    with pytest.raises(UnknownOutcomeError) as caught:
        connect(settle=0).add_alert_trigger(DEVICES[0], TRIGGER)
    with pytest.raises(ConflictError, match="looks like what is to be created"):
        client.add_alert_trigger(DEVICES[0], TRIGGER)
    assert triggers(sim) == [*before, "Low Voltage"]
    assert client.apply_plan(client.plan_undo(run_of(caught.value)))
    assert triggers(sim) == before


def test_a_creation_of_a_killed_program_is_known_again(client: Driver, sim: Simulator) -> None:
    """Its journal ends with the intent."""
    before = triggers(sim)
    client.add_alert_trigger(DEVICES[0], TRIGGER)
    [run] = client.history()
    lines = run.path.read_text(encoding="utf-8").splitlines(keepends=True)
    run.path.write_text("".join(lines[:-1]), encoding="utf-8")
    [entry] = client.plan_undo(run.id)
    assert (entry.action, entry.document) == ("delete", "AlertTrigger")
    assert client.history()[0].writes[0].created == (entry.key,)
    assert client.apply_plan(client.plan_undo(run.id))
    assert triggers(sim) == before


def test_a_deletion_that_lands_late(client: Driver, sim: Simulator, clock: SharedClock) -> None:
    added = client.add_alert_trigger(DEVICES[0], TRIGGER).created[0]
    before = triggers(sim)
    sim.inject(late(90))
    with pytest.raises(UnknownOutcomeError) as caught:
        client.delete_alert_trigger(DEVICES[0], added)
    clock.advance(60)
    assert client.resume_run(run_of(caught.value))
    assert "Low Voltage" not in triggers(sim)
    assert client.apply_plan(client.plan_undo(run_of(caught.value)))
    assert triggers(sim) == before


def test_a_report_that_lands_late(client: Driver, sim: Simulator, clock: SharedClock) -> None:
    report = {"name": "Monthly", "sites": ["S10001"]}
    sim.inject(Fault("late", path="/api/reportconfig", seconds=90))
    with pytest.raises(UnknownOutcomeError) as caught:
        client.create_report_config(report)
    clock.advance(60)
    with pytest.raises(ConflictError, match="looks like what is to be created"):
        client.create_report_config(report)
    assert client.resume_run(run_of(caught.value))
    [run] = [run for run in client.history() if run.id == run_of(caught.value)]
    assert [(write.outcome, len(write.created)) for write in run.writes] == [("written", 1)]
    assert [one["name"] for one in client.get_report_configs()].count("Monthly") == 1


def test_models_that_one_request_writes_share_its_outcome(client: Driver, sim: Simulator, clock: SharedClock) -> None:
    sim.inject(late(90))
    with pytest.raises(UnknownOutcomeError) as caught:
        client.update_inverter_model("H100005", {"powerRating": 120000, "selectedHardware[H100006].selected": True})
    clock.advance(60)
    assert client.resume_run(run_of(caught.value))
    assert outcomes(client) == {"written": 2}


def test_a_session_that_ends_while_a_write_is_looked_for(
    client: Driver, sim: Simulator, clock: SharedClock, connect: Connect
) -> None:
    sim.inject(late(90))
    sim.inject(Fault("login-page", method="GET", path="/api/edit/hardware", after=2, times=None))
    sim.inject(Fault("login-page", path="/api/applinks", times=None))
    with pytest.raises(UnknownOutcomeError, match="cannot be read back") as caught:
        client.update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    assert sum(clock.slept) < 60, "no look helps without a session"
    sim.clear_faults()
    clock.advance(120)
    assert connect().resume_run(run_of(caught.value))
    assert outcomes(client) == {"written": 1}


def test_the_command_of_history_says_that_an_outcome_is_unknown(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(UnknownOutcomeError):
        client.update_hardware_config(DEVICES[0], {"capacityKw": 77.5})
    [run] = client.history()
    assert run.writes[0].in_doubt
    assert "update HardwareConfig H100005: unknown (PUT /api/edit/hardware: no answer" in str(run)


class Storm:
    """Many writes of which each has no answer, or a gateway's, and lands within 30 s."""

    def __init__(self, client: Driver, sim: Simulator, seed: int) -> None:
        self.client, self.sim, self.rng = client, sim, random.Random(seed)
        self.runs: list[str] = []
        self.devices = [device for site in sim.site_keys for device in inverters_of(sim, site)]
        self.before = {device: (capacity(sim, device), triggers(sim, device)) for device in self.devices}

    def arm(self, count: int = 1) -> None:
        """Let the next writes land late."""
        for _ in range(count):
            self.sim.inject(late(self.rng.uniform(0, 30), self.rng.choice(STATUSES)))

    def plan(self, devices: list[str], give_up: bool) -> None:
        """Update devices by a plan."""
        plan = self.client.plan_updates([(device, {"capacityKw": 901.5}) for device in devices])
        self.arm(len(plan))
        self._run(lambda: self.client.apply_plan(plan, on_error="continue"), give_up)

    def additions(self, devices: list[str], give_up: bool) -> None:
        """Create triggers by a plan."""
        plan = self.client.plan_alert_additions(devices, TRIGGER)
        self.arm(len(plan))
        self._run(lambda: self.client.apply_plan(plan, on_error="continue"), give_up)

    def update(self, device: str, give_up: bool) -> None:
        """Update a device."""
        self.arm()
        self._run(lambda: self.client.update_hardware_config(device, {"capacityKw": 901.5}), give_up)

    def addition(self, device: str, give_up: bool) -> None:
        """Create a trigger."""
        self.arm()
        self._run(lambda: self.client.add_alert_trigger(device, TRIGGER), give_up)

    def _run(self, call: Callable[[], Any], give_up: bool) -> None:
        known = {run.id for run in self.client.history()}
        try:
            result = call()
            assert result or give_up
        except UnknownOutcomeError:
            assert give_up, "what lands within the span is found within the span"
        self.runs += [run.id for run in self.client.history() if run.id not in known]


def in_doubt(runs: list[RunRecord]) -> list[RunRecord]:
    """Runs with writes whose outcome is not known."""
    return [run for run in runs if any(write.in_doubt for write in run.writes)]


@pytest.mark.parametrize("settle", [60, 0], ids=["looking for them", "giving up at once"])
def test_many_writes_that_land_late(connect: Connect, clock: SharedClock, settle: float, tmp_path: Path) -> None:
    sim = Simulator(7, inverters=16)
    clock.sim = sim
    transport, auth = sim.transport(), sim.auth_manager()
    writer = connect(transport, auth=auth, settle=settle, max_targets=50)
    storm = Storm(writer, sim, seed=17)
    devices = storm.devices[: LATE_WRITES // 2]
    give_up = settle == 0
    half = len(devices) // 2
    storm.plan(devices[:half], give_up)
    storm.additions(devices[half:], give_up)
    for one, other in zip(devices[half:], devices[:half], strict=True):
        storm.update(one, give_up)
        storm.addition(other, give_up)
    assert sum(request.method in ("PUT", "POST") and request.path in WRITES for request in sim.requests) >= LATE_WRITES

    settled = connect(transport, auth=auth)
    for run in in_doubt(settled.history()):
        result: ApplyResult = settled.resume_run(run.id)
        assert {one.outcome for one in result.entries} <= {"written"}, str(result)
    assert {write.outcome for run in settled.history() for write in run.writes} == {"written"}, "every one is known"
    created = [key for run in settled.history() for write in run.writes for key in write.created]
    now = [row for device in devices for row in objects(held(sim, f"/api/alerttrigger/{device}")["triggers"])]
    made = [row for row in now if row["name"] == "Low Voltage"]
    assert sorted(created) == sorted(str(row["key"]) for row in made), "each exists once, and is known"
    for record in settled.history():
        settled.apply_plan(settled.plan_undo(record.id), on_error="continue")
    after = {device: (capacity(sim, device), triggers(sim, device)) for device in storm.devices}
    assert after == storm.before, "undo covers all"
