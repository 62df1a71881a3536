"""How commands end when something around them goes wrong, and how what they print looks where."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from powertrack_sdk.simulator import Answer, Request, Server, Simulator
from tests.cli.screen import on_screen
from tests.cli.terminal import PATIENCE, PROGRAM, Terminal, start, under_way

FULL = Path("/dev/full")
# A command that fails in a way that nobody foresaw.
BROKEN = """
from powertrack_sdk.cli import demo, main
def show(out, sites):
    raise LookupError("nobody foresaw this")
demo.show = show
main()
"""
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="takes a terminal and signals as POSIX has them")


@on_posix
@pytest.mark.parametrize("arguments", [["portfolio"], ["call", "GET", "/api/applinks"], ["site", "S10001", "--json"]])
def test_who_reads_no_further_is_no_error(terminal: Terminal, arguments: list[str]) -> None:
    with under_way([*arguments, "--simulate"], terminal.folder, terminal.variables) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait(PATIENCE) == 0


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [["sites"], ["sites", "--json"], ["report", "list"]])
def test_a_full_disk_is_told_in_a_line(terminal: Terminal, arguments: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments, "--simulate"],
            cwd=terminal.folder,
            env=terminal.variables,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "powertrack: the output cannot be written (No space left on device)\n"


@on_posix
def test_ctrl_c_ends_a_command_without_a_word_too_many(terminal: Terminal, sim: Simulator) -> None:
    arrived, let_go = threading.Event(), threading.Event()

    def handle(request: Request) -> Answer:
        arrived.set()
        assert let_go.wait(PATIENCE)
        return sim.handle(request)

    with Server(handle, 0) as server:
        credentials = sim.auth_manager(server.url).credentials
        variables = {"BASE_URL": server.url, "COOKIE": credentials.cookie, "AE_S": credentials.ae_s or ""}
        with under_way(["sites"], terminal.folder, {**terminal.variables, **variables}) as process:
            assert arrived.wait(PATIENCE)
            process.send_signal(2)
            let_go.set()
            out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (1, "", "powertrack: interrupted\n")


@pytest.mark.parametrize("more", [[], ["--debug"]])
def test_what_nobody_foresaw_is_a_line_unless_it_is_to_be_debugged(terminal: Terminal, more: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN, "demo", *more],
        cwd=terminal.folder,
        env=terminal.variables,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    if more:
        assert done.stderr.endswith("LookupError: nobody foresaw this\n")
    else:
        assert done.stderr == (
            "powertrack: unexpected error (LookupError: nobody foresaw this); run the command again with --debug, and"
            " report its output\n"
        )


def test_debug_shows_where_an_error_came_from_and_no_secret(terminal: Terminal, served: str, sim: Simulator) -> None:
    sim.expire_session()
    done = terminal.run("sites", "--debug", POWERTRACK_LOG="debug")
    assert done.code == 1
    assert "Traceback" in done.err
    assert "GET /api/node/favorites: 401" in done.err


@pytest.mark.parametrize("accepted", [True, False])
def test_no_command_prints_a_secret_however_much_it_tells(
    terminal: Terminal, served: str, sim: Simulator, accepted: bool
) -> None:
    terminal.secrets += ["synthetic-passphrase", "example.com/kiosk"]
    if not accepted:
        sim.expire_session()
    for command in (
        *("auth status", "sites", "portfolio", "site S10001", "hardware S10001", "device H100002", "production S10001"),
        *("alerts C1001", "chart S10001", "diff S10001 S10002", "diff H100002 H100001", "report list", "history"),
    ):
        done = terminal.run(*command.split(), "--json", "--debug", POWERTRACK_LOG="debug")
        assert (done.code == 0) is (accepted or command == "history"), done
        assert ("DEBUG powertrack_sdk: GET " in done.err or "POST " in done.err) is (command != "history")


@on_posix
def test_colours_are_for_terminals_that_want_them(terminal: Terminal) -> None:
    shown = []
    for colours in (True, False):
        with on_screen(
            *("alerts", "C1001", "--simulate"), folder=terminal.folder, variables=terminal.variables, colours=colours
        ) as screen:
            assert screen.end() == 0
        shown.append(screen.shown)
    assert "\x1b[33m" in shown[0]
    assert "[33m" not in shown[1]
    piped = {name: value for name, value in terminal.variables.items() if name != "NO_COLOR"}
    assert "\x1b" not in start(["alerts", "C1001", "--simulate"], terminal.folder, piped).out


@on_posix
@pytest.mark.parametrize(
    ("columns", "command"),
    [
        (80, "portfolio"),
        (80, "site S10001"),
        (80, "hardware S10001"),
        (80, "device H100005"),
        (80, "production S10001"),
        (80, "alerts C1001"),
        (80, "chart S10001"),
        (80, "chart S10001 --show"),
        (80, "diff S10001 S10002"),
        (200, "hardware S10001"),
        (200, "chart S10001 --show"),
    ],
)
def test_nothing_is_wrapped_or_cut_on_a_terminal(terminal: Terminal, columns: int, command: str) -> None:
    with on_screen(
        *command.split(), "--simulate", folder=terminal.folder, variables=terminal.variables, columns=columns
    ) as screen:
        assert screen.end() == 0
    assert len(screen.lines) > 4
    assert max(map(len, screen.lines)) <= columns
    assert not any(line.endswith("…") for line in screen.lines)


@pytest.mark.parametrize(("encoding", "name"), [("ascii", "Pi?on Grove Solar"), ("cp1252", "Piñon Grove Solar")])
def test_letters_that_the_output_does_not_have_are_no_error(terminal: Terminal, encoding: str, name: str) -> None:
    def printed(*more: str) -> bytes:
        return subprocess.run(
            [*PROGRAM, "sites", "--simulate", "--name", "Pi*", *more],
            env={**terminal.variables, "PYTHONIOENCODING": encoding},
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        ).stdout

    assert name in printed().decode(encoding)
    assert b"Pi\\u00f1on Grove Solar" in printed("--json")
