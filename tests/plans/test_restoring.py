"""The way back: documents as they were when they were backed up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_sdk import ConfigurationError, VerificationError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.backup import load_backup, save_backup
from powertrack_sdk.writes.journal import Run
from tests.clock import FakeClock
from tests.driver import Driver
from tests.plans.kinds import CHANGES, KINDS, differences, told, triggers
from tests.wire import held


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_of_each_kind_is_brought_back(client: Driver, sim: Simulator, backups: Path, kind: str) -> None:
    before = held(sim, KINDS[kind])
    CHANGES[kind](client)
    assert differences(kind, before, sim)
    [backup] = backups.glob("*.json")
    assert load_backup(backup).document == kind
    result = client.restore_backup(backup)
    assert bool(result) is result.verified is True
    assert differences(kind, before, sim) == []
    assert not client.restore_backup(backup).applied, "it is so already"


def test_a_trigger_that_is_there_is_brought_back_to_what_it_was(client: Driver, sim: Simulator, backups: Path) -> None:
    before = triggers(sim)
    client.update_alert_triggers("H100005", {"key": "x2d061a96", "threshold": 90.0, "enabled": False})
    [backup] = backups.glob("*.json")
    result = client.restore_backup(backup)
    assert result.action == "update"
    assert {change.path for change in result.changes} >= {"isActive", "parameters[Threshold].value"}
    assert [told(trigger) for trigger in triggers(sim)] == [told(trigger) for trigger in before]


def test_a_trigger_that_is_gone_is_created_again(client: Driver, sim: Simulator, backups: Path) -> None:
    before = triggers(sim)
    client.delete_alert_trigger("H100005", "x2d061a96")
    [backup] = backups.glob("*.json")
    shown = client.restore_backup(backup, dry_run=True)
    assert (shown.action, shown.dry_run, shown.applied) == ("create", True, False)
    assert len(triggers(sim)) == 2
    result = client.restore_backup(backup)
    assert result.verified
    assert [trigger["key"] for trigger in triggers(sim)][2:] == [*result.created]
    assert [told(trigger) for trigger in triggers(sim)] == [told(trigger) for trigger in before]


def test_all_triggers_of_a_device_are_brought_back(client: Driver, sim: Simulator, backups: Path) -> None:
    """A backup of all: one was changed since, one is gone, one is new."""
    before = triggers(sim)
    client.add_alert_trigger("H100005", {"name": "Low Voltage"})
    [backup] = backups.glob("*AlertTriggers*.json")
    client.update_alert_triggers("H100005", {"key": "AS400020", "enabled": False})
    client.delete_alert_trigger("H100005", "x2d061a96")
    sim.requests.clear()
    result = client.restore_backup(backup)
    assert result
    assert sorted(part.action for part in result.parts) == ["create", "delete", "update"]
    assert sorted(request.method for request in sim.requests if request.method != "GET") == ["DELETE", "POST", "PUT"]
    assert sorted(map(str, map(told, triggers(sim)))) == sorted(map(str, map(told, before)))


def test_triggers_that_are_as_they_were_need_nothing(client: Driver, sim: Simulator, backups: Path) -> None:
    result = client.add_alert_trigger("H100005", {"name": "Low Voltage"})
    client.delete_alert_trigger("H100005", result.created[0])
    [backup] = backups.glob("*AlertTriggers*.json")
    sim.requests.clear()
    result = client.restore_backup(backup)
    assert bool(result) is True
    assert (result.changes, result.applied) == ((), False)
    assert {request.method for request in sim.requests} == {"GET"}


def test_a_trigger_of_nothing_is_refused(client: Driver, backups: Path, clock: FakeClock) -> None:
    run = Run(backups, "a", "delete", "https://simulator.invalid")
    file = save_backup(run, "AlertTrigger", "x2d061a96", b'{"key": "x2d061a96"}', [], clock.now())
    with pytest.raises(ConfigurationError, match="the backup of the alert trigger x2d061a96 names no device"):
        client.restore_backup(file)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("document", "Rate", "is a backup of a Rate, which cannot be restored"),
        ("document", "HardwareConfig", "is no backup of a HardwareConfig"),
        ("key", "S10002", "is a backup of S10002, but its content describes 'S10001'"),
        ("key", "", "is no backup of a SiteConfig"),
        ("backup", 2, "is no backup of version 1"),
        ("content", [], "is no complete backup"),
        ("taken_at", None, "is no complete backup"),
    ],
)
@pytest.mark.parametrize("planned", [False, True])
def test_a_backup_that_was_tampered_with_is_refused(
    client: Driver, sim: Simulator, name: str, value: object, problem: str, planned: bool
) -> None:
    result = client.update_site_config("S10001", {"name": "x"})
    backup = json.loads(result.backup_path.read_text(encoding="utf-8"))
    result.backup_path.write_text(json.dumps({**backup, name: value}), encoding="utf-8")
    sim.requests.clear()
    with pytest.raises(ConfigurationError, match=problem):
        client.plan_restore([result.backup_path]) if planned else client.restore_backup(result.backup_path)
    assert sim.requests == []


def test_several_backups_are_brought_back_by_a_plan(one: Driver, sim: Simulator, backups: Path) -> None:
    before = {kind: held(sim, path) for kind, path in KINDS.items()}
    for kind in ("SiteConfig", "ModelingData", "AlertTrigger", "HardwareConfig"):
        CHANGES[kind](one)
    plan = one.plan_restore(sorted(backups.glob("*.json")))
    assert sorted(entry.document for entry in plan) == ["AlertTrigger", "HardwareConfig", "ModelingData", "SiteConfig"]
    assert one.apply_plan(plan)
    assert [differences(kind, before[kind], sim) for kind in KINDS] == [[]] * len(KINDS)


def test_of_several_backups_of_one_document_the_earliest_counts(
    client: Driver, sim: Simulator, clock: FakeClock, backups: Path
) -> None:
    before = held(sim, KINDS["SiteConfig"])
    for name in ("x", "y", "z"):
        client.update_site_config("S10001", {"name": name})
        clock.advance(60)
    paths = sorted(backups.glob("*.json"), reverse=True)
    assert len(paths) == 3
    [entry] = client.plan_restore(str(path) for path in paths)
    assert [change.after for change in entry.changes if change.path == "name"] == [before["name"]]


def test_deleted_triggers_of_one_device_come_back_with_one_request(
    client: Driver, sim: Simulator, backups: Path
) -> None:
    before = triggers(sim)
    client.delete_alert_trigger("H100005")
    paths = [*backups.glob("*.json")]
    assert len(paths) == 3
    plan = client.plan_restore([*paths, *paths])
    assert [(entry.action, len(entry.changes)) for entry in plan] == [("create", 3)]
    assert client.apply_plan(plan)
    assert sorted(map(str, map(told, triggers(sim)))) == sorted(map(str, map(told, before)))


def test_restoring_nothing(client: Driver, sim: Simulator) -> None:
    assert not client.plan_restore([])
    assert sim.requests == []


def test_progress(one: Driver, backups: Path) -> None:
    for kind in ("SiteConfig", "ModelingData"):
        CHANGES[kind](one)
    steps: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        steps.append((done, of))

    one.plan_restore(backups.glob("*.json"), progress=progress)
    one.plan_undo(one.history()[0].id, progress=progress)
    assert steps == [(1, 2), (2, 2), (1, 1)]


def test_a_restored_document_that_moved_since_it_was_planned_is_a_conflict(client: Driver, sim: Simulator) -> None:
    client.update_site_config("S10001", {"name": "x"})
    plan = client.plan_undo(client.history()[0].id)
    page = "/powertrack/S10001/administration/config"
    body = {**held(sim, KINDS["SiteConfig"]), "tagLine": "Mine"}
    client.request("PUT", "/api/edit/site", body=body, referer=page)
    for on_conflict in ("skip", "replan"):
        result = client.apply_plan(plan, on_conflict=on_conflict)
        assert [entry.outcome for entry in result.entries] == ["conflict"], "what was planned as a whole stays so"
    assert held(sim, KINDS["SiteConfig"])["tagLine"] == "Mine"


def test_a_restore_that_goes_wrong_is_told(client: Driver, sim: Simulator) -> None:
    done = client.update_site_config("S10001", {"name": "x"})
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError):
        client.restore_backup(done.backup_path)
