"""What is done a second time: nothing is created twice, undone runs stay undone, and what was missed is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import (
    APIError,
    ConfigurationError,
    UnknownOutcomeError,
    ValidationError,
    VerificationError,
)
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.journal import Run
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.plans.kinds import told, triggers
from tests.plans.renaming import another_user, names_of, renaming, statuses
from tests.transports import watching
from tests.wire import held, puts

SITE = "/api/edit/site/S10001"


def by_name(sim: Simulator, device: str = "H100005") -> list[str]:
    return sorted(str(trigger["name"]) for trigger in triggers(sim, device))


@pytest.mark.parametrize("on_conflict", ["skip", "replan"])
def test_a_plan_that_creates_is_not_applied_twice(client: Driver, sim: Simulator, on_conflict: str) -> None:
    plan = client.plan_alert_additions(["H100005", "H100006"], {"name": "Low Voltage"})
    assert client.apply_plan(plan)
    there = by_name(sim)
    again = client.apply_plan(plan, on_conflict=on_conflict, on_error="continue")
    assert statuses(again) == ["conflict", "conflict"]
    assert "looks like what is to be created" in str(again.failures[0])
    assert by_name(sim) == there


def test_a_second_trigger_of_a_name_is_created_where_that_was_planned(client: Driver, sim: Simulator) -> None:
    client.add_alert_trigger("H100005", {"name": "Low Voltage"})
    assert client.apply_plan(client.plan_alert_additions(["H100005"], {"name": "Low Voltage"}))
    assert by_name(sim).count("Low Voltage") == 2


@pytest.mark.parametrize("way", ["the same plan", "another plan"])
def test_a_deletion_is_not_undone_twice(client: Driver, sim: Simulator, way: str) -> None:
    before = [told(trigger) for trigger in triggers(sim)]
    run = client.apply_plan(client.plan_alert_deletions(["H100005"])).run
    plan = client.plan_undo(run)
    assert client.apply_plan(plan)
    if way == "another plan":
        plan = client.plan_undo(run)
        assert not plan
    client.apply_plan(plan)
    assert sorted(map(str, map(told, triggers(sim)))) == sorted(map(str, before))


def test_a_trigger_is_not_brought_back_twice(client: Driver, sim: Simulator, backups: Path) -> None:
    before = by_name(sim)
    key = str(triggers(sim)[0]["key"])
    client.delete_alert_trigger("H100005", key)
    [backup] = backups.glob("*-AlertTrigger-*.json")
    assert client.restore_backup(backup).applied
    again = client.restore_backup(backup)
    assert bool(again) is True
    assert not again.applied
    assert by_name(sim) == before


def test_a_run_that_was_undone_is_not_gone_on_with(client: Driver, sim: Simulator) -> None:
    before = names_of(sim)
    result = client.apply_plan(renaming(client), limit=1)
    undo = client.apply_plan(client.plan_undo(result.run))
    [of_undo, of_run] = sorted(client.history(), key=lambda record: record.undone_by is not None)
    assert (of_undo.undone_by, of_run.undone_by) == (None, undo.run)
    assert f"(undone by {undo.run})" in str(of_run)
    with pytest.raises(ConfigurationError, match=f"{result.run} was undone by {undo.run}"):
        client.resume_run(result.run)
    assert names_of(sim) == before


def test_a_device_that_was_moved_to_another_site_is_a_conflict(connect: Connect, sim: Simulator) -> None:
    """Planning it anew would not ask again whether it belongs to the site that the row names."""
    client = connect()
    plan = client.plan_updates([{"siteKey": "S10001", "hid": 100005, "capacityKw": 7.5}])
    [entry] = plan
    elsewhere = Plan(entries=(entry.__class__.from_json({**entry.to_json(), "parent": "S10002"}),), made_at="")
    for on_conflict in ("skip", "replan"):
        result = client.apply_plan(elsewhere, on_conflict=on_conflict)
        assert statuses(result) == ["conflict"]
        assert "HardwareConfig H100005 belongs to S10001 now, not to S10002" in str(result)
    assert puts(sim) == []


def test_a_plan_of_another_host_is_refused(client: Driver, sim: Simulator, tmp_path: Path) -> None:
    data = renaming(client).save(tmp_path / "plan.json")
    plan = Plan.load(data)
    assert plan.host == "https://simulator.invalid"
    foreign = Plan(entries=plan.entries, made_at=plan.made_at, host="https://apps.example.com")
    with pytest.raises(
        ConfigurationError, match=r"the plan is of https://apps\.example\.com, and this client is signed"
    ):
        client.apply_plan(foreign)
    assert puts(sim) == []


@pytest.mark.parametrize("method", ["plan_undo", "resume_run"])
def test_a_run_of_another_host_is_refused(
    client: Driver, sim: Simulator, backups: Path, clock: FakeClock, method: str
) -> None:
    run = Run(backups, "20260101T000000-abcdef", "apply", "https://apps.example.com", "x.plan.json")
    run.record("planned", clock.now(), writes=0, fields=0)
    renaming(client).save(run.path.with_name("x.plan.json"))
    with pytest.raises(ConfigurationError, match=r"20260101T000000-abcdef is of https://apps\.example\.com"):
        getattr(client, method)(run.id)
    assert puts(sim) == []


@pytest.mark.parametrize("method", ["plan_undo", "resume_run"])
def test_a_journal_with_a_damaged_line_is_refused(client: Driver, sim: Simulator, method: str) -> None:
    """What it told of may not be forgotten."""
    result = client.apply_plan(renaming(client), on_error="continue")
    lines = result.journal.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b'"document"', b'"document')
    result.journal.write_bytes(b"\n".join(lines))
    sim.requests.clear()
    with pytest.raises(ConfigurationError, match=r"line 3 of .* is damaged"):
        getattr(client, method)(result.run)
    assert sim.requests == []


def test_someone_elses_change_is_not_taken_for_the_write(connect: Connect, sim: Simulator, clock: FakeClock) -> None:
    """The write was refused for good; what moved meanwhile is another field."""
    other = connect()

    def meddle(request: object) -> None:
        if len(puts(sim)) == 1 and not meddled:
            meddled.append(True)
            another_user(other, sim, "S10001", name="Mine")

    meddled: list[bool] = []
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(
        UnknownOutcomeError,
        match=r'had no answer \(.*\), and 60 s later it was changed by another user or program \(name: .*"Mine"\)',
    ):
        connect(watching(sim, meddle)).update_site_config("S10001", {"tagLine": "Sunny"})
    assert held(sim, SITE)["tagLine"] != "Sunny"
    [record] = [record for record in other.history() if record.writes[0].changes == ("tagLine",)]
    assert record.writes[0].outcome == "unknown"


@pytest.mark.parametrize("fault", [Fault("ignored", method="PUT"), Fault("altered", method="PUT")])
def test_a_journal_holds_no_values(client: Driver, sim: Simulator, backups: Path, fault: Fault) -> None:
    sim.inject(fault)
    try:
        result = client.update_site_config("S10001", {"tagLine": "canary"})
        assert not result
    except VerificationError as error:
        assert "canary" in str(error), "who asked for it is told"
    for journal in backups.glob("runs/*.jsonl"):
        assert "canary" not in journal.read_text(encoding="utf-8")


def test_what_was_not_tried_is_told(connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("altered", method="PUT"))
    changes = [{"key": trigger["key"], "enabled": not trigger["isActive"]} for trigger in triggers(sim)]
    result = connect(concurrency=1).update_alert_triggers("H100005", changes)
    assert len(result.parts) == len(changes) > 1
    assert not result
    assert [part.applied for part in result.parts] == [True, *[False] * (len(changes) - 1)]
    assert "not written, as an earlier write failed; continue with resume_run" in str(result)


def test_backups_that_overlap_are_brought_back_one_by_one(client: Driver, sim: Simulator, backups: Path) -> None:
    rows = [{"hid": 100005, "name": "N1"}, {"hid": 100006, "name": "N2", "capacityKw": 77.5}]
    client.bulk_update_hardware("S10001", rows)
    both = [*backups.glob("*.json")]
    assert len(both) == 2
    with pytest.raises(ValidationError, match=r"of S10001 in a table, and of H100006 by itself, overlap"):
        client.plan_restore(both)
    for backup in sorted(both, key=lambda path: json.loads(path.read_text(encoding="utf-8"))["document"]):
        assert client.restore_backup(backup)
    table = held(sim, "/api/edit/sitehardware/S10001")
    assert not {"N1", "N2"} & {str(row["description"]) for row in objects(table["hardware"])}


def test_an_error_of_a_read_says_nothing_of_a_write(client: Driver) -> None:
    with pytest.raises(APIError) as caught:
        client.update_site_config("S99999", {"name": "x"})
    assert "written" not in str(caught.value)
