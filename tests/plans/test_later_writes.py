"""A program is killed while it writes, and the same document is written again: the later journal settles the first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from powertrack_sdk import ConflictError, PowerTrackClient, UnknownOutcomeError, ValidationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.plans.killed import Killed
from tests.plans.late import SharedClock
from tests.transports import Answering
from tests.wire import held, puts

DEVICE = "H100005"


@pytest.fixture
def clock(sim: Simulator) -> SharedClock:
    return SharedClock(sim)


@pytest.fixture(params=[False, True], ids=["never arrived", "arrived"])
def arrived(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def killed(sim: Simulator, clock: SharedClock, backups: Path, call: Any, *, arrived: bool) -> str:
    """Let a program be killed at its PUT, and return the name of its run."""
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method != "PUT":
            return transport.handle_request(request)
        if arrived:
            transport.handle_request(request)
        raise Killed

    with PowerTrackClient(
        sim.auth_manager(), transport=Answering(answer), clock=clock, backup_dir=backups, concurrency=1
    ) as client:
        with pytest.raises(Killed):
            call(client)
        run = client.history()[0]
    assert [write.outcome for write in run.writes] == [None]
    return run.id


def outcomes(client: Driver, run: str) -> list[str | None]:
    [found] = [one for one in client.history() if one.id == run]
    return [write.outcome for write in found.writes]


def test_a_single_write_is_settled(
    client: Driver, sim: Simulator, clock: SharedClock, backups: Path, arrived: bool
) -> None:
    first = killed(
        sim, clock, backups, lambda one: one.update_hardware_config(DEVICE, {"capacityKw": 77.5}), arrived=arrived
    )
    assert client.update_hardware_config(DEVICE, {"capacityKw": 88.5})
    sent = len(puts(sim))
    result = client.resume_run(first)
    expected = "written" if arrived else "not written"
    assert [one.outcome for one in result.entries] == [expected]
    assert outcomes(client, first) == [expected]
    assert len(puts(sim)) == sent
    assert held(sim, f"/api/edit/hardware/{DEVICE}")["capacityKw"] == 88.5


def test_a_later_write_that_sets_the_former_value_again_does_not_hide_the_first(
    client: Driver, sim: Simulator, clock: SharedClock, backups: Path
) -> None:
    before = held(sim, f"/api/edit/hardware/{DEVICE}")["capacityKw"]
    first = killed(
        sim, clock, backups, lambda one: one.update_hardware_config(DEVICE, {"capacityKw": 77.5}), arrived=True
    )
    assert client.update_hardware_config(DEVICE, {"capacityKw": before})
    client.resume_run(first)
    assert outcomes(client, first) == ["written"]


def test_a_plan_is_settled_and_does_not_take_the_later_write_back(
    client: Driver, sim: Simulator, clock: SharedClock, backups: Path, arrived: bool
) -> None:
    plan = client.plan_updates([(DEVICE, {"capacityKw": 77.5})])
    first = killed(sim, clock, backups, lambda one: one.apply_plan(plan), arrived=arrived)
    assert client.update_hardware_config(DEVICE, {"capacityKw": 88.5})
    result = client.resume_run(first)
    assert [one.outcome for one in result.entries] == ["written" if arrived else "conflict"]
    assert held(sim, f"/api/edit/hardware/{DEVICE}")["capacityKw"] == 88.5


def test_an_undo_needs_no_answer_of_what_never_arrived(
    client: Driver, sim: Simulator, clock: SharedClock, backups: Path
) -> None:
    first = killed(
        sim, clock, backups, lambda one: one.update_hardware_config(DEVICE, {"capacityKw": 77.5}), arrived=False
    )
    assert client.update_hardware_config(DEVICE, {"capacityKw": 88.5})
    assert not client.plan_undo(first)
    assert outcomes(client, first) == ["not written"]


def test_another_user_between_both_writes_stays_a_conflict(
    client: Driver, sim: Simulator, clock: SharedClock, backups: Path
) -> None:
    first = killed(
        sim, clock, backups, lambda one: one.update_hardware_config(DEVICE, {"capacityKw": 77.5}), arrived=False
    )
    body = {**held(sim, f"/api/edit/hardware/{DEVICE}"), "assetId": "A-1"}
    client.request("PUT", "/api/edit/hardware", body=body, referer=f"/powertrack/{DEVICE}/administration/config")
    assert client.update_hardware_config(DEVICE, {"capacityKw": 88.5})
    result = client.resume_run(first)
    assert [one.outcome for one in result.entries] == ["conflict"]
    assert outcomes(client, first) == [None]


def test_the_document_is_looked_at_if_the_write_could_still_arrive_after_the_later_one(
    client: Driver, connect: Connect, sim: Simulator, clock: SharedClock, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later program has other locks, so it does not wait. What it saw proves nothing then."""
    first = killed(
        sim, clock, backups, lambda one: one.update_hardware_config(DEVICE, {"capacityKw": 77.5}), arrived=False
    )
    monkeypatch.setenv("POWERTRACK_LOCK_DIR", str(backups.parent / "other locks"))
    assert connect().update_hardware_config(DEVICE, {"capacityKw": 88.5})
    result = client.resume_run(first)
    assert [one.outcome for one in result.entries] == ["conflict"]


def test_an_error_names_the_run_that_it_ended(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(UnknownOutcomeError) as unknown:
        client.update_hardware_config(DEVICE, {"capacityKw": 77.5})
    [run] = client.history()
    assert (unknown.value.run, unknown.value.outcome, unknown.value.result.outcome) == (run.id, "unknown", "unknown")


def test_an_error_before_anything_was_journaled_names_no_run(client: Driver) -> None:
    with pytest.raises(ValidationError) as invalid:
        client.update_hardware_config(DEVICE, {"nmae": "x"})
    assert (invalid.value.run, invalid.value.outcome) == (None, None)
    assert ConflictError("x").outcome == "conflict"
    assert client.history() == []


def test_a_creation_is_not_repeated_although_another_one_came_between(client: Driver, sim: Simulator) -> None:
    """The notes of both creations without an answer are kept, not only that of the latest."""
    for name in ("Low Voltage 1", "Low Voltage 2"):
        sim.inject(Fault("late", seconds=90, silent=True))
        with pytest.raises(UnknownOutcomeError):
            client.add_alert_trigger(DEVICE, {"alertTypeKey": "AI250", "name": name})
        sim.clear_faults()
    sim.advance(600)
    for name in ("Low Voltage 1", "Low Voltage 2"):
        with pytest.raises(ConflictError, match="looks like what is to be created"):
            client.add_alert_trigger(DEVICE, {"alertTypeKey": "AI250", "name": name})


def test_settling_one_run_keeps_the_note_of_another(
    client: Driver, connect: Connect, sim: Simulator, clock: SharedClock, backups: Path
) -> None:
    first = killed(
        sim, clock, backups, lambda one: one.update_hardware_config(DEVICE, {"capacityKw": 77.5}), arrived=False
    )
    clock.advance(30)
    sim.inject(Fault("late", seconds=100, silent=True))
    with pytest.raises(UnknownOutcomeError):
        connect(settle=0).update_hardware_config(DEVICE, {"capacityKw": 88.5})
    sim.clear_faults()
    client.resume_run(first)
    began = clock.monotonic()
    assert client.update_hardware_config(DEVICE, {"assetId": "A-17"})
    assert clock.monotonic() - began > 25, "the write without an answer may still arrive"
