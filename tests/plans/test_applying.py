"""Plans applied: as they were shown, stopped by failures, kept from what moved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import httpx
import pytest
from attrs import evolve

from powertrack_core.decoding import objects
from powertrack_sdk import (
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    Plan,
    PlanEntry,
    ReadOnlyError,
    ValidationError,
    VerificationError,
)
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.backup import load_backup
from powertrack_sdk.writes.edits import Update
from tests.driver import Connect, Driver
from tests.plans.renaming import PAGE, SITES, another_user, journal, names_of, renaming, site, statuses, writes
from tests.transports import watching
from tests.wire import Sent, get, held, puts, wire


def test_a_plan_is_done_as_it_was_shown(client: Driver, sim: Simulator) -> None:
    plan = renaming(client)
    result = client.apply_plan(plan)
    assert bool(result) is True
    assert statuses(result) == ["written"] * 3
    assert [entry.entry for entry in result.entries] == list(plan)
    assert all(entry.result.verified for entry in result.entries)
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]
    for entry in result.entries:
        assert entry.result.changes == entry.entry.changes


def test_what_goes_over_the_wire(one: Driver, sim: Simulator) -> None:
    plan = renaming(one, "S10001", "S10002")
    before = {key: held(sim, site(key)) for key in ("S10001", "S10002")}
    sim.requests.clear()
    one.apply_plan(plan)
    assert wire(sim) == [
        request
        for key in ("S10001", "S10002")
        for request in (
            get(site(key), query={}),
            Sent("PUT", "/api/edit/site", {}, PAGE.format(key), {**before[key], "name": f"New {key}"}),
            get(site(key), query={}),
        )
    ]


def test_all_kinds_of_documents(one: Driver, sim: Simulator) -> None:
    """One after another: both documents of a device share its lock, and on this clock waiting takes no time."""
    plan = one.plan_updates(
        [
            ("S10001", {"name": "Maple"}),
            {"hid": 100005, "name": "A"},
            {"hid": 100006, "name": "B"},
            {"hid": 100013, "capacityKw": 61.5},
            {"hid": 100006, "document": "modeling", "dcRating": 120.5},
            {"key": "x2d061a96", "threshold": 80.0},
        ]
    )
    sim.requests.clear()
    assert one.apply_plan(plan)
    pages = {
        f"{request.path}?{request.body['key'] if isinstance(request.body, dict) else ''}": request.referer
        for request in wire(sim)
        if request.method == "PUT"
    }
    assert pages == {
        "/api/edit/site?S10001": "/powertrack/S10001/administration/config",
        "/api/edit/hardware?H100005": "/powertrack/H100005/administration/config",
        "/api/edit/hardware?H100006": "/powertrack/H100006/administration/config",
        "/api/edit/hardware?H100013": "/powertrack/H100013/administration/config",
        "/api/edit/modeling?H100006": "/powertrack/S10001/administration/modeling",
        "/api/alerttrigger?x2d061a96": "/powertrack/H100005/administration/alertsettings",
    }
    assert held(sim, "/api/edit/hardware/H100006")["description"] == "B"
    assert held(sim, "/api/edit/modeling/H100006")["dcRating"] == 120.5


def test_the_table_of_a_site_is_one_request(client: Driver, sim: Simulator) -> None:
    plan = client.plan_updates([{"hid": hid, "name": f"Inverter {hid}"} for hid in range(100005, 100009)])
    before = held(sim, "/api/edit/sitehardware/S10001")
    sim.requests.clear()
    assert client.apply_plan(plan)
    [request] = [request for request in wire(sim) if request.method != "GET"]
    assert (request.method, request.path) == ("PUT", "/api/edit/sitehardware")
    assert request.referer == "/powertrack/S10001/administration/hardware/list"
    rows = [
        {**row, "description": f"Inverter {str(row['hardwareKey'])[1:]}"} if row["functionCode"] == 1 else row
        for row in objects(before["hardware"])
    ]
    assert request.body == {**before, "hardware": rows}


def test_each_write_is_backed_up_and_journaled_before_it_is_sent(
    connect: Connect, sim: Simulator, backups: Path
) -> None:
    plan = renaming(connect(), "S10001", "S10002")
    before = {key: held(sim, site(key)) for key in SITES}
    seen: list[str] = []

    def at_each_put(request: httpx.Request) -> None:
        if request.method != "PUT":
            return
        key = json.loads(request.content)["key"]
        [path] = (backups / "runs").glob("*.jsonl")
        last = [line for line in journal(path) if line.get("key") == key][-1]
        assert last["event"] == "intended"
        assert load_backup(backups / str(last["backup"])).content == before[key]
        seen.append(key)

    assert connect(watching(sim, at_each_put)).apply_plan(plan)
    assert sorted(seen) == ["S10001", "S10002"]


def test_the_lines_of_the_journal(one: Driver, sim: Simulator, backups: Path) -> None:
    plan = renaming(one, "S10001")
    result = one.apply_plan(plan)
    assert result.journal == backups / "runs" / f"{result.run}.jsonl"
    started, planned, intended, ended, finished = journal(result)
    assert started == {
        "journal": 1,
        "event": "started",
        "at": "2026-06-24T17:00:00+00:00",
        "run": result.run,
        "what": "apply",
        "host": "https://simulator.invalid",
        "plan": f"{result.run}.plan.json",
    }
    assert (planned["event"], planned["writes"], planned["fields"]) == ("planned", 1, 1)
    assert intended["event"] == "intended"
    assert (intended["action"], intended["document"], intended["key"]) == ("update", "SiteConfig", "S10001")
    assert intended["changes"] == ["name"]
    assert intended["before"] == next(iter(plan)).digest
    assert intended["backup"] == result.entries[0].result.backup_path.name
    assert (ended["event"], ended["outcome"], ended["message"], ended["created"]) == ("ended", "written", None, [])
    assert (finished["event"], finished["summary"]) == ("finished", "1 written")
    assert "New S10001" not in result.journal.read_text(encoding="utf-8"), "values stand in plan and backups alone"
    assert str(Plan.load(backups / "runs" / f"{result.run}.plan.json")) == str(plan)


def test_a_plan_of_nothing_sends_nothing(client: Driver, sim: Simulator) -> None:
    result = client.apply_plan(Plan(made_at=""))
    assert bool(result) is True
    assert (result.entries, result.summary) == ((), "nothing to do")
    assert sim.requests == []


def test_what_is_so_already_is_not_written(client: Driver, sim: Simulator) -> None:
    """Somebody else did the same meanwhile, and asked for it by replanning."""
    plan = renaming(client)
    another_user(client, sim, "S10002", name="New S10002")
    result = client.apply_plan(plan, on_conflict="replan")
    assert bool(result) is True
    assert statuses(result) == ["written", "unchanged", "written"]
    assert writes(sim).count("S10002") == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"limit": 0}, "limit is 0; at least one write is needed, or None for all"),
        ({"limit": -1}, "limit is -1; at least one write is needed, or None for all"),
        ({"on_error": "ignore"}, "on_error is 'ignore'; it may be stop or continue"),
        ({"on_conflict": "force"}, "on_conflict is 'force'; it may be skip or replan"),
    ],
)
def test_arguments_that_make_no_sense(
    client: Driver, sim: Simulator, backups: Path, arguments: dict[str, object], problem: str
) -> None:
    plan = renaming(client)
    sim.requests.clear()
    with pytest.raises(ValidationError) as caught:
        client.apply_plan(plan, **arguments)
    assert str(caught.value) == problem
    assert sim.requests == []
    assert not backups.exists()


def test_two_writes_to_one_document_are_refused(client: Driver, sim: Simulator, backups: Path) -> None:
    plan = renaming(client, "S10001")
    twice = evolve(plan, entries=(*plan.entries, *plan.entries))
    sim.requests.clear()
    with pytest.raises(ValidationError, match=r"the plan writes to SiteConfig S10001 more than once"):
        client.apply_plan(twice)
    assert sim.requests == []
    assert not backups.exists()


def test_two_creations_on_one_device_are_refused(client: Driver) -> None:
    plan = client.plan_alert_additions(["H100005"], {"name": "Low Voltage"})
    with pytest.raises(ValidationError, match=r"the plan writes to AlertTriggers H100005 more than once"):
        client.apply_plan(evolve(plan, entries=(*plan.entries, *plan.entries)))


def test_an_entry_that_is_not_complete_is_refused(client: Driver, sim: Simulator) -> None:
    entry = PlanEntry(edit=Update(document="SiteConfig", key="S10001"))
    with pytest.raises(
        ConfigurationError, match="the entry of the plan for SiteConfig S10001 does not say what to update"
    ):
        client.apply_plan(Plan(entries=(entry,), made_at=""))
    assert puts(sim) == []


@pytest.mark.parametrize("on_error", ["stop", "continue"])
def test_after_a_failure(one: Driver, sim: Simulator, on_error: Literal["stop", "continue"]) -> None:
    plan = renaming(one)
    sim.inject(Fault("server-error", method="PUT", after=1))
    result = one.apply_plan(plan, on_error=on_error)
    assert bool(result) is False
    if on_error == "stop":
        assert statuses(result) == ["written", "not written", "skipped"]
        assert result.failures[1].message == "an earlier write failed"
        assert writes(sim) == ["S10001", "S10002"]
    else:
        assert statuses(result) == ["written", "not written", "written"]
        assert result.count("written") == 2
        assert writes(sim) == ["S10001", "S10002", "S10003"]
    failed = result.failures[0]
    assert failed.error is not None
    assert failed.message == str(failed.error)
    assert failed.message.startswith("SiteConfig S10002 was not written (reading it back shows it as it was)")
    assert str(failed) == f"SiteConfig S10002: not written ({failed.message})"
    assert names_of(sim)[1] != "New S10002"
    assert statuses(one.resume_run(result.run)) == ["written"] * 3
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]


def test_a_target_that_is_gone_is_a_failure(one: Driver, sim: Simulator) -> None:
    plan = one.plan_updates([{"key": "AS400020", "enabled": False}, ("S10001", {"name": "x"})])
    one.delete_alert_trigger("H100005", "AS400020")
    result = one.apply_plan(plan, on_error="continue")
    assert statuses(result) == ["not written", "written"]
    assert "404" in (result.failures[0].message or "")


def test_a_write_that_is_ignored_differs(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    sim.inject(Fault("ignored"))
    result = one.apply_plan(plan, on_error="continue")
    assert statuses(result) == ["differs", "written", "written"]
    assert isinstance(result.failures[0].error, VerificationError)
    assert statuses(one.resume_run(result.run)) == ["differs", "written", "written"]


def test_a_write_that_changed_more_differs(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    sim.inject(Fault("altered"))
    result = one.apply_plan(plan)
    assert statuses(result) == ["differs", "skipped", "skipped"]
    assert result.failures[0].error is None
    assert "more changed than was asked for" in str(result)


def test_a_document_that_moved_is_a_conflict(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    another_user(one, sim, "S10001", tagLine="Mine")
    result = one.apply_plan(plan, on_error="continue")
    assert statuses(result) == ["conflict", "written", "written"]
    assert isinstance(result.failures[0].error, ConflictError)
    assert result.failures[0].message == (
        "SiteConfig S10001 was changed since it was planned; nothing was sent to it. Plan it again, or"
        " apply the plan with on_conflict='replan'"
    )
    assert held(sim, site("S10001"))["tagLine"] == "Mine"
    assert names_of(sim)[0] == "Maple Ridge Solar"


def test_a_conflict_stops_the_rest(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    another_user(one, sim, "S10001", tagLine="Mine")
    assert statuses(one.apply_plan(plan)) == ["conflict", "skipped", "skipped"]


def test_a_document_that_was_saved_as_it_was_is_a_conflict(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    another_user(one, sim, "S10001")
    assert statuses(one.apply_plan(plan)) == ["conflict", "skipped", "skipped"]


def test_a_document_that_moved_is_planned_again_on_request(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    another_user(one, sim, "S10001", tagLine="Mine")
    assert one.apply_plan(plan, on_conflict="replan")
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]
    assert held(sim, site("S10001"))["tagLine"] == "Mine"


def test_a_conflict_is_resumed_by_replanning(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    another_user(one, sim, "S10001", tagLine="Mine")
    result = one.apply_plan(plan)
    assert statuses(one.resume_run(result.run)) == ["conflict", "skipped", "skipped"]
    assert one.resume_run(result.run, on_conflict="replan")
    assert held(sim, site("S10001"))["tagLine"] == "Mine"
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]


def test_a_document_that_does_not_fit_the_patch_any_more(one: Driver, sim: Simulator) -> None:
    plan = one.plan_updates([("H100005", {"settings[dev:UnitID]": {"$remove": True}}), ("S10001", {"name": "x"})])
    one.update_hardware_config("H100005", {"settings[dev:UnitID]": {"$remove": True}})
    result = one.apply_plan(plan, on_conflict="replan", on_error="continue")
    assert statuses(result) == ["not written", "written"]
    assert "settings[dev:UnitID] cannot be removed: it is not there" in str(result)


def test_what_is_printed(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    sim.inject(Fault("server-error", method="PUT", after=1))
    result = one.apply_plan(plan)
    lines = str(result).splitlines()
    assert lines[0].startswith("SiteConfig S10002: not written (")
    assert lines[1] == "SiteConfig S10003: skipped (an earlier write failed)"
    assert lines[2] == f"1 written, 1 not written, 1 skipped (run {result.run}, journal {result.journal})"
    assert repr(result) == f"<ApplyResult {result.run}: 1 written, 1 not written, 1 skipped>"


def test_progress(one: Driver) -> None:
    steps: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        steps.append((done, of))

    result = one.apply_plan(renaming(one), limit=2, progress=progress)
    assert steps == [(1, 2), (2, 2)]
    one.resume_run(result.run, progress=progress)
    assert steps == [(1, 2), (2, 2), (1, 1)]


def test_a_session_that_ends_stops_everything(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    sim.inject(Fault("login-page", method="GET", after=2, times=None))
    with pytest.raises(AuthenticationError) as caught:
        one.apply_plan(plan, on_error="continue")
    assert writes(sim) == ["S10001"]
    [record] = one.history()
    assert f"resume_run({record.id!r})" in "".join(caught.value.__notes__)


def test_a_client_that_only_reads_applies_nothing(connect: Connect, sim: Simulator, backups: Path) -> None:
    plan = renaming(connect())
    reading = connect(read_only=True)
    with pytest.raises(ReadOnlyError, match="so the plan was not applied"):
        reading.apply_plan(plan)
    assert not backups.exists()
    result = connect().apply_plan(plan, limit=1)
    with pytest.raises(ReadOnlyError, match="so the run was not resumed"):
        reading.resume_run(result.run)
    assert len(puts(sim)) == 1
