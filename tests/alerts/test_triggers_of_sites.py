"""Alert triggers of sites: all that works for devices works for them, on the page of the site."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import Plan, UpdateResult, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.alerts.triggers import told, triggers, unsafe
from tests.driver import Driver
from tests.wire import Sent, get, wire

SITE, OTHER = "S10001", "S10002"
PAGE = f"/powertrack/{SITE}/administration/alertsettings"
LIST = f"/api/alerttrigger/{SITE}"
REPORT, COMMUNICATION, AVAILABILITY = "x2d8013888", "x2d8013889", "x2d801388a"
NEW = {"alertTypeKey": "AI1188", "enabled": False}


def keys_of(sim: Simulator, owner: str = SITE) -> list[object]:
    return [trigger["key"] for trigger in triggers(sim, owner)]


def texts(rows: list[JsonObject]) -> list[str]:
    """Triggers as text but for what the server gives them, in any order."""
    return sorted(json.dumps(told(row), sort_keys=True) for row in rows)


def test_triggers_of_a_site_are_read(site_client: Driver) -> None:
    found = site_client.get_alert_triggers(SITE)
    assert found.key == SITE
    assert [trigger.key for trigger in found.triggers] == [REPORT, COMMUNICATION, AVAILABILITY]
    assert [trigger.alert_type_key for trigger in found.triggers] == ["AI358", "AI355", "AI401"]
    assert {trigger.parent_key for trigger in found.triggers} == {SITE}
    assert [parameter.value for parameter in found.triggers[2].parameters] == [0.8, 7, "NaN"]
    assert found.triggers[2].standard_items == []


def test_a_trigger_of_a_site_changes_in_what_was_asked_for(site_client: Driver, sim: Simulator) -> None:
    before = triggers(sim, SITE)
    result = site_client.update_alert_triggers(SITE, [{"key": AVAILABILITY, "enabled": False, "threshold": 0.9}])
    parameters = objects(before[2]["parameters"])
    expected: JsonObject = {
        **before[2],
        "isActive": False,
        "parameters": [{**parameters[0], "value": 0.9}, *parameters[1:]],
    }
    read = get(f"/api/alerttrigger/{AVAILABILITY}")
    assert wire(sim) == [get(LIST, PAGE), read, Sent("PUT", "/api/alerttrigger", {}, PAGE, expected), read]
    assert result.verified
    assert [told(trigger) for trigger in triggers(sim, SITE)] == [*map(told, before[:2]), told(expected)]


@pytest.mark.parametrize("data", [{"name": "Report run-time alert"}, {"id": 0x8013888}, {"key": "X2D8013888"}])
def test_a_trigger_of_a_site_is_named_in_several_ways(site_client: Driver, sim: Simulator, data: Any) -> None:
    assert site_client.update_alert_triggers("s10001", [{**data, "severity": 3}]).verified
    assert [trigger["priorityLevel"] for trigger in triggers(sim, SITE)] == [3, 0, 0]


def test_a_trigger_is_set_on_a_site(site_client: Driver, sim: Simulator) -> None:
    before = triggers(sim, SITE)
    result = site_client.add_alert_trigger(SITE, NEW)
    assert result.verified
    [post] = unsafe(sim)
    assert (post.method, post.path, post.referer) == ("POST", "/api/alerttrigger", PAGE)
    assert isinstance(post.body, dict)
    assert (post.body["parentKey"], post.body["key"], post.body["isActive"]) == (SITE, "", False)
    assert get(f"/api/alerttrigger/new/{SITE}/AI1188", PAGE, {}) in wire(sim)
    assert triggers(sim, SITE)[:3] == before
    assert keys_of(sim)[3:] == [*result.created]
    undone = site_client.apply_plan(site_client.plan_undo(site_client.history()[0].id))
    assert undone
    assert triggers(sim, SITE) == before


def test_the_alert_type_may_be_named(site_client: Driver, sim: Simulator) -> None:
    assert site_client.add_alert_trigger(SITE, {"name": "low insolation"}).verified
    assert triggers(sim, SITE)[3]["alertTypeKey"] == "AI1188"
    with pytest.raises(ValidationError, match="S10001 can have no trigger of an alert type 'Inverter fault'"):
        site_client.add_alert_trigger(SITE, {"name": "Inverter fault"})


def test_triggers_of_a_site_are_deleted_and_brought_back(site_client: Driver, sim: Simulator) -> None:
    before = triggers(sim, SITE)
    result = site_client.delete_alert_trigger(SITE)
    assert result.verified
    assert {(one.method, one.referer) for one in unsafe(sim)} == {("DELETE", PAGE)}
    assert sorted(one.path for one in unsafe(sim)) == sorted(f"{LIST}/{trigger['key']}" for trigger in before)
    assert triggers(sim, SITE) == []
    assert site_client.apply_plan(site_client.plan_undo(site_client.history()[0].id))
    assert texts(triggers(sim, SITE)) == texts(before)
    [post] = [one for one in unsafe(sim) if one.method == "POST"]
    assert (post.path, post.referer) == ("/api/alerttriggers", PAGE)


def test_one_trigger_of_a_site_is_deleted_by_its_key(site_client: Driver, sim: Simulator) -> None:
    assert site_client.delete_alert_trigger(SITE, COMMUNICATION).verified
    assert keys_of(sim) == [REPORT, AVAILABILITY]
    with pytest.raises(ValidationError, match="S10002 has no trigger x2d8013888"):
        site_client.delete_alert_trigger(OTHER, REPORT)


def test_an_update_of_a_site_is_undone_and_restored(site_client: Driver, sim: Simulator) -> None:
    before = [told(trigger) for trigger in triggers(sim, SITE)]
    first = site_client.update_alert_triggers(SITE, [{"key": AVAILABILITY, "threshold": 0.5, "delayHoursTrigger": 2.5}])
    assert site_client.apply_plan(site_client.plan_undo(site_client.history()[0].id))
    assert [told(trigger) for trigger in triggers(sim, SITE)] == before
    site_client.update_alert_triggers(SITE, [{"key": AVAILABILITY, "threshold": 0.6}])
    assert site_client.restore_backup(first.backup_path).verified
    assert [told(trigger) for trigger in triggers(sim, SITE)] == before
    assert {one.referer for one in unsafe(sim)} == {PAGE}
    assert {write.outcome for run in site_client.history() for write in run.writes} == {"written"}


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.update_alert_triggers(SITE, [{"key": REPORT, "enabled": False}], dry_run=True),
        lambda client: client.add_alert_trigger(SITE, NEW, dry_run=True),
        lambda client: client.delete_alert_trigger(SITE, dry_run=True),
        lambda client: client.copy_alert_triggers(SITE, [OTHER], dry_run=True),
        lambda client: client.plan_alert_copy(SITE, [OTHER]),
        lambda client: client.plan_alert_additions([SITE, OTHER], NEW),
        lambda client: client.plan_alert_deletions([SITE, OTHER]),
    ],
)
def test_what_only_looks_writes_nothing(site_client: Driver, sim: Simulator, backups: Path, call: Any) -> None:
    site_client.update_alert_triggers(SITE, [{"key": REPORT, "severity": 1}])
    sim.requests.clear()
    kept = sorted(backups.iterdir())
    found = call(site_client)
    assert found.changes if isinstance(found, UpdateResult) else len(found)
    assert unsafe(sim) == []
    assert sorted(backups.iterdir()) == kept


def test_triggers_are_copied_from_site_to_sites(site_client: Driver, sim: Simulator) -> None:
    site_client.update_alert_triggers(SITE, [{"key": AVAILABILITY, "threshold": 0.7}])
    site_client.delete_alert_trigger("S10003", "x2d8013898")
    sim.requests.clear()
    assert site_client.copy_alert_triggers(SITE, [OTHER, "s10003", SITE]).verified
    wanted = texts(triggers(sim, SITE))
    for site in (OTHER, "S10003"):
        assert texts(triggers(sim, site)) == wanted
        assert {trigger["parentKey"] for trigger in triggers(sim, site)} == {site}
    assert {(one.method, one.referer) for one in unsafe(sim)} == {
        ("PUT", "/powertrack/S10002/administration/alertsettings"),
        ("PUT", "/powertrack/S10003/administration/alertsettings"),
        ("POST", "/powertrack/S10003/administration/alertsettings"),
    }
    assert not site_client.copy_alert_triggers(SITE, [OTHER, "S10003"]).changes


@pytest.mark.parametrize(("source", "target"), [(SITE, "H100005"), ("H100005", SITE)])
@pytest.mark.parametrize("method", ["copy_alert_triggers", "plan_alert_copy"])
def test_a_copy_between_a_site_and_a_device_is_refused_by_alert_type(
    site_client: Driver, sim: Simulator, method: str, source: str, target: str
) -> None:
    names = {SITE: "a site", "H100005": "a device"}
    with pytest.raises(ValidationError) as caught:
        getattr(site_client, method)(source, [target])
    assert f"{source} is {names[source]} and {target} {names[target]}, which cannot have triggers" in str(caught.value)
    assert "AI358 (Report run-time alert)" in str(caught.value) or "AI310 (Inverter fault)" in str(caught.value)
    assert unsafe(sim) == []


def test_a_copy_from_a_device_to_a_site_goes_ahead_if_the_site_offers_the_type(
    site_client: Driver, sim: Simulator
) -> None:
    site_client.delete_alert_trigger("H100005")
    site_client.add_alert_trigger("H100005", {"alertTypeKey": "AI320", "threshold": 1.5})
    [made] = triggers(sim, "H100005")
    with pytest.raises(ValidationError, match="AI320"):
        site_client.copy_alert_triggers("H100005", [SITE])
    site_client.update_alert_triggers("H100005", [{"key": made["key"], "alertTypeKey": "AI1188"}])
    assert site_client.copy_alert_triggers("H100005", [SITE]).verified
    assert triggers(sim, SITE)[3]["alertTypeKey"] == "AI1188"


def test_plans_for_sites_are_saved_applied_and_undone(site_client: Driver, sim: Simulator, tmp_path: Path) -> None:
    before = {site: [told(trigger) for trigger in triggers(sim, site)] for site in (SITE, OTHER)}
    plan = site_client.plan_alert_additions([SITE, OTHER], NEW)
    assert [(entry.action, entry.document, entry.key) for entry in plan] == [
        ("create", "AlertTriggers", SITE),
        ("create", "AlertTriggers", OTHER),
    ]
    plan.save(tmp_path / "plan.json")
    done = site_client.apply_plan(Plan.load(tmp_path / "plan.json"), limit=1)
    assert done.summary == "1 written, 1 skipped"
    assert site_client.resume_run(done.run)
    assert [len(triggers(sim, site)) for site in (SITE, OTHER)] == [4, 4]
    assert site_client.apply_plan(site_client.plan_undo(done.run))
    assert {site: [told(trigger) for trigger in triggers(sim, site)] for site in (SITE, OTHER)} == before

    plan = site_client.plan_alert_deletions([SITE, "H100005"])
    assert [(entry.action, entry.owner) for entry in plan] == [("delete", SITE)] * 3 + [("delete", "H100005")] * 3
    plan.save(tmp_path / "deletions.json")
    assert site_client.apply_plan(Plan.load(tmp_path / "deletions.json"))
    assert triggers(sim, SITE) == triggers(sim, "H100005") == []


@pytest.mark.parametrize("form", ["rows", "csv", "json"])
def test_rows_name_triggers_of_sites(site_client: Driver, sim: Simulator, tmp_path: Path, form: str) -> None:
    rows: list[dict[str, Any]] = [
        {"key": REPORT, "siteKey": SITE, "enabled": False, "delayHoursTrigger": 1.5},
        {"key": AVAILABILITY, "siteKey": SITE, "enabled": False, "delayHoursTrigger": 2.0},
        {"key": "x2d8013890", "siteKey": OTHER, "enabled": True, "delayHoursTrigger": 3.0},
        {"key": "AS400020", "siteKey": SITE, "enabled": False, "delayHoursTrigger": 4.0},
    ]
    given: object = rows
    if form != "rows":
        given = tmp_path / f"rows.{form}"
        with given.open("w", newline="", encoding="utf-8") as file:
            if form == "json":
                json.dump(rows, file)
            else:
                writer = csv.DictWriter(file, fieldnames=list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
    before = {owner: triggers(sim, owner) for owner in (SITE, OTHER, "H100005")}
    plan = site_client.plan_updates(given)
    assert [(entry.document, entry.key, entry.owner) for entry in plan] == [
        ("AlertTrigger", REPORT, SITE),
        ("AlertTrigger", AVAILABILITY, SITE),
        ("AlertTrigger", "x2d8013890", OTHER),
        ("AlertTrigger", "AS400020", "H100005"),
    ]
    done = site_client.apply_plan(plan)
    assert done
    pages = {str(one.body["key"]): one.referer for one in unsafe(sim) if isinstance(one.body, dict)}
    assert pages == {
        REPORT: PAGE,
        AVAILABILITY: PAGE,
        "x2d8013890": f"/powertrack/{OTHER}/administration/alertsettings",
        "AS400020": "/powertrack/H100005/administration/alertsettings",
    }
    assert [trigger["delayHoursTrigger"] for trigger in triggers(sim, SITE)] == [1.5, 0.0, 2.0]
    assert site_client.apply_plan(site_client.plan_undo(done.run))
    for owner, rows_before in before.items():
        assert [told(trigger) for trigger in triggers(sim, owner)] == [told(trigger) for trigger in rows_before]


def test_a_row_that_names_another_site_is_refused(site_client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="x2d8013888 does not belong to S10002, but to S10001"):
        site_client.plan_updates([{"key": REPORT, "siteKey": OTHER, "enabled": False}])
    assert unsafe(sim) == []
