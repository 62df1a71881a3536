"""Whole runs undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import ConfigurationError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.journal import append_lines
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.plans.kinds import CHANGES, KINDS, differences, told, triggers
from tests.wire import Sent, held, puts, wire

ALERTS_PAGE = "/powertrack/H100005/administration/alertsettings"


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
    assert [(entry.action, entry.key, len(entry.changes)) for entry in plan] == [("create", "H100005", 3)]
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
    assert client.resume_run(result.run, on_conflict="replan")
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
    backup["content"]["name"] = "y"
    result.backup_path.write_text(json.dumps(backup), encoding="utf-8")
    sim.requests.clear()
    with pytest.raises(ConfigurationError, match="was altered since it was taken"):
        client.plan_undo(client.history()[0].id)
    assert sim.requests == []


def test_a_journal_that_names_no_backup(client: Driver, backups: Path) -> None:
    client.update_site_config("S10001", {"name": "x"})
    [record] = client.history()
    text = record.path.read_text(encoding="utf-8").replace('"backup": "', '"backup": null, "was": "')
    record.path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="the journal names no backup of SiteConfig S10001"):
        client.plan_undo(record.id)


def test_a_creation_whose_outcome_is_unknown_is_undone(client: Driver, sim: Simulator, backups: Path) -> None:
    plan = client.plan_alert_additions(["H100005"], {"name": "Low Voltage"})
    result = client.apply_plan(plan)
    lines = result.journal.read_text(encoding="utf-8").splitlines(keepends=True)
    result.journal.write_text("".join(lines[:3]), encoding="utf-8")
    undo = client.plan_undo(result.run)
    assert [entry.action for entry in undo] == ["delete"]
    assert client.history()[0].writes[0].created == (undo.entries[0].key,)
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
