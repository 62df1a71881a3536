"""Commands that change: plan, show, apply, resume, restore, undo, history, copy-alerts."""

from __future__ import annotations

import json
import re
import signal
import sys
import threading
from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk.simulator import Answer, Request, Simulator
from powertrack_sdk.simulator.core.messages import problem
from powertrack_sdk.writes.journal import read_run
from tests.cli.screen import on_screen
from tests.cli.terminal import PATIENCE, Terminal, under_way
from tests.cli.way import Way
from tests.wire import held

CHANGES = "key,name,acCapacityKw\nS10001,Maple Ridge West,510\nS10002,,245\nS10003,Quail Landing East,\n"
NAMES = ["Maple Ridge West", "Clover Prairie Solar", "Quail Landing East"]
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="takes a terminal and signals as POSIX has them")


@pytest.fixture
def planned(terminal: Terminal, served: str) -> Terminal:
    """A terminal in whose folder a plan for three sites lies in plan.json."""
    (terminal.folder / "changes.csv").write_text(CHANGES, encoding="utf-8")
    assert terminal.run("plan", "changes.csv").code == 0
    return terminal


def names(sim: Simulator) -> list[object]:
    return [held(sim, f"/api/edit/site/{key}")["name"] for key in sim.site_keys]


def writes(sim: Simulator) -> int:
    return sum(request.method == "PUT" for request in sim.requests)


def run_of(terminal: Terminal) -> str:
    """The name of the latest run."""
    return str(terminal.run("history", "--json").json[0]["run"])


def test_a_spreadsheet_becomes_a_plan_that_is_shown_and_done(terminal: Terminal, served: str, sim: Simulator) -> None:
    (terminal.folder / "changes.csv").write_text(CHANGES, encoding="utf-8")
    planned = terminal.run("plan", "changes.csv", "--out", "plans/first.json")
    assert (planned.code, planned.err) == (0, "")
    *shown, last = planned.out.splitlines()
    assert shown[0] == "update SiteConfig S10001"
    assert '  ~ name: "Maple Ridge Solar" -> "Maple Ridge West"' in shown
    assert "  ~ capacityAc: 500.0 -> 510 kW" in shown
    assert shown[-1] == "3 writes, 4 fields changed, 0 unchanged"
    assert last == "Written to plans/first.json. `powertrack apply plans/first.json` applies it."
    assert terminal.run("show", "plans/first.json").out.splitlines() == shown
    assert writes(sim) == 0
    done = terminal.run("apply", "plans/first.json", "--yes")
    run = run_of(terminal)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"3 written\n`powertrack undo {run}` undoes the run.\n"
    assert names(sim) == NAMES


def test_an_update_that_was_cut_off_is_not_told_as_finished(terminal: Terminal, served: str) -> None:
    """Its journal tells that it was about to be sent, and not what came of it."""
    runs = terminal.folder / "powertrack-backups" / "runs"
    runs.mkdir(parents=True)
    events = [
        {"journal": 1, "event": "started", "at": "2026-06-24T17:00:12+00:00", "run": "cut", "what": "update"},
        {
            "event": "intended",
            "at": "2026-06-24T17:00:12+00:00",
            "action": "update",
            "document": "SiteConfig",
            "key": "S10001",
        },
    ]
    (runs / "cut.jsonl").write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
    [told] = terminal.run("history", "--json").json
    assert (told["run"], told["finished"]) == ("cut", False)


def test_plans_and_results_are_told_to_machines(terminal: Terminal, served: str) -> None:
    (terminal.folder / "changes.csv").write_text(CHANGES, encoding="utf-8")
    plan = terminal.run("plan", "changes.csv", "--json").json
    assert (plan["writes"], plan["fields"], plan["unchanged"]) == (3, 4, [])
    assert plan["entries"][1]["changes"] == [
        {"path": "capacityAc", "change": "changed", "unit": "kW", "unitBefore": "kW", "before": 240.0, "after": 245}
    ]
    assert terminal.run("show", "plan.json", "--json").json == plan
    assert terminal.run("apply", "plan.json", "--dry-run", "--json").json == plan
    done = terminal.run("apply", "plan.json", "--yes", "--json").json
    assert Path(terminal.folder / done["journal"]).is_file()
    assert [entry["outcome"] for entry in done["entries"]] == ["written"] * 3
    history = terminal.run("history", "--json").json
    assert [one["run"] for one in history] == [done["run"]]
    assert history[0]["finished"]
    assert sorted(write["key"] for write in history[0]["writes"]) == ["S10001", "S10002", "S10003"]
    assert (terminal.folder / "powertrack-backups" / history[0]["writes"][0]["backup"]).is_file()


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_where_nobody_can_be_asked_nothing_is_written(planned: Terminal, sim: Simulator, more: list[str]) -> None:
    planned.run("apply", "plan.json", "--limit", 1, "--yes")
    run, before = run_of(planned), writes(sim)
    backup = next((planned.folder / "powertrack-backups").glob("*.json"))
    for arguments in (
        ["apply", "plan.json"],
        ["resume", run],
        ["undo", run],
        ["restore", backup],
        ["copy-alerts", "H100005", "H100002"],
    ):
        told = planned.fails(2, *arguments, *more, stdin="y\n")
        assert told == "there is no terminal to ask for confirmation; nothing was sent. Pass --yes to write"
    assert writes(sim) == before


@on_posix
@pytest.mark.parametrize(("answer", "code", "told"), [("y\n", 0, "3 written"), ("\n", 1, "Nothing was sent.")])
def test_before_it_is_done_it_is_shown_and_asked_for(
    planned: Terminal, sim: Simulator, served: str, answer: str, code: int, told: str
) -> None:
    with on_screen("apply", "plan.json", folder=planned.folder, variables=planned.variables) as screen:
        screen.wait_for(f"Write this to {served}? [y/N]: ")
        assert '  ~ name: "Maple Ridge Solar" -> "Maple Ridge West"' in screen.lines
        assert writes(sim) == 0
        screen.type(answer)
        assert screen.end() == code
    assert told in screen.lines
    assert writes(sim) == (0 if code else 3)
    planned.check(screen.shown)


@on_posix
def test_a_question_that_is_broken_off_writes_nothing(planned: Terminal, sim: Simulator) -> None:
    with on_screen("apply", "plan.json", folder=planned.folder, variables=planned.variables) as screen:
        screen.wait_for("[y/N]: ")
        screen.interrupt()
        assert screen.end() == 1
    assert screen.lines[-1] == "powertrack: interrupted"
    assert writes(sim) == 0


def test_some_first_and_the_rest_later(planned: Terminal, sim: Simulator) -> None:
    first = planned.run("apply", "plan.json", "--limit", 1, "--yes")
    run = run_of(planned)
    assert first.code == 4
    assert first.out.splitlines() == [
        "1 written, 2 skipped",
        f"`powertrack resume {run}` applies the remaining writes.",
        f"`powertrack undo {run}` undoes the run.",
    ]
    assert names(sim)[0] == NAMES[0]
    assert writes(sim) == 1
    rest = planned.run("resume", run, "--yes")
    assert (rest.code, rest.out.splitlines()[0]) == (0, "3 written")
    assert writes(sim) == 3
    assert names(sim) == NAMES


def test_a_run_is_undone(planned: Terminal, sim: Simulator) -> None:
    before = [held(sim, f"/api/edit/site/{key}") for key in sim.site_keys]
    planned.run("apply", "plan.json", "--yes")
    run = run_of(planned)
    asked = planned.run("undo", run, "--dry-run")
    assert '  ~ name: "Maple Ridge West" -> "Maple Ridge Solar"' in asked.out.splitlines()
    assert names(sim) == NAMES
    assert planned.run("undo", run, "--yes").out.startswith("3 written\n")
    after = [held(sim, f"/api/edit/site/{key}") for key in sim.site_keys]
    assert [{**one, "ts": ""} for one in after] == [{**one, "ts": ""} for one in before]
    assert planned.run("undo", run, "--yes").out == "There is nothing to change.\n"
    assert planned.run("undo", run, "--yes", "--json").json == {"run": None, "journal": None, "entries": []}


def test_backups_are_restored(planned: Terminal, sim: Simulator) -> None:
    planned.run("apply", "plan.json", "--yes")
    backups = sorted((planned.folder / "powertrack-backups").glob("*.json"))
    done = planned.run("restore", *backups, "--yes")
    assert (done.code, done.out.splitlines()[0]) == (0, "3 written")
    assert names(sim) == ["Maple Ridge Solar", "Clover Prairie Solar", "Quail Landing Solar"]
    assert "cannot be read" in planned.fails(1, "restore", "none.json", "--yes")
    assert "plan.json" in planned.fails(1, "restore", "plan.json", "--yes")


def test_what_someone_else_changed_is_a_conflict(planned: Terminal, sim: Simulator) -> None:
    site = held(sim, "/api/edit/site/S10001")
    planned.run(
        *("call", "PUT", "/api/edit/site", "--yes", "--body", "@-"),
        *("--referer", "/powertrack/S10001/administration/config"),
        stdin=json.dumps({**site, "name": "Someone else's"}),
    )
    assert names(sim)[0] == "Someone else's"
    done = planned.run("apply", "plan.json", "--yes", "--on-error", "continue")
    assert done.code == 5
    assert done.out.startswith("SiteConfig S10001: conflict (SiteConfig S10001 was changed since it was planned")
    assert "2 written, 1 conflict\n" in done.out
    assert "\n--on-conflict replan merges the plan into the current documents.\n" in done.out
    assert names(sim) == ["Someone else's", *NAMES[1:]]
    assert planned.run("resume", run_of(planned), "--yes").code == 5
    assert planned.run("resume", run_of(planned), "--yes", "--on-conflict", "replan").code == 0
    assert names(sim) == NAMES


@pytest.mark.parametrize(("text", "code"), [(b"S10002", 4), (b"", 8)])
def test_what_fails_is_told_with_the_way_on(
    planned: Terminal, sim: Simulator, way: Way, text: bytes, code: int
) -> None:
    def refuse(request: Request) -> Answer | None:
        refused = request.method == "PUT" and text in request.body
        return problem(500, "No.") if refused else None

    way.meddle = refuse
    done = planned.run("apply", "plan.json", "--yes", "--on-error", "continue")
    way.meddle = lambda request: None
    assert done.code == code
    assert "SiteConfig S10002: not written (" in done.out
    assert f"`powertrack resume {run_of(planned)}` applies the remaining writes.\n" in done.out
    assert ("undoes the run" in done.out) is (code == 4)
    assert planned.run("resume", run_of(planned), "--yes").code == 0
    assert names(sim) == NAMES


def test_a_session_that_ends_meanwhile_is_told_with_the_way_on(planned: Terminal, sim: Simulator, way: Way) -> None:
    def end(request: Request) -> None:
        if request.method == "PUT" and b"S10002" in request.body:
            sim.expire_session()

    way.meddle = end
    done = planned.run("apply", "plan.json", "--yes", "--backup-dir", "kept")
    way.meddle = lambda request: None
    assert done.code == 3
    told, hint = done.err.splitlines()
    assert told.startswith("powertrack: ")
    found = re.fullmatch(r"`powertrack (resume \S+ --backup-dir kept)` applies the remaining writes\.", hint)
    assert found is not None
    sim.renew_session()
    credentials = sim.auth_manager().credentials
    again = planned.run(*found[1].split(), "--yes", COOKIE=credentials.cookie, AE_S=credentials.ae_s or "")
    assert again.code == 0
    assert names(sim) == NAMES


@on_posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_a_signal_leaves_a_journal_by_which_the_rest_is_done(
    planned: Terminal, sim: Simulator, way: Way, number: signal.Signals
) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("it is ignored here, as by nohup, and so it is by programs that are started")
    arrived, let_go = threading.Event(), threading.Event()

    def hold_up(request: Request) -> None:
        if request.method == "PUT" and b"S10002" in request.body:
            arrived.set()
            assert let_go.wait(PATIENCE)

    way.meddle = hold_up
    with under_way(["apply", "plan.json", "--yes"], planned.folder, planned.variables) as process:
        assert arrived.wait(PATIENCE)
        process.send_signal(number)
        let_go.set()
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (1, ""), err
    told, hint = err.splitlines()
    assert told == "powertrack: interrupted"
    found = re.fullmatch(r"`powertrack (resume (\S+))` applies the remaining writes\.", hint)
    assert found is not None
    journal = planned.folder / "powertrack-backups" / "runs" / f"{found[2]}.jsonl"
    assert all(isinstance(json.loads(line), dict) for line in journal.read_text().splitlines())
    assert not read_run(journal).finished
    assert planned.run(*found[1].split(), "--yes").code == 0
    assert names(sim) == NAMES


def test_runs_are_listed(planned: Terminal) -> None:
    assert planned.run("history", "--backup-dir", "none").out == "There are no journals in none.\n"
    planned.run("apply", "plan.json", "--yes", "--limit", 1)
    planned.run("apply", "plan.json", "--yes")
    lines = planned.run("history", "--writes").out.splitlines()
    assert lines[0].split() == ["Run", "What", "Writes", "Not", "as", "asked", "Finished"]
    assert [line.split()[1:] for line in lines[1:3]] == [["apply", "2", "0", "yes"], ["apply", "1", "0", "no"]]
    assert "  update SiteConfig S10001: written" in lines
    assert len(planned.run("history", "--limit", 1).out.splitlines()) == 2


def test_alert_triggers_are_copied(terminal: Terminal, served: str, sim: Simulator) -> None:
    before = len(objects(held(sim, "/api/alerttrigger/H100006")["triggers"]))
    shown = terminal.run("copy-alerts", "H100003", "H100006", "--dry-run").out.splitlines()
    assert shown[0].startswith("create ")
    assert shown[1].startswith("  + ")
    assert len(objects(held(sim, "/api/alerttrigger/H100006")["triggers"])) == before
    done = terminal.run("copy-alerts", "H100003", "H100006", "--yes")
    assert done.code == 0
    assert len(objects(held(sim, "/api/alerttrigger/H100006")["triggers"])) > before
    assert terminal.run("undo", run_of(terminal), "--yes").code == 0
    assert len(objects(held(sim, "/api/alerttrigger/H100006")["triggers"])) == before
    assert "'C1001' is the key of a customer" in terminal.fails(2, "copy-alerts", "H100003", "C1001", "--yes")
    assert "cannot have triggers of the alert type" in terminal.fails(2, "copy-alerts", "H100003", "S10001", "--yes")
    assert "answered 404" in terminal.fails(1, "copy-alerts", "H100003", "H99", "--yes")


def test_alert_triggers_of_sites_are_copied_planned_and_undone(terminal: Terminal, served: str, sim: Simulator) -> None:
    def content(site: str) -> list[JsonObject]:
        rows = objects(held(sim, f"/api/alerttrigger/{site}")["triggers"])
        return [{name: value for name, value in row.items() if name != "lastChanged"} for row in rows]

    before = {site: content(site) for site in ("S10001", "S10002")}
    (terminal.folder / "triggers.csv").write_text(
        "key,siteKey,enabled,delayHoursTrigger\nx2d8013888,S10001,no,1.5\nx2d801388a,S10001,yes,2\n", encoding="utf-8"
    )
    assert terminal.run("plan", "triggers.csv").code == 0
    assert terminal.run("apply", "plan.json", "--yes").code == 0
    applied = run_of(terminal)
    assert [row["delayHoursTrigger"] for row in content("S10001")] == [1.5, 0.0, 2.0]
    assert [row["isActive"] for row in content("S10001")] == [False, True, True]

    assert "update AlertTrigger x2d8013890" in terminal.run("copy-alerts", "S10001", "S10002", "--dry-run").out
    assert terminal.run("copy-alerts", "S10001", "s10002", "--yes").code == 0
    assert [row["delayHoursTrigger"] for row in content("S10002")] == [1.5, 0.0, 2.0]
    runs = [str(run["run"]) for run in terminal.run("history", "--json").json]
    for run in sorted(runs, key=lambda run: run == applied):
        assert terminal.run("undo", run, "--yes").code == 0
    assert {site: content(site) for site in before} == before


def test_secrets_of_devices_are_never_shown(terminal: Terminal, served: str) -> None:
    terminal.secrets += ["synthetic-passphrase", "canary-passphrase"]
    column = "settings[dev:authentication].value"
    (terminal.folder / "modems.csv").write_text(f"key,{column}\nH100002,canary-passphrase\n", encoding="utf-8")
    for more in ([], ["--json"], ["--debug"]):
        assert "(hidden)" in terminal.run("plan", "modems.csv", *more).out
        assert "(hidden)" in terminal.run("show", "plan.json", *more).out
    assert terminal.run("apply", "plan.json", "--yes", "--json").code == 0
    assert terminal.run("history", "--writes", "--json").json[0]["writes"][0]["changes"] == [column]
    for more in ([], ["--json"]):
        assert "(hidden)" in terminal.run("undo", run_of(terminal), "--dry-run", *more).out


def test_long_values_stand_below_each_other(terminal: Terminal, served: str) -> None:
    (terminal.folder / "changes.csv").write_text(f"key,name\nS10001,{'Maple' * 20}\n", encoding="utf-8")
    shown = terminal.run("plan", "changes.csv", COLUMNS="80").out.splitlines()
    assert shown[1:4] == ["  ~ name", '      - "Maple Ridge Solar"', f'      + "{"Maple" * 20}"']


@pytest.mark.parametrize(
    ("code", "sheet", "told"),
    [
        (2, "key,nmae\nS10001,x\n", "row 2, column nmae: SiteConfig has no such field"),
        (2, "key,acCapacityKw\nS10001,much\n", "row 2, column acCapacityKw"),
        (2, "name\nx\n", "no column names the targets"),
        (2, "", "is empty; its first row has to name the columns"),
        (2, "key,name\n?,x\n", "row 2: '?' is not a valid key"),
        (2, "key,name\nS99999,x\n", "S99999"),
    ],
)
def test_a_spreadsheet_that_cannot_be_planned_is_told(
    terminal: Terminal, served: str, sim: Simulator, code: int, sheet: str, told: str
) -> None:
    (terminal.folder / "changes.csv").write_text(sheet, encoding="utf-8")
    done = terminal.run("plan", "changes.csv")
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert not (terminal.folder / "plan.json").exists()


def test_plans_that_cannot_be_used_are_told(planned: Terminal, sim: Simulator) -> None:
    for command in ("show", "apply"):
        assert "none.json cannot be read as a plan" in planned.fails(1, command, "none.json")
        assert "changes.csv cannot be read as a plan" in planned.fails(1, command, "changes.csv")
    plan = planned.folder / "plan.json"
    plan.write_text(plan.read_text().replace("Maple Ridge West", "Mapel Ridge West"), encoding="utf-8")
    assert "was altered since it was saved" in planned.fails(1, "apply", "plan.json", "--yes")
    assert "none.csv cannot be read" in planned.fails(1, "plan", "none.csv")
    for command in ("resume", "undo"):
        assert "there is no run" in planned.fails(1, command, "20200101T000000-abcdef", "--yes")
    assert "--limit" in planned.fails(2, "apply", "plan.json", "--limit", 0)
    assert "--on-conflict" in planned.fails(2, "apply", "plan.json", "--on-conflict", "force")
    assert writes(sim) == 0


def test_a_folder_of_backups_that_cannot_be_made_stops_everything(planned: Terminal, sim: Simulator) -> None:
    (planned.folder / "file").write_text("no folder", encoding="utf-8")
    assert "Choose another folder" in planned.run("apply", "plan.json", "--yes", "--backup-dir", "file/below").err
    assert writes(sim) == 0


def test_plans_can_be_tried_without_a_login(terminal: Terminal) -> None:
    (terminal.folder / "changes.csv").write_text(CHANGES, encoding="utf-8")
    planned = terminal.run("plan", "changes.csv", "--simulate").out
    assert planned.endswith("Written to plan.json. `powertrack apply plan.json --simulate` applies it.\n")
    done = terminal.run("apply", "plan.json", "--simulate", "--yes")
    assert (done.code, done.out, done.err) == (0, "3 written\n", "")
