"""The command line as such, the simulator and the demonstration, through the real entry point."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest

import powertrack_sdk
from powertrack_sdk import AuthManager, PowerTrackClient
from powertrack_sdk.auth import Credentials
from tests.cli.terminal import Terminal, start, under_way

SCRIPT = Path(sys.executable).with_name("powertrack.exe" if os.name == "nt" else "powertrack")
COMMANDS = (
    *("auth", "sites", "portfolio", "site", "hardware", "device", "production", "alerts", "chart", "diff", "report"),
    *("plan", "show", "apply", "resume", "restore", "undo", "history", "copy-alerts"),
    *("call", "docs", "simulate", "demo"),
)


@contextmanager
def simulating(terminal: Terminal, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """A simulator that runs, and the variables that it tells."""
    with under_way(["simulate", *arguments], terminal.folder, terminal.variables) as process:
        assert process.stdout is not None
        variables: dict[str, str] = {}
        while "AE_S" not in variables:
            line = process.stdout.readline()
            assert line, "it ended early"
            if found := re.fullmatch(r"export (\w+)='(.*)'\n", line):
                variables[found[1]] = found[2]
        yield process, variables


def test_the_version_is_printed(terminal: Terminal) -> None:
    done = terminal.run("--version")
    assert (done.code, done.out, done.err) == (0, f"powertrack {version('powertrack-sdk')}\n", "")
    assert powertrack_sdk.__version__ == version("powertrack-sdk")


def test_every_command_is_listed_with_a_sentence_that_fits(terminal: Terminal) -> None:
    done = terminal.run("--help", COLUMNS="80")
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80
    listed = {found[1]: found[2] for found in re.finditer(r"│ ([a-z-]+) +([A-Z].+\.) +│\n", done.out)}
    assert set(COMMANDS) <= listed.keys()
    assert listed["simulate"] == "Serve a simulated PowerTrack on this machine."


@pytest.mark.parametrize("name", [*COMMANDS, "auth import", "auth status", "auth list", "auth forget", "report run"])
def test_every_command_has_help_that_fits(terminal: Terminal, name: str) -> None:
    done = terminal.run(*name.split(), "--help", COLUMNS="80")
    assert (done.code, done.err) == (0, "")
    assert f"Usage: powertrack {name} " in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    if name not in ("auth", "report"):
        assert "--json" in done.out


@pytest.mark.skipif(not SCRIPT.exists(), reason="the package is not installed here")
def test_the_installed_script_has_the_same_commands(terminal: Terminal) -> None:
    done = subprocess.run(
        [SCRIPT, "--help"], env=terminal.variables, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert done.stdout == start(["--help"], terminal.folder, terminal.variables).out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["simulat"], "No such command 'simulat'. Did you mean 'simulate'? See `powertrack --help`."),
        (["auth", "out"], "No such command 'out'. See `powertrack auth --help`."),
        (["simulate", "--port", "http"], "--port"),
        (["simulate", "--port", "70000"], "--port"),
        (["simulate", "--port", "-1"], "--port"),
        (["simulate", "--sites", "0"], "--sites"),
        (["simulate", "--verbose"], "No such option: --verbose. See `powertrack simulate --help`."),
        (["demo", "--sites", "many"], "--sites"),
        (["demo", "--out", "file"], "--out"),
    ],
)
def test_a_wrong_command_is_told_and_nothing_is_done(terminal: Terminal, arguments: list[str], told: str) -> None:
    (terminal.folder / "file").write_text("no folder", encoding="utf-8")
    assert told in terminal.fails(2, *arguments)
    assert [path.name for path in terminal.folder.iterdir()] == ["file"]


@pytest.mark.parametrize("arguments", [[], ["auth"], ["report"]])
def test_without_a_command_help_is_shown(terminal: Terminal, arguments: list[str]) -> None:
    done = terminal.run(*arguments)
    assert (done.code, done.err) == (2, "")
    assert "Usage: powertrack" in done.out


def test_shells_complete_commands_and_options(terminal: Terminal) -> None:
    def completed(words: str) -> list[str]:
        count = str(len(words.split(" ")) - 1)
        return terminal.run(_POWERTRACK_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count).out.split()

    assert sorted(completed("powertrack p")) == ["plan", "portfolio", "production"]
    assert completed("powertrack auth i") == ["import"]
    assert completed("powertrack apply --on-c") == ["--on-conflict"]
    for shell, line in (
        ("bash", "complete -o default -F _powertrack_completion powertrack"),
        ("zsh", "#compdef powertrack"),
        ("fish", "complete --command powertrack"),
        ("pwsh", "Register-ArgumentCompleter -Native -CommandName powertrack"),
    ):
        # Typer finds out the shell by itself, unless it is told not to.
        script = terminal.run("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
        assert (script.code, script.err) == (0, "")
        assert line in script.out


def test_the_simulator_serves_with_the_credentials_that_it_tells(terminal: Terminal, tmp_path: Path) -> None:
    with simulating(terminal, "--port", "0", "--sites", "2", "--seed", "7") as (_, variables):
        assert set(variables) == {"BASE_URL", "COOKIE", "AE_S"}
        auth = AuthManager.from_env(variables)
        assert isinstance(auth.credentials, Credentials)
        with PowerTrackClient(auth, backup_dir=tmp_path / "backups") as client:
            assert [site.key for site in client.get_portfolio_overview("C1001").sites] == ["S10001", "S10002"]
            assert client.update_site_config("S10001", {"name": "Maple"}).verified


def test_one_signs_in_to_the_simulator_with_the_text_that_it_prints(terminal: Terminal) -> None:
    with under_way(["simulate", "--port", "0"], terminal.folder, terminal.variables) as process:
        assert process.stdout is not None
        printed = "".join(iter(process.stdout.readline, "or set these variables:\n"))
        text = printed[printed.index("fetch(") :]
        assert terminal.run("auth", "import", stdin=text).code == 0
        assert terminal.run("site", "S10001").code == 0


def test_one_signs_in_to_the_simulator_with_the_file_that_it_writes(terminal: Terminal) -> None:
    arguments = ["simulate", "--port", "0", "--fetch", "copied.txt"]
    with under_way(arguments, terminal.folder, terminal.variables) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(5)]
        assert lines[-1] == "run `powertrack auth import copied.txt` there.\n"
        assert not any("AESession" in line for line in lines)
        assert terminal.run("auth", "import", "copied.txt").code == 0
        assert terminal.run("portfolio", "--json").json["rows"]
    (terminal.folder / "file").write_text("no folder", encoding="utf-8")
    told = terminal.run("simulate", "--port", "0", "--fetch", "file/copied.txt")
    assert told.code == 1
    assert "choose another file with --fetch" in told.err


def test_the_simulator_takes_the_port_that_it_is_given(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with simulating(terminal, "--port", str(port)) as (_, variables):
        assert variables["BASE_URL"] == f"http://127.0.0.1:{port}"


@pytest.mark.skipif(os.name == "nt", reason="takes signals")
def test_the_simulator_ends_quietly_when_interrupted(terminal: Terminal) -> None:
    with simulating(terminal, "--port", "0") as (process, _):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out.endswith("\nEnded.\n")
    assert err == ""


def test_a_port_that_is_taken_is_one_line(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = terminal.fails(1, "simulate", "--port", port)
    assert re.fullmatch(rf"port {port} cannot be used \(.+\); choose another with --port", told)


def test_the_documentation_is_found_where_it_was_built(terminal: Terminal) -> None:
    page = terminal.folder / "build" / "docs" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>powertrack-sdk</h1>", encoding="utf-8")
    assert terminal.run("docs", "--json").json == {"page": str(page)}
    assert terminal.run("docs", BROWSER="true").out == f"{page}\n"


def test_the_demonstration(terminal: Terminal) -> None:
    done = terminal.run("demo", "--out", "shown", "--sites", "3")
    assert (done.code, done.err) == (0, "")
    picture = (terminal.folder / "shown" / "power.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(picture[start : start + 4], "big") for start in (16, 20))
    assert width > 1000
    assert height > 500
    assert len(picture) > 20_000
    assert re.findall(r"^(\d) [A-Z]", done.out, re.MULTILINE) == list("12345678")
    backups = list((terminal.folder / "shown" / "backups").glob("*.json"))
    assert len(backups) == 2
    assert "location.latitude: " in done.out
    assert "verified: True" in done.out
    assert "2 of them writes" in done.out
    assert "not read" not in done.out
    assert [path.name for path in terminal.folder.iterdir()] == ["shown"]


def test_the_demonstration_shows_what_it_changes_and_puts_it_back(terminal: Terminal) -> None:
    shown = terminal.run("demo", "--sites", "1").out
    changes = [line.strip() for line in shown.splitlines() if line.strip().startswith("~ location.latitude")]
    assert len(changes) == 2
    forth, back = (re.findall(r"-?\d+\.\d+", change) for change in changes)
    assert forth == back[::-1]
    assert (terminal.folder / "demo-output" / "power.png").is_file()


def test_a_folder_that_cannot_be_made_is_one_line(terminal: Terminal) -> None:
    (terminal.folder / "file").write_text("no folder", encoding="utf-8")
    told = terminal.fails(1, "demo", "--out", "file/below")
    assert re.fullmatch(r"\S+ cannot be made \(.+\); choose another folder with --out", told)
