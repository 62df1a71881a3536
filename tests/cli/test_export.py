"""`powertrack export`, for people and for machines, with good and bad input."""

from __future__ import annotations

import os
import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from powertrack_sdk.simulator import Answer, Fault, Request, Server, Simulator
from tests.cli.screen import on_screen
from tests.cli.terminal import Terminal
from tests.export.exported import asked_by, files, manifest

DAYS = ("--from", "2026-04-28", "--to", "2026-05-03")


def test_an_export_tells_what_there_is_and_how_to_read_it(terminal: Terminal, served: str) -> None:
    done = terminal.run("export", "C1001", *DAYS, "--out", "solar")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "No chart data in at least one month: S10003."
    assert re.fullmatch(r"16 written: 3,\d\d\d rows, 0\.\d MB", lines[1])
    assert lines[2:] == [
        "DuckDB:  FROM 'solar/charts/**/*.parquet'",
        "pandas:  pandas.read_parquet('solar/charts')",
    ]


def test_the_ways_to_read_that_are_told_work(terminal: Terminal, served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(terminal.folder)
    with duckdb.connect() as database:
        for kind in ("parquet", "csv", "jsonl"):
            done = terminal.run("export", "C1001", *DAYS, "--format", kind, "--what", "charts", "--out", f"it's {kind}")
            [query] = re.findall("DuckDB:  (.*)", done.out)
            assert len(database.sql(query).fetchall()) == 6 * 96 * 3 * 2
            if kind == "parquet":
                [code] = re.findall("pandas:  (.*)", done.out)
                assert len(eval(code, {"pandas": pd})) == 6 * 96 * 3 * 2


def test_the_same_command_goes_on(terminal: Terminal, sim: Simulator, served: str) -> None:
    done = terminal.run("export", "C1001", *DAYS, "--out", "solar", "--json")
    assert (done.code, done.err) == (0, "")
    first, before = done.json, files(terminal.folder / "solar")
    sim.requests.clear()
    again = terminal.run("export", "C1001", *DAYS, "--out", "solar", "--json").json
    views = [f"{data_set} {site}" for data_set in ("alerts", "hardware") for site in ("S10001", "S10002", "S10003")]
    assert asked_by(sim.requests) == [*views, "sites C1001"]
    assert files(terminal.folder / "solar") == before
    assert (first["written"], first["skipped"]) == (16, 0)
    assert again == {**first, "written": 10, "skipped": 6}


def test_what_machines_are_told(terminal: Terminal, served: str) -> None:
    told = terminal.run("export", "C1001", "--what", "charts,sites", "--sites", "S10003, 10001", *DAYS, "--json").json
    assert told["manifest"] == str(Path("powertrack-export", "manifest.json"))
    assert told["written"] == 5
    assert told["bytes"] == sum(map(len, files(terminal.folder / "powertrack-export").values()))
    assert told["empty"] == [f"charts/site=S10003/month={month}/part.parquet" for month in ("2026-04", "2026-05")]
    assert told["failed"] == []


def test_the_customer_is_that_of_the_session(terminal: Terminal, served: str) -> None:
    assert terminal.run("export", "--what", "sites", "--out", "solar").code == 0
    assert manifest(terminal.folder / "solar")["customer"] == "C1001"


def test_other_charts_and_bins(terminal: Terminal, served: str) -> None:
    done = terminal.run("export", "C1001", *DAYS, "--type", 21, "--bin", 60, "--what", "charts", "--out", "sun")
    assert done.code == 0
    known = manifest(terminal.folder / "sun")
    assert (known["chart_type"], known["bin_size"], known["what"]) == (21, 60, ["charts"])
    frame = pd.read_parquet(terminal.folder / "sun" / "charts")
    assert set(frame["bin_size"]) == {60}
    assert "Ambient temperature" in set(frame["series"])


def test_what_failed_is_told_and_the_exit_code_says_so(terminal: Terminal, sim: Simulator) -> None:
    def handle(request: Request) -> Answer:
        refused = request.path == "/api/view/activealerts/S10002"
        return Answer(status=403) if refused else sim.handle(request)

    with Server(handle, 0) as server:
        credentials = sim.auth_manager(server.url).credentials
        terminal.variables |= {"BASE_URL": server.url, "COOKIE": credentials.cookie, "AE_S": credentials.ae_s or ""}
        done = terminal.run("export", "C1001", *DAYS, "--out", "solar")
        read = terminal.run("export", "C1001", *DAYS, "--out", "solar", "--json")
    assert done.code == read.code == 4
    lines = done.out.splitlines()
    assert lines[0].startswith("alerts/site=S10002/part.parquet: GET /api/view/activealerts/")
    assert lines[2].startswith("15 written, 1 failed: ")
    assert lines[3] == "Run the same command again to retry the failed parts; complete charts are kept."
    [failed] = read.json["failed"]
    assert (failed["path"], failed["site"], failed["month"]) == ("alerts/site=S10002/part.parquet", "S10002", None)
    assert "403" in failed["reason"]


def test_a_session_that_ends_is_told(terminal: Terminal, sim: Simulator, served: str) -> None:
    # One page in place of a chart proves nothing; the request that confirms the end gets one too.
    for path in ("view/chart", "applinks"):
        sim.inject(Fault("login-page", path=path, times=None))
    done = terminal.run("export", "C1001", *DAYS, "--out", "solar")
    assert (done.code, done.out) == (3, "")
    assert "Sign in with the browser again" in done.err
    assert done.err.splitlines()[-1] == "The parts read so far stay in solar; the same call reads the rest."
    sim.clear_faults()
    assert terminal.run("export", "C1001", *DAYS, "--out", "solar").code == 0


@pytest.mark.parametrize(
    ("code", "arguments", "told"),
    [
        (2, ["C1001", "--what", "sitess"], "what is 'sitess'; some of sites, hardware, alerts, charts are expected"),
        (2, ["C1001", "--what", ""], "what is empty"),
        (2, ["S10001"], "the key of a customer is expected"),
        (2, ["C1001", "--from", "June"], "--from is 'June'"),
        (2, ["C1001", "--from", "2026-06-02", "--to", "2026-06-01"], "lies after --to"),
        (2, ["C1001", "--format", "xlsx"], "--format"),
        (2, ["C1001", "--bin", "0"], "--bin"),
        (2, ["C1001", "--type", "power"], "--type"),
        (2, ["C1001", "--sites", "S99999"], "not in the portfolio of C1001"),
        (1, ["C1001", "--out", "file/below"], "cannot be written"),
        (1, ["C9999"], "404"),
    ],
)
def test_bad_input_is_told_in_a_line(
    terminal: Terminal, served: str, code: int, arguments: list[str], told: str
) -> None:
    (terminal.folder / "file").write_text("no folder")
    assert told in terminal.fails(code, "export", *arguments)
    assert not list(terminal.folder.rglob("*.parquet"))


def test_another_export_into_the_folder_is_refused(terminal: Terminal, served: str) -> None:
    terminal.run("export", "C1001", *DAYS, "--what", "charts", "--sites", "S10001", "--out", "solar")
    told = terminal.fails(1, "export", "C1001", *DAYS, "--bin", 60, "--out", "solar")
    assert told == (
        "solar holds an export of something else: --bin is 15 there, and 60 here. Nothing was sent. Export into"
        " another folder"
    )


def test_it_can_be_tried_without_credentials(terminal: Terminal) -> None:
    done = terminal.run("export", "C1001", *DAYS, "--what", "sites,charts", "--out", "solar", "--simulate")
    assert done.code == 0
    assert len(pd.read_parquet(terminal.folder / "solar" / "sites")) == 12


@pytest.mark.skipif(os.name == "nt", reason="takes a terminal of Unix")
@pytest.mark.parametrize("columns", [80, 200])
def test_a_terminal_shows_how_far_it_is_with_the_rate(
    terminal: Terminal, served: str, tmp_path: Path, columns: int
) -> None:
    arguments = ["export", "C1001", *DAYS, "--out", "solar"]
    with on_screen(*arguments, folder=terminal.folder, variables=terminal.variables, columns=columns) as screen:
        assert screen.end() == 0
    assert re.search(r"exporting ━+ +\d+/16 [\d.,]+ parts/s \d:\d\d:\d\d", screen.plain)
    assert all(len(line) <= columns for line in screen.plain.replace("\r", "\n").splitlines())
    assert "16 written: " in screen.plain
