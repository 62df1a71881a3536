"""Plans applied, stopped, limited and resumed, and what this machine remembers of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import httpx
import pytest
from attrs import evolve

from powertrack_api.decoding import JsonObject, objects
from powertrack_sdk import (
    ApplyResult,
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    Plan,
    PlanEntry,
    ReadOnlyError,
    RunRecord,
    ValidationError,
    VerificationError,
)
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.writes.backup import load_backup
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.transports import watching
from tests.wire import Sent, get, held, puts, wire

SITES = ("S10001", "S10002", "S10003")
PAGE = "/powertrack/{}/administration/config"
EMPTY = Plan(made_at="")


def names_of(sim: Simulator) -> list[object]:
    return [held(sim, f"/api/edit/site/{site}")["name"] for site in SITES]


def site(key: str) -> str:
    return f"/api/edit/site/{key}"


def renaming(client: Driver, *sites: str) -> Plan:
    """A plan that renames sites."""
    found: Plan = client.plan_updates([(key, {"name": f"New {key}"}) for key in sites or SITES])
    return found


def another_user(client: Driver, sim: Simulator, key: str, **fields: object) -> None:
    """Someone else saves a site from the page of the web application."""
    client.request("PUT", "/api/edit/site", body={**held(sim, site(key)), **fields}, referer=PAGE.format(key))


def statuses(result: ApplyResult) -> list[str]:
    return [one.status for one in result.entries]


def writes(sim: Simulator) -> list[str]:
    """Keys of what was written, in order."""
    return [str(document["key"]) for document in puts(sim)]


def journal(result: ApplyResult | Path) -> list[JsonObject]:
    path = result if isinstance(result, Path) else result.journal
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def one(connect: Connect) -> Driver:
    """A client that does one thing after another."""
    return connect(concurrency=1)


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
    result = client.apply_plan(EMPTY)
    assert bool(result) is True
    assert (result.entries, result.summary) == ((), "nothing to do")
    assert sim.requests == []


def test_what_is_so_already_is_not_written(client: Driver, sim: Simulator) -> None:
    """Somebody else did the same meanwhile, and asked for it by replanning."""
    plan = renaming(client)
    another_user(client, sim, "S10002", name="New S10002")
    result = client.apply_plan(plan, moved="replan")
    assert bool(result) is True
    assert statuses(result) == ["written", "unchanged", "written"]
    assert writes(sim).count("S10002") == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"limit": 0}, "limit is 0; at least one write is needed, or None for all"),
        ({"limit": -1}, "limit is -1; at least one write is needed, or None for all"),
        ({"on_error": "ignore"}, "on_error is 'ignore'; it may be stop or continue"),
        ({"moved": "force"}, "moved is 'force'; it may be skip or replan"),
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
    entry = PlanEntry(action="update", document="SiteConfig", key="S10001")
    with pytest.raises(
        ConfigurationError, match="the entry of the plan for SiteConfig S10001 does not say what to update"
    ):
        client.apply_plan(Plan(entries=(entry,), made_at=""))
    assert puts(sim) == []


def test_a_limit_and_the_rest_later(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    first = one.apply_plan(plan, limit=1)
    assert bool(first) is False
    assert statuses(first) == ["written", "skipped", "skipped"]
    assert [entry.message for entry in first.failures] == ["beyond the limit"] * 2
    assert str(first).splitlines()[0] == "SiteConfig S10002: skipped (beyond the limit)"
    assert first.summary == "1 written, 2 skipped"
    assert writes(sim) == ["S10001"]
    assert one.history()[0].finished is False

    second = one.resume_run(first.run, limit=1)
    assert statuses(second) == ["written", "written", "skipped"]
    assert (second.run, second.journal) == (first.run, first.journal)
    third = one.resume_run(first.journal)
    assert bool(third) is True
    assert statuses(third) == ["written"] * 3
    assert writes(sim) == ["S10001", "S10002", "S10003"]
    assert one.history()[0].finished is True


def test_resuming_what_was_finished_sends_nothing(client: Driver, sim: Simulator) -> None:
    result = client.apply_plan(renaming(client))
    sim.requests.clear()
    again = client.resume_run(result.run)
    assert bool(again) is True
    assert statuses(again) == ["written"] * 3
    assert sim.requests == []


def test_resuming_does_not_do_again_what_someone_undid(client: Driver, sim: Simulator) -> None:
    result = client.apply_plan(renaming(client), limit=2)
    done = sorted(writes(sim))
    for key in done:
        another_user(client, sim, key, name="Mine")
    client.resume_run(result.run)
    assert sorted(names_of(sim), key=str).count("Mine") == len(done) == 2


@pytest.mark.parametrize("on_error", ["stop", "continue"])
def test_after_a_failure(one: Driver, sim: Simulator, on_error: Literal["stop", "continue"]) -> None:
    plan = renaming(one)
    sim.inject(Fault("server-error", method="PUT", after=1))
    result = one.apply_plan(plan, on_error=on_error)
    assert bool(result) is False
    if on_error == "stop":
        assert statuses(result) == ["written", "failed", "skipped"]
        assert result.failures[1].message == "an earlier write failed"
        assert writes(sim) == ["S10001", "S10002"]
    else:
        assert statuses(result) == ["written", "failed", "written"]
        assert result.count("written") == 2
        assert writes(sim) == ["S10001", "S10002", "S10003"]
    failed = result.failures[0]
    assert failed.error is not None
    assert failed.message == str(failed.error)
    assert "SiteConfig S10002 was not changed" in failed.message
    assert str(failed).startswith("SiteConfig S10002: failed (SiteConfig S10002 was not changed")
    assert names_of(sim)[1] != "New S10002"
    assert statuses(one.resume_run(result.run)) == ["written"] * 3
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]


def test_a_target_that_is_gone_is_a_failure(one: Driver, sim: Simulator) -> None:
    plan = one.plan_updates([{"key": "AS400020", "enabled": False}, ("S10001", {"name": "x"})])
    one.delete_alert_trigger("H100005", "AS400020")
    result = one.apply_plan(plan, on_error="continue")
    assert statuses(result) == ["failed", "written"]
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
        "SiteConfig S10001 was changed by someone else since it was planned; nothing was sent to it. Plan it again, or"
        " apply the plan with moved='replan'"
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
    assert one.apply_plan(plan, moved="replan")
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]
    assert held(sim, site("S10001"))["tagLine"] == "Mine"


def test_a_conflict_is_resumed_by_replanning(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    another_user(one, sim, "S10001", tagLine="Mine")
    result = one.apply_plan(plan)
    assert statuses(one.resume_run(result.run)) == ["conflict", "skipped", "skipped"]
    assert one.resume_run(result.run, moved="replan")
    assert held(sim, site("S10001"))["tagLine"] == "Mine"
    assert names_of(sim) == ["New S10001", "New S10002", "New S10003"]


def test_a_document_that_does_not_fit_the_patch_any_more(one: Driver, sim: Simulator) -> None:
    plan = one.plan_updates([("H100005", {"settings[dev:UnitID]": {"$remove": True}}), ("S10001", {"name": "x"})])
    one.update_hardware_config("H100005", {"settings[dev:UnitID]": {"$remove": True}})
    result = one.apply_plan(plan, moved="replan", on_error="continue")
    assert statuses(result) == ["failed", "written"]
    assert "settings[dev:UnitID] cannot be removed: it is not there" in str(result)


def test_what_is_printed(one: Driver, sim: Simulator) -> None:
    plan = renaming(one)
    sim.inject(Fault("server-error", method="PUT", after=1))
    result = one.apply_plan(plan)
    lines = str(result).splitlines()
    assert lines[0].startswith("SiteConfig S10002: failed (")
    assert lines[1] == "SiteConfig S10003: skipped (an earlier write failed)"
    assert lines[2] == f"1 written, 1 failed, 1 skipped (run {result.run}, journal {result.journal})"
    assert repr(result) == f"<ApplyResult {result.run}: 1 written, 1 failed, 1 skipped>"


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


def test_a_run_that_there_is_not(client: Driver, backups: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no run 20260101T000000-000000 in .*runs"):
        client.resume_run("20260101T000000-000000")


def test_a_run_without_a_plan_has_nothing_to_resume(client: Driver) -> None:
    client.update_site_config("S10001", {"name": "x"})
    [record] = client.history()
    with pytest.raises(ConfigurationError, match=f"the run {record.id} applied no plan, so there is nothing to resume"):
        client.resume_run(record.id)


def test_a_run_whose_plan_is_gone_or_altered(one: Driver, backups: Path) -> None:
    result = one.apply_plan(renaming(one), limit=1)
    kept = backups / "runs" / f"{result.run}.plan.json"
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("New S10003", "Old S10003"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="was altered since it was saved"):
        one.resume_run(result.run)
    kept.unlink()
    with pytest.raises(ConfigurationError, match="cannot be read as a plan"):
        one.resume_run(result.run)


def test_a_run_is_resumed_by_the_path_of_its_journal_from_anywhere(
    one: Driver, connect: Connect, sim: Simulator, tmp_path: Path, backups: Path
) -> None:
    first = one.apply_plan(renaming(one), limit=1)
    elsewhere = connect(backup_dir=tmp_path / "elsewhere")
    assert elsewhere.resume_run(str(first.journal))
    assert not (tmp_path / "elsewhere").exists()
    assert len(list(backups.glob("*.json"))) == 3


def test_an_intent_without_an_end_is_looked_into(one: Driver, sim: Simulator) -> None:
    """As where the program was killed after sending; here the last lines of the journal are cut off."""
    result = one.apply_plan(renaming(one, "S10001"))
    kept = result.journal.read_text(encoding="utf-8").splitlines(keepends=True)[:3]
    result.journal.write_text("".join(kept), encoding="utf-8")
    sim.requests.clear()
    again = one.resume_run(result.run)
    assert statuses(again) == ["written"]
    assert wire(sim) == [get(site("S10001"), query={})]
    assert [line["event"] for line in journal(again)][3:] == ["ended", "finished"]
    assert one.history()[0].writes[0].message == "found to be written"


def test_a_line_that_was_cut_off_is_passed_over(one: Driver, sim: Simulator) -> None:
    result = one.apply_plan(renaming(one), limit=1)
    with result.journal.open("ab") as file:
        file.write(b'{"event": "intended", "document": "SiteConf')
    assert one.resume_run(result.run)
    assert writes(sim) == ["S10001", "S10002", "S10003"]
    assert [record.finished for record in one.history()] == [True]


def test_history_tells_all_runs_the_latest_first(one: Driver, sim: Simulator, clock: FakeClock) -> None:
    steps: list[Callable[[], object]] = [
        lambda: one.update_site_config("S10001", {"name": "a"}),
        lambda: one.apply_plan(renaming(one, "S10001", "S10002")),
        lambda: one.add_alert_trigger("H100005", {"name": "Low Voltage"}),
        lambda: one.delete_alert_trigger("H100005", "AS400020"),
    ]
    for step in steps:
        clock.advance(60)
        step()
    history: list[RunRecord] = one.history()
    assert [(run.what, run.started_at[11:16]) for run in history] == [
        ("delete", "17:04"),
        ("create", "17:03"),
        ("apply", "17:02"),
        ("update", "17:01"),
    ]
    assert [[str(write) for write in run.writes] for run in history] == [
        ["delete AlertTrigger AS400020: written"],
        ["create AlertTriggers H100005: written"],
        ["update SiteConfig S10001: written", "update SiteConfig S10002: written"],
        ["update SiteConfig S10001: written"],
    ]
    assert history[1].writes[0].created == ("x2d10000000",)
    assert history[3].writes[0].changes == ("name",)
    assert str(history[2]).splitlines()[0] == f"{history[2].id} apply"
    requests = len(sim.requests)
    one.history()
    assert len(sim.requests) == requests


def test_history_tells_what_is_not_finished(one: Driver) -> None:
    result = one.apply_plan(renaming(one), limit=1)
    [record] = one.history()
    assert (record.id, record.finished) == (result.run, False)
    assert str(record).splitlines()[0] == f"{result.run} apply (not finished)"


def test_history_tells_failures(one: Driver, sim: Simulator) -> None:
    sim.inject(Fault("ignored"))
    one.apply_plan(renaming(one, "S10001"))
    [record] = one.history()
    assert str(record.writes[0]).startswith("update SiteConfig S10001: differs (SiteConfig S10001 is not as asked for")


def test_a_journal_that_cannot_be_read_is_passed_over_with_a_warning(
    client: Driver, backups: Path, caplog: pytest.LogCaptureFixture
) -> None:
    result = client.apply_plan(renaming(client))
    (backups / "runs" / "29990101T000000-aaaaaa.jsonl").write_text("not a journal\n", encoding="utf-8")
    (backups / "runs" / "29990101T000000-bbbbbb.jsonl").write_text('{"journal": 99}\n', encoding="utf-8")
    (backups / "runs" / "29990101T000000-cccccc.jsonl").mkdir()
    with caplog.at_level(logging.WARNING, logger="powertrack_sdk"):
        assert [record.id for record in client.history()] == [result.run]
    for name in ("aaaaaa", "bbbbbb", "cccccc"):
        assert f"29990101T000000-{name}.jsonl" in caplog.text
    assert caplog.text.count("it is passed over") == 3


def test_where_nothing_was_written_there_is_no_history(client: Driver, backups: Path) -> None:
    assert client.history() == []
    assert not backups.exists()
