"""Files that commands write: what cannot be written is told before the work, and nothing that was made is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from powertrack_sdk import PowerTrackClient, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.cli.terminal import PROGRAM, Terminal


@pytest.mark.parametrize(
    "command",
    [
        "sites --out {}/sites.json",
        "plan {}/changes.csv",
        "plan changes.csv --out {}/plan.json",
        "show {}/plan.json",
        "apply {}/plan.json --yes",
        "restore {}/backup.json --yes",
        "diff S10001 --template {}/template.json",
        "chart S10001 --plot {}/power.png",
        "export C1001 --out {}/solar",
        "report run F3001 --out {}/report.csv",
        "drift {}/observed.json",
        "auth import {}/copied.txt",
        "simulate --fetch {}/copied.txt",
        "demo --out {}/demo",
        "sites --backup-dir {}/backups",
    ],
)
@pytest.mark.parametrize("place", ["s3://bucket", "file:///tmp", "https://example.com", "sftp://host"])
def test_a_url_is_no_path(terminal: Terminal, sim: Simulator, served: str, command: str, place: str) -> None:
    told = terminal.fails(2, *command.format(place).split())
    assert "is a URL; give a path on this machine" in told
    assert place.split(":", maxsplit=1)[0] in told
    assert list(terminal.folder.iterdir()) == []
    assert sim.requests == []


def test_a_url_is_no_path_in_python(sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValidationError, match="is a URL"):
        PowerTrackClient(sim.auth_manager(), transport=sim.transport(), backup_dir="s3://bucket/backups")
    with PowerTrackClient(sim.auth_manager(), transport=sim.transport()) as client:
        for call in (
            lambda: client.export_portfolio("C1001", "s3://bucket/solar"),
            lambda: client.plan_updates("https://example.com/rows.csv"),
            lambda: client.get_sites("https://example.com/sites.json"),
            lambda: client.get_sites().to_json_file("file:///tmp/sites.json"),
            lambda: client.plan_updates([("S10001", {"name": "x"})]).save("s3://bucket/plan.json"),
            lambda: client.run_report("F3001").save("gs://bucket/report.csv"),
            lambda: client.restore_backup("s3://bucket/backup.json"),
            lambda: client.upload_pan_data("https://example.com/module.PAN"),
        ):
            with pytest.raises(ValidationError, match="is a URL"):
                call()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["report.xlsx", "report.pdf", "report.json"])
def test_a_report_is_not_written_under_another_ending(
    terminal: Terminal, sim: Simulator, served: str, name: str
) -> None:
    told = terminal.fails(2, "report", "run", "F3001", "--out", name)
    assert told == f"{name} must end in .csv or .txt: that is the format that is written to it"
    assert sim.requests == []
    assert "must end in .json" in terminal.fails(2, "sites", "--out", "sites.csv")


@pytest.mark.parametrize(
    "command",
    [
        "report run F3001 --out taken/report.csv",
        "chart S10001 --plot taken/p.png",
        "sites --out taken/s.json",
        "export --out taken",
        "export --out taken/solar",
        "export C1001 --out taken/solar",
        "drift observed.json --report taken/report.md",
    ],
)
def test_a_place_that_takes_no_file_is_told_before_anything_is_asked(
    terminal: Terminal, sim: Simulator, served: str, command: str
) -> None:
    (terminal.folder / "taken").write_text("", encoding="utf-8")
    assert "cannot be written" in terminal.fails(1, *command.split())
    assert sim.requests == []


def test_a_plan_is_not_computed_for_a_place_that_takes_none(terminal: Terminal, sim: Simulator, served: str) -> None:
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,x\n", encoding="utf-8")
    (terminal.folder / "taken").write_text("", encoding="utf-8")
    assert "cannot be written" in terminal.fails(1, "plan", "changes.csv", "--out", "taken/plan.json")
    assert sim.requests == []


@pytest.mark.parametrize(
    "rows", ["key,name\nS99999,x\n", "key,nmae\nS10001,x\n", "key,name\nS10001,#N/A\n", "nothing\n", None]
)
def test_a_plan_that_fails_leaves_no_older_one(terminal: Terminal, served: str, rows: str | None) -> None:
    file = terminal.folder / "changes.csv"
    file.write_text("key,name\nS10001,x\n", encoding="utf-8")
    assert terminal.run("plan", "changes.csv").code == 0
    assert (terminal.folder / "plan.json").exists()
    file.unlink()
    if rows is not None:
        file.write_text(rows, encoding="utf-8")
    assert terminal.run("plan", "changes.csv").code != 0
    assert "cannot be read as a plan" in terminal.fails(1, "apply", "plan.json", "--yes")


@pytest.mark.parametrize("content", ["key,name\nS10001,x\n", '{"plan": "B"}', "[]"])
def test_a_plan_replaces_nothing_but_plans(terminal: Terminal, served: str, content: str) -> None:
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,x\n", encoding="utf-8")
    (terminal.folder / "notes").write_text(content, encoding="utf-8")
    assert "is not a plan" in terminal.fails(1, "plan", "changes.csv", "--out", "notes")
    assert (terminal.folder / "notes").read_text(encoding="utf-8") == content


def test_warnings_stand_beside_the_plan_and_in_its_json(terminal: Terminal, served: str) -> None:
    (terminal.folder / "changes.csv").write_bytes("key;name\nS10001;Müller \n".encode("cp1252"))
    done = terminal.run("plan", "changes.csv")
    assert done.code == 0
    assert "was read as cp1252" in done.err
    assert "such as --encoding cp850" in done.err
    assert "blanks or invisible characters at its ends were removed" in done.err
    assert len(terminal.run("show", "plan.json", "--json").json["warnings"]) == 2
    assert terminal.run("plan", "changes.csv", "--encoding", "cp850").code == 0
    assert "M³ller" in terminal.run("show", "plan.json").out


@pytest.mark.skipif(os.name == "nt", reason="takes descriptors of Unix")
@pytest.mark.parametrize("closed", ["{0,1,2}", "{1}", "{1,2}"])
@pytest.mark.parametrize("command", ["sites --out sites.json", "export C1001 --what sites --out solar", "portfolio"])
def test_without_standard_streams_the_work_is_done(terminal: Terminal, served: str, closed: str, command: str) -> None:
    starter = (
        "import os, sys\n"
        f"for one in sorted({closed}): os.close(one)\n"
        f"os.execv({PROGRAM[0]!r}, {[*PROGRAM, *command.split()]!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", starter],
        cwd=terminal.folder,
        env=terminal.variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "Error" not in done.stderr
    if "sites.json" in command:
        assert json.loads((terminal.folder / "sites.json").read_text(encoding="utf-8"))["customer"] == "C1001"
    if "export" in command:
        assert list((terminal.folder / "solar" / "sites").iterdir())
