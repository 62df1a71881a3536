"""`powertrack auth`: sessions from what browsers copy, kept, used and forgotten."""

from __future__ import annotations

import base64
import json
import os
import re
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from powertrack_sdk.auth import Credentials
from powertrack_sdk.simulator import Simulator
from tests.cli.screen import on_screen
from tests.cli.terminal import Terminal

FORMATS = {
    "fetch": 'fetch("{url}/api/applinks", {{"headers": {{"ae_s": "{ae_s}", "cookie": "{cookie}"}}, "body": null}});',
    "bash": "curl '{url}/api/applinks' -H 'ae_s: {ae_s}' -b '{cookie}' --compressed",
    "cmd": 'curl ^"{url}/api/applinks^" -H ^"ae_s: {ae_s}^" -b ^"{cookie}^"',
    "PowerShell": (
        "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n"
        'Invoke-WebRequest -UseBasicParsing -Uri "{url}/api/applinks" -WebSession $session -Headers @{{\n'
        '"ae_s"="{ae_s}"\n"Cookie"="{cookie}"\n}}'
    ),
}
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="takes a terminal as POSIX has them")


def copied(credentials: Credentials, form: str) -> str:
    return FORMATS[form].format(url=credentials.base_url, ae_s=credentials.ae_s, cookie=credentials.cookie)


def cookie_that_ends(moment: datetime, **claims: object) -> str:
    """A cookie of a session that no server knows."""
    sections = [{"alg": "none"}, {"exp": int(moment.timestamp()), **claims}, {}]
    token = ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in sections)
    return f"AESession={base64.b64encode(json.dumps({'access_token': token}).encode()).decode()}"


@pytest.fixture
def credentials(served: str, sim: Simulator, terminal: Terminal) -> Credentials:
    """What the simulator accepts; the variables of the terminal do not have it any more."""
    for name in ("BASE_URL", "COOKIE", "AE_S"):
        del terminal.variables[name]
    return sim.auth_manager(served).credentials


@pytest.fixture
def settings(terminal: Terminal) -> Path:
    """Where sessions are kept."""
    return Path(terminal.variables["POWERTRACK_CONFIG_DIR"])


@pytest.mark.parametrize("form", FORMATS)
def test_a_copied_request_of_any_form_signs_in(terminal: Terminal, credentials: Credentials, form: str) -> None:
    done = terminal.run("auth", "import", stdin=copied(credentials, form))
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"Signed in to {credentials.base_url} as alex@example.com."
    assert terminal.run("sites").code == 0


def test_it_is_told_who_signed_in_and_until_when(terminal: Terminal, credentials: Credentials, settings: Path) -> None:
    (terminal.folder / "copied.txt").write_text(copied(credentials, "fetch"), encoding="utf-16")
    expires = credentials.expires_at
    assert expires is not None
    shown = terminal.run("auth", "import", "copied.txt").out.splitlines()
    assert shown[1].startswith(f"The session lasts until {expires:%Y-%m-%d %H:%M} UTC (")
    assert shown[2] == f"It is kept as profile default in a file in {settings}."
    told = terminal.run("auth", "import", "copied.txt", "--json").json
    assert told == {
        "profile": "default",
        "kept_in": "file",
        "base_url": credentials.base_url,
        "source": "copied request",
        "user": "alex@example.com",
        "expires_at": expires.isoformat(),
        "accepted": True,
    }
    status = terminal.run("auth", "status").out.splitlines()
    assert status[:3] == [
        f"Host      {credentials.base_url}",
        "From      stored session default (file)",
        "User      alex@example.com",
    ]
    assert status[4] == "Accepted  yes"
    assert terminal.run("auth", "status", "--json").json["source"] == "stored session default (file)"


def test_without_asking_the_cookie_tells_who_it_is(
    terminal: Terminal, credentials: Credentials, sim: Simulator
) -> None:
    sim.requests.clear()
    done = terminal.run("auth", "import", "--no-check", stdin=copied(credentials, "bash"))
    assert done.out.startswith(f"Signed in to {credentials.base_url} as U2001.\n")
    told = terminal.run("auth", "status", "--no-check", "--json").json
    assert (told["user"], told["accepted"]) == ("U2001", None)
    assert sim.requests == []


def test_a_session_that_is_not_accepted_is_not_kept(
    terminal: Terminal, credentials: Credentials, sim: Simulator, settings: Path
) -> None:
    sim.expire_session()
    assert "most likely it has expired" in terminal.fails(3, "auth", "import", stdin=copied(credentials, "fetch"))
    assert not settings.exists()
    ended = datetime(2020, 1, 1, tzinfo=UTC)
    text = f"curl 'https://apps.alsoenergy.com/api/x' -b '{cookie_that_ends(ended)}'"
    told = terminal.fails(3, "auth", "import", "--no-check", stdin=text)
    assert told.startswith("The session in the copied request ended at 2020-01-01 00:00 UTC.")
    assert not settings.exists()


def test_a_session_that_ends_later_is_told(terminal: Terminal, credentials: Credentials, sim: Simulator) -> None:
    terminal.run("auth", "import", stdin=copied(credentials, "fetch"))
    sim.expire_session()
    for arguments in (["auth", "status"], ["auth", "status", "--json"]):
        done = terminal.run(*arguments)
        assert done.code == 3
        assert "Sign in with the browser again and copy a fresh request." in done.err
    assert done.json["accepted"] is False
    assert done.json["source"] == "stored session default (file)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The text is empty."),
        ("hello", "not a request as a browser copies it"),
        ('fetch("https://apps.alsoenergy.com/api/x", {"headers": {}});', 'Choose "Copy as fetch (Node.js)"'),
        ("curl 'https://apps.alsoenergy.com/api/x'", "there is no cookie in it"),
        ("curl 'http://apps.alsoenergy.com/api/x' -b 'a=b'", "plain http"),
    ],
)
def test_a_text_that_signs_nobody_in_is_told(terminal: Terminal, settings: Path, text: str, told: str) -> None:
    assert told in terminal.fails(1, "auth", "import", stdin=text)
    assert not settings.exists()


def test_a_text_that_cannot_be_read_is_told(terminal: Terminal) -> None:
    assert "none.txt cannot be read" in terminal.fails(1, "auth", "import", "none.txt")
    assert terminal.fails(2, "auth", "import", "none.txt", "--clipboard") == "name a file or --clipboard, not both"
    no_tools = terminal.fails(1, "auth", "import", "--clipboard", PATH="", DISPLAY="")
    assert no_tools == "the clipboard cannot be read here; save what was copied in a file and name that"


@pytest.mark.skipif(sys.platform != "linux", reason="there, programs stand for the clipboard")
def test_the_clipboard_signs_in(terminal: Terminal, credentials: Credentials, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "xsel").write_text(f"#!/bin/sh\ncat {tools}/text\n", encoding="utf-8")
    (tools / "xsel").chmod(0o755)
    (tools / "text").write_text(copied(credentials, "fetch"), encoding="utf-8")
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    assert terminal.run("auth", "import", "--clipboard", PATH=path, DISPLAY=":0", WAYLAND_DISPLAY="").code == 0


@on_posix
def test_a_long_cookie_is_pasted_into_the_terminal_and_not_shown(
    terminal: Terminal, credentials: Credentials, settings: Path
) -> None:
    # A terminal cuts lines at 4095 characters, unless it is told not to.
    filler = "; ".join(f"other{number}={'x' * 900}" for number in range(12))
    text = copied(credentials, "fetch").replace(credentials.cookie, f"{credentials.cookie}; {filler}")
    with on_screen("auth", "import", folder=terminal.folder, variables=terminal.variables) as screen:
        screen.wait_for("What you paste is not shown.")
        screen.type(f"{text}\n\x04")
        assert screen.end() == 0
    assert screen.lines[1].startswith(f"Signed in to {credentials.base_url} as alex@example.com.")
    assert "other3" not in screen.shown
    terminal.check(screen.shown)
    kept = json.loads((settings / "sessions" / "default.json").read_text(encoding="utf-8"))
    assert kept["cookie"].endswith(filler)


@on_posix
def test_ctrl_c_while_pasting_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    with on_screen("auth", "import", folder=terminal.folder, variables=terminal.variables) as screen:
        screen.wait_for("not shown.\n")
        assert not screen.echoes()
        screen.interrupt()
        assert screen.end() == 1
        assert screen.echoes()
    assert screen.lines[-1] == "powertrack: interrupted"


@on_posix
def test_only_the_user_can_read_what_is_kept(terminal: Terminal, credentials: Credentials, settings: Path) -> None:
    terminal.run("auth", "import", stdin=copied(credentials, "fetch"))
    files = [path for path in settings.rglob("*") if path.is_file()]
    assert {path.name for path in files} == {"profiles.json", "default.json"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((settings / "sessions").stat().st_mode) == 0o700


def test_profiles_are_kept_beside_each_other(terminal: Terminal, credentials: Credentials, sim: Simulator) -> None:
    terminal.run("auth", "import", "--profile", "north", stdin=copied(credentials, "fetch"))
    assert "auth import" in terminal.fails(3, "sites")
    assert terminal.run("sites", "--profile", "north").code == 0
    assert "(there is: north)" in terminal.fails(3, "sites", "--profile", "south")
    terminal.run("auth", "import", stdin=copied(credentials, "fetch"))
    assert terminal.run("auth", "list").out.splitlines() == ["Profile  Kept in", "default  file", "north    file"]
    listed = terminal.run("auth", "list", "--json").json
    assert listed == [{"profile": "default", "kept_in": "file"}, {"profile": "north", "kept_in": "file"}]
    assert "is no name for a profile" in terminal.fails(
        1, "auth", "import", "--profile", "../up", stdin=copied(credentials, "fetch")
    )


def test_what_is_forgotten_leaves_nothing(terminal: Terminal, credentials: Credentials, settings: Path) -> None:
    terminal.run("auth", "import", "--profile", "north", stdin=copied(credentials, "fetch"))
    done = terminal.run("auth", "forget", "--profile", "north")
    assert done.out.startswith("The stored session north is forgotten.")
    assert [path.name for path in settings.rglob("*") if path.is_file()] == ["profiles.json"]
    assert "north" not in (settings / "profiles.json").read_text(encoding="utf-8")
    assert terminal.run("auth", "list").out.startswith("No session is stored.")
    assert "no stored session 'north'" in terminal.fails(1, "auth", "forget", "--profile", "north")
    assert "no stored session 'default'" in terminal.fails(1, "auth", "forget", "--json")


def test_credentials_of_the_folder_come_before_stored_ones(
    terminal: Terminal, credentials: Credentials, served: str
) -> None:
    terminal.run("auth", "import", stdin=copied(credentials, "fetch"))
    (terminal.folder / "mostRecentFetch.js").write_text(copied(credentials, "fetch"), encoding="utf-8")
    assert terminal.run("auth", "status", "--json").json["source"] == "file mostRecentFetch.js"
    assert terminal.run("auth", "status", "--no-check", "--json", COOKIE="a=b").json["source"] == "environment"
    stored = terminal.run("auth", "status", "--json", "--profile", "default", COOKIE="a=b").json
    assert (stored["source"], stored["accepted"]) == ("stored session default (file)", True)


@pytest.mark.parametrize(("minutes", "told"), [(59, True), (70, False), (-1, True)])
def test_before_a_long_job_it_is_told_that_the_session_ends_soon(
    terminal: Terminal, served: str, sim: Simulator, minutes: int, told: bool
) -> None:
    sim.renew_session(datetime.now(UTC) - timedelta(minutes=20) + timedelta(minutes=minutes))
    terminal.variables["COOKIE"] = sim.auth_manager().credentials.cookie
    terminal.variables["AE_S"] = sim.auth_manager().credentials.ae_s or ""
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,Maple\n", encoding="utf-8")
    assert terminal.run("plan", "changes.csv").err == ""
    done = terminal.run("apply", "plan.json", "--yes", "--json")
    assert done.code == 0
    words = r"The session ended at .* UTC" if minutes < 0 else r"The session ends at .* UTC, in 5[78] minutes;"
    assert bool(re.match(words, done.err)) is told, done.err


@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "no.such.Keyring"]
)
def test_where_there_is_no_keyring_that_works_a_file_is_there_instead(
    terminal: Terminal, credentials: Credentials, backend: str
) -> None:
    variables = {"POWERTRACK_KEYRING": "", "PYTHON_KEYRING_BACKEND": backend}
    assert (
        terminal.run("auth", "import", "--json", stdin=copied(credentials, "fetch"), **variables).json["kept_in"]
        == "file"
    )


def test_a_damaged_list_of_profiles_is_told(terminal: Terminal, settings: Path) -> None:
    settings.mkdir()
    (settings / "profiles.json").write_text("{", encoding="utf-8")
    assert "delete it and sign in again" in terminal.fails(1, "auth", "list")
