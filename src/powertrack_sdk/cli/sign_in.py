"""`powertrack auth`: sign in with a request copied from the browser."""

from __future__ import annotations

import operator
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.commands import Heading, command
from powertrack_sdk.cli.session import Session, hours
from powertrack_sdk.errors import ConfigurationError, ValidationError

if TYPE_CHECKING:
    from powertrack_sdk.auth import AuthManager, Credentials
    from powertrack_sdk.auth.record import Record

app = typer.Typer(name="auth", help="Sign in with a copied request; show and delete sessions.", no_args_is_help=True)

_PROMPT = "Paste the copied request, then press Ctrl+{}. What you paste is not shown."
_END_OF_TRANSMISSION = b"\x04"
_INTERRUPT = "\x03"
_ENDS = ("\x04", "\x1a")  # Ctrl+D, Ctrl+Z

_Check = Annotated[bool, typer.Option(help="Ask PowerTrack whether it accepts the session.")]


@command(app, "import")
def import_(
    session: Session,
    file: Annotated[
        Path | None, typer.Argument(help="File with the copied request; by default standard input.", show_default=False)
    ] = None,
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Read the copied request from the clipboard.")] = False,
    check: _Check = True,
) -> None:
    """Sign in with a request copied from the browser.

    Copy it as fetch (Node.js), cURL or PowerShell, or copy its request headers. The session is stored in the system's
    keyring, or in a file that only you can read. It is used if no other credentials are found.
    """
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store

    manager = AuthManager.from_text(_copied_request(file, clipboard=clipboard))
    user = _accepted_as(session, manager) if check else None
    credentials = manager.credentials  # an answer may have renewed the cookies
    user = user or _who(credentials)
    profile = session.profile or DEFAULT_PROFILE
    store = Store()
    place = store.save(profile, credentials, works=check)
    if session.as_json:
        facts = _facts(credentials, user, accepted=True if check else None)
        session.printer.json({"profile": profile, "kept_in": place, **facts})
        return
    whose = f"{credentials.base_url}{f' as {user}' if user else ''}"
    session.printer.say(f"Signed in to {whose}." if check else f"The session of {whose} is stored, not checked.")
    session.printer.say(f"Its {_token(credentials, accepted=True if check else None)}.")
    where = "the keyring" if place == "keyring" else f"a file in {_from_home(store.folder)}"
    session.printer.say(f"It is stored as profile {profile} in {where}.")


@command(app)
def status(session: Session, check: _Check = True) -> None:
    """Show which session is used, and whether PowerTrack accepts it."""
    from powertrack_sdk.errors import AuthenticationError, PowerTrackError

    manager = session.auth_manager
    user, accepted, failure = None, None, None
    if check:
        try:
            user, accepted = _accepted_as(session, manager), True
        except PowerTrackError as error:
            accepted, failure = False if isinstance(error, AuthenticationError) else None, error
    credentials = manager.credentials
    user = user or _who(credentials)
    profile = manager.session.profile
    record = profile.record() if profile is not None else None
    if session.as_json:
        session.printer.json({**_facts(credentials, user, accepted), **({} if record is None else _history(record))})
    else:
        session.printer.facts(
            {
                "Host": credentials.base_url,
                "From": credentials.source,
                "User": user,
                "Session": _token(credentials, accepted),
                "Accepted": accepted,
                **({} if record is None else _history_in_words(record)),
            }
        )
    if failure is not None:
        raise failure


@command(app, "list")
def list_(session: Session) -> None:
    """List the stored sessions: user, age, and when PowerTrack last accepted each."""
    from powertrack_sdk.auth.store import Store
    from powertrack_sdk.errors import PowerTrackError

    store, now = Store(), datetime.now(UTC)
    found: list[dict[str, object]] = []
    for name, record in sorted(store.records().items()):
        row: dict[str, object] = {"profile": name, "kept_in": record.kept_in, "user": None, "base_url": None}
        try:
            credentials = store.load(name)
            row |= {"user": _who(credentials), "base_url": credentials.base_url}
        except PowerTrackError as error:  # the others are listed all the same
            session.printer.warn(str(error))
        age = record.age(now)
        row |= {"age_hours": None if age is None else round(age / timedelta(hours=1), 2)} | _history(record)
        found.append(row | {"age": None if age is None else hours(age)})
    columns = {
        "Profile": "profile",
        "User": "user",
        "Host": "base_url",
        "Age": "age",
        "Last success": "last_success",
        "Kept in": "kept_in",
    }
    session.printer.table(
        found,
        [Heading(text, operator.itemgetter(name)) for text, name in columns.items()],
        empty="No session is stored. `powertrack auth import` stores one.",
        json=lambda: [{name: value for name, value in row.items() if name != "age"} for row in found],
    )


@command(app)
def forget(session: Session) -> None:
    """Delete a stored session: that of --profile, or the default one."""
    from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store

    profile = session.profile or DEFAULT_PROFILE
    if not Store().forget(profile):
        raise ConfigurationError(f"there is no stored session {profile!r} to delete; `powertrack auth list` lists them")
    if session.as_json:
        session.printer.json({"profile": profile, "forgotten": True})
    session.printer.say(f"The stored session {profile} is deleted. PowerTrack accepts it until it ends.")


def _accepted_as(session: Session, manager: AuthManager) -> str | None:
    """Check with one request that the session is accepted, and return its user, if the answer names one."""
    from powertrack_api.api import account
    from powertrack_sdk.auth.cookie_header import printable_name

    with session.client_for(manager) as client:
        return printable_name(client.send(account.get_app_links()).email)


def _from_home(folder: Path) -> str:
    try:
        return f"~{os.sep}{folder.relative_to(Path.home())}"
    except (ValueError, RuntimeError):  # it is elsewhere, or there is no home folder
        return str(folder)


def _who(credentials: Credentials) -> str | None:
    from powertrack_sdk.auth import who

    return who(credentials.cookie)


def _facts(credentials: Credentials, user: str | None, accepted: bool | None) -> dict[str, object]:
    return {
        "base_url": credentials.base_url,
        "source": credentials.source,
        "user": user,
        "expires_at": credentials.expires_at,
        "accepted": accepted,
    }


def _history(record: Record) -> dict[str, object]:
    usual = record.usual_life
    return {
        "signed_in": record.signed_in,
        "last_success": record.last_success,
        "ended": record.ended,
        "usual_hours": None if usual is None else round(usual / timedelta(hours=1), 2),
    }


def _history_in_words(record: Record) -> dict[str, object]:
    age = record.age(datetime.now(UTC))
    usual = record.usual_life
    return {
        "Signed in": f"{record.signed_in:%Y-%m-%d %H:%M %Z}, {hours(age)} ago" if age is not None else None,
        "Last success": f"{record.last_success:%Y-%m-%d %H:%M %Z}" if record.last_success is not None else None,
        "Experience": f"sessions of this account lasted about {hours(usual)}" if usual is not None else None,
    }


def _token(credentials: Credentials, accepted: bool | None) -> str:
    """Describe when the token of a session expires or expired, and what that means."""
    if credentials.expires_at is None:
        return "token does not say when it is due"
    when = f"{credentials.expires_at:%Y-%m-%d %H:%M %Z}"
    if credentials.expires_at > datetime.now(UTC):
        return f"token is due at {when}; a session usually lasts longer"
    meaning = {
        True: "the server still accepts the session",
        False: "the server does not accept the session any more",
        None: "only the server knows whether it still accepts the session",
    }
    return f"token was due at {when}; {meaning[accepted]}"


def _copied_request(file: Path | None, *, clipboard: bool) -> str:
    """Return the text of the copied request.

    Args:
        file: File that holds it; None or `-` for standard input.
        clipboard: Whether to read the clipboard.

    Raises:
        ValidationError: Both are given.
        ConfigurationError: It cannot be read.
    """
    if clipboard and file is not None:
        raise ValidationError("name a file or --clipboard, not both")
    if clipboard:
        return _from_clipboard()
    if file is not None and str(file) != "-":
        from powertrack_sdk.auth.sources import text_of

        return text_of(file)
    return _from_terminal() if sys.stdin.isatty() else sys.stdin.read()


def _from_clipboard() -> str:
    import pyperclip

    try:
        # `pyperclip.paste` keeps using the program that it found first, even if that is gone.
        _, paste = pyperclip.determine_clipboard()
        return str(paste())
    except pyperclip.PyperclipException as error:
        raise ConfigurationError(
            "the clipboard cannot be read here; save the copied request to a file, and pass the file"
        ) from error


def _from_terminal() -> str:
    """Read what is pasted into the terminal.

    By default a terminal passes on lines of at most 4095 characters, fewer on some systems, and session cookies are
    longer. So it is switched to pass on each character, and not to show it.
    """
    if sys.platform == "win32":
        import msvcrt

        print(_PROMPT.format("Z"), file=sys.stderr)  # noqa: T201
        return read_unseen(msvcrt.getwch)
    import termios

    terminal = sys.stdin.fileno()
    usual = termios.tcgetattr(terminal)
    silent = termios.tcgetattr(terminal)
    silent[3] &= ~(termios.ICANON | termios.ECHO)
    received = b""
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, silent)
        print(_PROMPT.format("D"), file=sys.stderr)  # noqa: T201
        while _END_OF_TRANSMISSION not in received and (piece := os.read(terminal, 65536)):
            received += piece
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, usual)
    return received.partition(_END_OF_TRANSMISSION)[0].decode("utf-8", errors="replace")


def read_unseen(key: Callable[[], str]) -> str:
    """Read a Windows console, which shows nothing, up to Ctrl+Z or Ctrl+D; `key` returns the next character."""
    received: list[str] = []
    while (character := key()) not in _ENDS:
        if character == _INTERRUPT:
            raise KeyboardInterrupt
        received.append("\n" if character == "\r" else character)
    return "".join(received)
