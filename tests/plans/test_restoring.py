"""The way back: documents from their backups, and whole runs undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from powertrack_api.decoding import JsonObject, objects
from powertrack_sdk import ConfigurationError, VerificationError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.backup import load_backup
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import document
from powertrack_sdk.writes.journal import append_lines
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.wire import Sent, held, puts, wire

ALERTS_PAGE = "/powertrack/H100005/administration/alertsettings"
DEVICE = "/api/alerttrigger/H100005"

KINDS = {
    "SiteConfig": "/api/edit/site/S10001",
    "HardwareConfig": "/api/edit/hardware/H100005",
    "SiteHardwareConfig": "/api/edit/sitehardware/S10001",
    "ModelingData": "/api/edit/modeling/H100006",
    "AlertTrigger": "/api/alerttrigger/AS400020",
}
"""A document of each kind, and what is done to it."""

CHANGES: dict[str, Callable[[Driver], object]] = {
    "SiteConfig": lambda client: client.update_site_config("S10001", {"name": "x", "latitude": 1.5}),
    "HardwareConfig": lambda client: client.update_hardware_config(
        "H100005", {"name": "x", "settings[dev:UnitID].value": 9}
    ),
    "SiteHardwareConfig": lambda client: client.bulk_update_hardware(
        "S10001", [{"hid": 100005, "name": "x"}, {"hid": 100006, "settings[dev:UnitID].value": 9}]
    ),
    "ModelingData": lambda client: client.update_inverter_model("H100006", {"powerRating": 5000, "dcRating": 7.5}),
    "AlertTrigger": lambda client: client.update_alert_triggers("H100005", {"key": "AS400020", "enabled": False}),
}


def triggers(sim: Simulator, device: str = "H100005") -> list[JsonObject]:
    return objects(held(sim, f"/api/alerttrigger/{device}")["triggers"])


def told(trigger: JsonObject) -> JsonObject:
    """A trigger without what the server gives it."""
    return {name: value for name, value in trigger.items() if name not in ("key", "id", "lastChanged")}


def differences(kind: str, before: JsonObject, sim: Simulator) -> list[str]:
    """What a document differs in from what it was, but for what the server changes by itself."""
    return [str(change) for change in diff(before, held(sim, KINDS[kind]), document(kind).shape, ignore_volatile=True)]


@pytest.fixture
def one(connect: Connect) -> Driver:
    """A client that does one thing after another."""
    return connect(concurrency=1)


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


@pytest.mark.parametrize("kind", KINDS)
def test_undoing_an_update_of_each_kind(client: Driver, sim: Simulator, kind: str) -> None:
    before = held(sim, KINDS[kind])
    CHANGES[kind](client)
    [record] = client.history()
    plan = client.plan_undo(record.id)
    assert [(entry.action, entry.document) for entry in plan] == [("update", kind)]
    assert differences(kind, before, sim), "planning changes nothing"
    assert client.apply_plan(plan)
    assert differences(kind, before, sim) == []
    again = client.plan_undo(record.id)
    assert not again
    assert again.unchanged == (next(iter(plan)).name,)


def test_the_rows_of_a_table_go_back_under_the_stamps_that_they_have_now(client: Driver, sim: Simulator) -> None:
    before = held(sim, KINDS["SiteHardwareConfig"])
    CHANGES["SiteHardwareConfig"](client)
    now = {row["hardwareKey"]: row["ts"] for row in objects(held(sim, KINDS["SiteHardwareConfig"])["hardware"])}
    plan = client.plan_undo(client.history()[0].id)
    assert not [change for entry in plan for change in entry.changes if change.path.endswith("ts")]
    client.apply_plan(plan)
    sent = puts(sim)[-1]
    assert {row["hardwareKey"]: row["ts"] for row in objects(sent["hardware"])} == now
    assert [{**row, "ts": ""} for row in objects(sent["hardware"])] == [
        {**row, "ts": ""} for row in objects(before["hardware"])
    ]


def test_undoing_a_creation_deletes(client: Driver, sim: Simulator) -> None:
    before = triggers(sim)
    client.add_alert_trigger("H100005", {"name": "Low Voltage"})
    [created] = [trigger for trigger in triggers(sim) if trigger not in before]
    plan = client.plan_undo(client.history()[0].id)
    assert [(entry.action, entry.key) for entry in plan] == [("delete", created["key"])]
    sim.requests.clear()
    assert client.apply_plan(plan)
    [delete] = [request for request in wire(sim) if request.method == "DELETE"]
    assert delete == Sent("DELETE", f"/api/alerttrigger/H100005/{created['key']}", {}, ALERTS_PAGE)
    assert triggers(sim) == before


def test_undoing_a_creation_that_is_gone_already(client: Driver) -> None:
    result = client.add_alert_trigger("H100005", {"name": "Low Voltage"})
    client.delete_alert_trigger("H100005", result.created[0])
    [created] = [run for run in client.history() if run.what == "create"]
    assert not client.plan_undo(created.id)


def test_undoing_a_deletion_creates(client: Driver, sim: Simulator) -> None:
    before = triggers(sim)
    client.delete_alert_trigger("H100005", "x2d061a96")
    plan = client.plan_undo(client.history()[0].id)
    assert [(entry.action, entry.document, entry.key) for entry in plan] == [("create", "AlertTriggers", "H100005")]
    sim.requests.clear()
    assert client.apply_plan(plan)
    [post] = [request for request in wire(sim) if request.method == "POST"]
    assert (post.path, post.referer) == ("/api/alerttrigger", ALERTS_PAGE)
    assert post.body == {**before[2], "id": 0, "key": ""}
    after = triggers(sim)
    assert [told(trigger) for trigger in after] == [told(trigger) for trigger in before]
    assert after[2]["key"] != before[2]["key"], "the server gives it another key"


def test_undoing_the_deletion_of_all_triggers_brings_all_back(client: Driver, sim: Simulator) -> None:
    before = triggers(sim)
    assert len(before) == 3
    client.delete_alert_trigger("H100005")
    assert triggers(sim) == []
    plan = client.plan_undo(client.history()[0].id)
    assert [(entry.action, entry.key, len(entry.bodies)) for entry in plan] == [("create", "H100005", 3)]
    sim.requests.clear()
    result = client.apply_plan(plan)
    assert result, result
    [post] = [request for request in wire(sim) if request.method == "POST"]
    assert (post.path, post.referer) == ("/api/alerttriggers", ALERTS_PAGE)
    assert sorted(map(str, map(told, triggers(sim)))) == sorted(map(str, map(told, before)))


def test_undoing_what_was_undone(client: Driver, sim: Simulator, clock: FakeClock) -> None:
    client.delete_alert_trigger("H100005")
    for _ in range(2):
        clock.advance(60)
        client.apply_plan(client.plan_undo(client.history()[0].id))
    assert triggers(sim) == []


def test_undoing_a_plan_of_many_writes(one: Driver, sim: Simulator, clock: FakeClock) -> None:
    before = {kind: held(sim, path) for kind, path in KINDS.items()}
    other = triggers(sim, "H100003")
    result = one.apply_plan(
        one.plan_updates(
            [
                ("S10001", {"name": "x"}),
                {"hid": 100005, "capacityKw": 5.0},
                {"hid": 100006, "document": "modeling", "dcRating": 5.0},
                {"key": "AS400020", "enabled": False},
            ]
        )
    )
    assert result
    clock.advance(60)
    deletions = one.apply_plan(one.plan_alert_deletions(["H100003"]))
    assert deletions
    for run in (deletions.run, result.run):
        assert one.apply_plan(one.plan_undo(run))
    assert [differences(kind, before[kind], sim) for kind in KINDS] == [[]] * len(KINDS)
    assert sorted(map(str, map(told, triggers(sim, "H100003")))) == sorted(map(str, map(told, other)))


def test_undoing_by_the_path_of_the_journal(client: Driver, connect: Connect, sim: Simulator, tmp_path: Path) -> None:
    before = held(sim, KINDS["SiteConfig"])
    CHANGES["SiteConfig"](client)
    elsewhere = connect(backup_dir=tmp_path / "elsewhere")
    assert elsewhere.apply_plan(elsewhere.plan_undo(client.history()[0].path))
    assert differences("SiteConfig", before, sim) == []


def test_what_was_never_written_needs_no_undoing(client: Driver, sim: Simulator) -> None:
    plan = client.plan_updates([("S10001", {"name": "x"})])
    sim.inject(Fault("server-error", method="PUT"))
    result = client.apply_plan(plan)
    assert not client.plan_undo(result.run)


def test_of_several_writes_of_one_document_the_first_is_undone(client: Driver, sim: Simulator) -> None:
    """The first was lost, as far as anyone knows; the run was resumed, and wrote it again."""
    before = held(sim, KINDS["SiteConfig"])
    plan = client.plan_updates([("S10001", {"name": "x"})])
    result = client.apply_plan(plan)
    lines = result.journal.read_text(encoding="utf-8").splitlines(keepends=True)
    result.journal.write_text("".join(lines[:3]), encoding="utf-8")
    another = {**held(sim, KINDS["SiteConfig"]), "name": before["name"], "tagLine": "Mine"}
    page = "/powertrack/S10001/administration/config"
    client.request("PUT", "/api/edit/site", body=another, referer=page)
    assert client.resume_run(result.run, moved="replan")
    record = client.history()[0]
    assert [write.outcome for write in record.writes] == [None, "written"]
    plan = client.plan_undo(record.id)
    assert client.apply_plan(plan)
    assert differences("SiteConfig", before, sim) == []


def test_a_run_that_there_is_not(client: Driver) -> None:
    with pytest.raises(ConfigurationError, match="there is no run nothing in"):
        client.plan_undo("nothing")


def test_a_run_whose_backup_is_gone(client: Driver, sim: Simulator) -> None:
    result = client.update_site_config("S10001", {"name": "x"})
    result.backup_path.unlink()
    sim.requests.clear()
    with pytest.raises(ConfigurationError, match="cannot be read as a backup"):
        client.plan_undo(client.history()[0].id)
    assert sim.requests == []


def test_a_run_whose_backup_was_tampered_with(client: Driver, sim: Simulator) -> None:
    result = client.update_site_config("S10001", {"name": "x"})
    backup = json.loads(result.backup_path.read_text(encoding="utf-8"))
    backup["content"]["key"] = "S10002"
    result.backup_path.write_text(json.dumps(backup), encoding="utf-8")
    sim.requests.clear()
    with pytest.raises(ConfigurationError, match="is a backup of S10001, but its content describes 'S10002'"):
        client.plan_undo(client.history()[0].id)
    assert sim.requests == []


def test_a_journal_that_names_no_backup(client: Driver, backups: Path) -> None:
    client.update_site_config("S10001", {"name": "x"})
    [record] = client.history()
    text = record.path.read_text(encoding="utf-8").replace('"backup": "', '"backup": null, "was": "')
    record.path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="the journal names no backup of SiteConfig S10001"):
        client.plan_undo(record.id)


def test_a_creation_whose_end_is_not_known_is_not_undone_in_silence(
    client: Driver, sim: Simulator, backups: Path
) -> None:
    plan = client.plan_alert_additions(["H100005"], {"name": "Low Voltage"})
    result = client.apply_plan(plan)
    lines = result.journal.read_text(encoding="utf-8").splitlines(keepends=True)
    result.journal.write_text("".join(lines[:3]), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"nobody knows what the run created on H100005\. Go on with"):
        client.plan_undo(result.run)
    assert client.resume_run(result.run)
    assert client.apply_plan(client.plan_undo(result.run))
    assert len(triggers(sim)) == 3


def test_a_creation_that_came_out_differently_is_undone(client: Driver, sim: Simulator, backups: Path) -> None:
    """It is known by its name; something else of it is not as it was sent."""
    result = client.add_alert_trigger("H100005", {"name": "Low Voltage"})
    [record] = client.history()
    lines = [json.loads(line) for line in record.path.read_text(encoding="utf-8").splitlines()]
    record.path.unlink()
    append_lines(record.path, [*lines[:-1], {**lines[-1], "outcome": "differs", "message": "not as asked for"}])
    plan = client.plan_undo(record.id)
    assert [(entry.action, entry.key) for entry in plan] == [("delete", result.created[0])]


def test_what_cannot_be_deleted_is_not_undone_in_silence(client: Driver, sim: Simulator) -> None:
    result = client.create_report_config({"name": "Monthly"})
    sim.requests.clear()
    with pytest.raises(
        ConfigurationError, match=f"the run created {result.created[0]}, which can be deleted in the web"
    ):
        client.plan_undo(client.history()[0].id)
    assert sim.requests == []


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


def test_a_trigger_of_nothing_is_refused(client: Driver, sim: Simulator, backups: Path) -> None:
    client.delete_alert_trigger("H100005", "x2d061a96")
    [file] = backups.glob("*.json")
    backup = json.loads(file.read_text(encoding="utf-8"))
    del backup["content"]["parentKey"]
    file.write_text(json.dumps(backup), encoding="utf-8")
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
    assert [len(entry.bodies) for entry in plan] == [3]
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
    for moved in ("skip", "replan"):
        result = client.apply_plan(plan, moved=moved)
        assert [entry.status for entry in result.entries] == ["conflict"], "what was planned as a whole stays so"
    assert held(sim, KINDS["SiteConfig"])["tagLine"] == "Mine"


def test_a_restore_that_goes_wrong_is_told(client: Driver, sim: Simulator) -> None:
    done = client.update_site_config("S10001", {"name": "x"})
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError):
        client.restore_backup(done.backup_path)
