"""The command line, through its real entry point."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from powertrack_sdk import AuthManager, PowerTrackClient
from powertrack_sdk.auth import Credentials

PROGRAM = [sys.executable, "-c", "from powertrack_sdk.cli import main; main()"]
SCRIPT = Path(sys.executable).with_name("powertrack.exe" if os.name == "nt" else "powertrack")
ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"}


def run(*arguments: str, folder: Path, program: Sequence[str] = PROGRAM) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@contextmanager
def simulating(*arguments: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """A simulator that runs, and the variables that it tells."""
    process = subprocess.Popen(
        [*PROGRAM, "simulate", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        variables: dict[str, str] = {}
        while "AE_S" not in variables:
            line = process.stdout.readline()
            assert line, "it ended early"
            if found := re.fullmatch(r"export (\w+)='(.*)'\n", line):
                variables[found[1]] = found[2]
        yield process, variables
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("arguments", [["--help"], ["simulate", "--help"], ["demo", "--help"]])
def test_help(tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == 0
    assert "Usage: " in done.stdout
    assert done.stderr == ""


def test_every_command_is_listed_with_a_sentence(tmp_path: Path) -> None:
    listed = run("--help", folder=tmp_path).stdout
    assert re.search(r"simulate +Serve a fictional PowerTrack on this machine, until interrupted\.", listed)
    assert re.search(r"demo +Show the product at work, against the simulator\.", listed)


@pytest.mark.skipif(not SCRIPT.exists(), reason="the package is not installed here")
def test_the_installed_script_has_the_same_commands(tmp_path: Path) -> None:
    commands = re.compile(r"(?:simulate|demo) +[A-Z][^.]+\.")
    listed = commands.findall(run("--help", folder=tmp_path, program=[str(SCRIPT)]).stdout)
    assert listed == commands.findall(run("--help", folder=tmp_path).stdout)
    assert len(listed) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Usage: "),
        (["simulat"], "simulat"),
        (["simulate", "--port", "http"], "--port"),
        (["simulate", "--port", "70000"], "--port"),
        (["simulate", "--port", "-1"], "--port"),
        (["simulate", "--sites", "0"], "--sites"),
        (["simulate", "--verbose"], "--verbose"),
        (["demo", "--sites", "many"], "--sites"),
        (["demo", "--out", "file"], "--out"),
    ],
)
def test_a_wrong_command_is_told_and_nothing_is_done(tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert told in done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_simulator_serves_with_the_credentials_that_it_tells(tmp_path: Path) -> None:
    with simulating("--port", "0", "--sites", "2", "--seed", "7", folder=tmp_path) as (_, variables):
        assert set(variables) == {"BASE_URL", "COOKIE", "AE_S"}
        auth = AuthManager.from_env(variables)
        assert isinstance(auth.credentials, Credentials)
        with PowerTrackClient(auth, backup_dir=tmp_path / "backups") as client:
            assert [site.key for site in client.get_portfolio_overview("C1001").sites] == ["S10001", "S10002"]
            assert client.update_site_config("S10001", {"name": "Maple"}).verified


def test_the_simulator_takes_the_port_that_it_is_given(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with simulating("--port", str(port), folder=tmp_path) as (_, variables):
        assert variables["BASE_URL"] == f"http://127.0.0.1:{port}"


@pytest.mark.skipif(os.name == "nt", reason="takes signals")
def test_the_simulator_ends_quietly_when_interrupted(tmp_path: Path) -> None:
    with simulating("--port", "0", folder=tmp_path) as (process, _):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out.endswith("\nEnded.\n")
    assert err == ""


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("simulate", "--port", str(port), folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(rf"powertrack: port {port} cannot be used \(.+\); choose another with --port\n", done.stderr)


def test_the_demonstration(tmp_path: Path) -> None:
    done = run("demo", "--out", "shown", "--sites", "3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    picture = (tmp_path / "shown" / "power.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(picture[start : start + 4], "big") for start in (16, 20))
    assert width > 1000
    assert height > 500
    assert len(picture) > 20_000
    assert re.findall(r"^(\d) [A-Z]", done.stdout, re.MULTILINE) == list("12345678")
    backups = list((tmp_path / "shown" / "backups").glob("*.json"))
    assert len(backups) == 2
    assert "location.latitude: " in done.stdout
    assert "verified: True" in done.stdout
    assert "2 of them writes" in done.stdout
    assert "not read" not in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["shown"]


def test_the_demonstration_shows_what_it_changes_and_puts_it_back(tmp_path: Path) -> None:
    shown = run("demo", "--sites", "1", folder=tmp_path).stdout
    changes = [line.strip() for line in shown.splitlines() if line.strip().startswith("~ location.latitude")]
    assert len(changes) == 2
    forth, back = (re.findall(r"-?\d+\.\d+", change) for change in changes)
    assert forth == back[::-1]
    assert (tmp_path / "demo-output" / "power.png").is_file()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run("demo", "--out", "file/below", folder=tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r"powertrack: \S+ cannot be made \(.+\); choose another folder with --out\n", done.stderr)
