"""`powertrack auth`: sessions from what browsers copy, kept, used and forgotten."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from powertrack_sdk.auth import Credentials
from powertrack_sdk.auth.store import Store
from powertrack_sdk.cli.sign_in import read_unseen
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
    assert shown[1] == f"Its token is due at {expires:%Y-%m-%d %H:%M} UTC; a session usually lasts longer."
    assert shown[2] == f"It is stored as profile default in a file in {settings}."
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
    assert [re.split(r"  +", line) for line in status[:3]] == [
        ["Host", credentials.base_url],
        ["From", "stored session default (file)"],
        ["User", "alex@example.com"],
    ]
    assert re.split(r"  +", status[4]) == ["Accepted", "yes"]
    assert terminal.run("auth", "status", "--json").json["source"] == "stored session default (file)"


def test_without_asking_the_cookie_tells_who_it_is(
    terminal: Terminal, credentials: Credentials, sim: Simulator
) -> None:
    sim.requests.clear()
    done = terminal.run("auth", "import", "--no-check", stdin=copied(credentials, "bash"))
    assert done.out.startswith(f"The session of {credentials.base_url} as U2001 is stored, not checked.\n")
    assert "Signed in" not in done.out
    told = terminal.run("auth", "status", "--no-check", "--json").json
    assert (told["user"], told["accepted"]) == ("U2001", None)
    assert sim.requests == []


def test_a_session_that_is_not_accepted_is_not_kept(
    terminal: Terminal, credentials: Credentials, sim: Simulator, settings: Path
) -> None:
    sim.expire_session()
    assert "The session has most likely ended." in terminal.fails(
        3, "auth", "import", stdin=copied(credentials, "fetch")
    )
    assert not settings.exists()


def test_a_token_that_is_past_due_refuses_nothing(terminal: Terminal, credentials: Credentials, sim: Simulator) -> None:
    due = datetime.now(UTC) - timedelta(hours=3)
    sim.renew_session(due - timedelta(minutes=20))
    text = copied(sim.auth_manager(credentials.base_url).credentials, "bash")
    when = f"{due:%Y-%m-%d %H:%M} UTC"
    for check, meaning in (
        ("--no-check", "only the server knows whether it still accepts the session"),
        ("--check", "the server still accepts the session"),
    ):
        done = terminal.run("auth", "import", check, stdin=text)
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[1] == f"Its token was due at {when}; {meaning}."
        status = terminal.run("auth", "status", check)
        assert (status.code, status.err) == (0, "")
        assert f"token was due at {when}; {meaning}" in status.out
    done = terminal.run("export", "C1001", "--from", "2026-06-01", "--to", "2026-06-02", "--out", "solar", "--json")
    assert (done.code, done.err) == (0, "")


def test_a_session_that_ends_later_is_told(terminal: Terminal, credentials: Credentials, sim: Simulator) -> None:
    terminal.run("auth", "import", stdin=copied(credentials, "fetch"))
    sim.expire_session()
    for arguments in (["auth", "status"], ["auth", "status", "--json"]):
        done = terminal.run(*arguments)
        assert done.code == 3
        assert "copy a fresh request and run `powertrack auth import`." in done.err
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
    assert no_tools == "the clipboard cannot be read here; save the copied request to a file, and pass the file"


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
    assert filler in kept["cookie"]


def test_a_console_of_windows_is_read_up_to_the_end_without_showing_anything(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for end in ("\x1a", "\x04"):
        assert read_unseen(iter(f"curl 'x' ^\r  -b 'a=\u00fc'{end}more").__next__) == "curl 'x' ^\n  -b 'a=\u00fc'"
    with pytest.raises(KeyboardInterrupt):
        read_unseen(iter("curl\x03").__next__)
    assert capsys.readouterr() == ("", "")


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
    assert "(stored: north)" in terminal.fails(3, "sites", "--profile", "south")
    terminal.run("auth", "import", stdin=copied(credentials, "fetch"))
    shown = [re.split(r"  +", line) for line in terminal.run("auth", "list").out.splitlines()]
    assert shown[0] == ["Profile", "User", "Host", "Age", "Last success", "Kept in"]
    assert [row[:3] for row in shown[1:]] == [[name, "U2001", credentials.base_url] for name in ("default", "north")]
    listed = terminal.run("auth", "list", "--json").json
    assert [(row["profile"], row["kept_in"], row["user"]) for row in listed] == [
        ("default", "file", "U2001"),
        ("north", "file", "U2001"),
    ]
    assert all(0 <= row["age_hours"] < 1 and row["last_success"] >= row["signed_in"] for row in listed)
    assert "is not a valid profile name" in terminal.fails(
        1, "auth", "import", "--profile", "../up", stdin=copied(credentials, "fetch")
    )


def test_what_is_forgotten_leaves_nothing(terminal: Terminal, credentials: Credentials, settings: Path) -> None:
    terminal.run("auth", "import", "--profile", "north", stdin=copied(credentials, "fetch"))
    done = terminal.run("auth", "forget", "--profile", "north")
    assert done.out.startswith("The stored session north is deleted.")
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
    status = terminal.run("auth", "status", "--json")
    assert status.json["source"] == "file mostRecentFetch.js"
    assert status.err.startswith("The session of file mostRecentFetch.js in ")
    assert "is used, not the stored session default" in status.err
    assert terminal.run("auth", "status", "--no-check", "--json", COOKIE="a=b").json["source"] == "environment"
    stored = terminal.run("auth", "status", "--json", "--profile", "default", COOKIE="a=b").json
    assert (stored["source"], stored["accepted"]) == ("stored session default (file)", True)


@pytest.mark.parametrize(("age", "told"), [(12.5, False), (13.5, True), (30, True)])
def test_before_a_long_job_the_age_of_the_session_is_held_against_that_of_earlier_ones(
    terminal: Terminal, credentials: Credentials, settings: Path, age: float, told: bool
) -> None:
    now = datetime.now(UTC)
    store = Store(settings)
    store.save("default", credentials, now=now - timedelta(hours=60))
    _, earlier = store.open("default")
    earlier.save(credentials, {}, now - timedelta(hours=46.1))
    assert earlier.ended(now - timedelta(hours=45.9)) is None
    store.save("default", credentials, now=now - timedelta(hours=age))
    assert "sessions of this account lasted about 14 h" in terminal.run("auth", "status").out
    (terminal.folder / "changes.csv").write_text("key,name\nS10001,Maple\n", encoding="utf-8")
    assert terminal.run("plan", "changes.csv").err == ""
    done = terminal.run("apply", "plan.json", "--yes", "--json")
    assert done.code == 0
    words = r"This session is 1[34] h old, and sessions of this account lasted about 14 h\. Sign in again before a long"
    assert bool(re.match(words.replace("1[34]", f"{age:.0f}"), done.err)) is told, done.err


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
