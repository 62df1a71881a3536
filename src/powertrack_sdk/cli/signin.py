"""`powertrack auth`: signing in with what a browser copies."""

from __future__ import annotations

import operator
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session, hours

if TYPE_CHECKING:
    from powertrack_sdk.auth import AuthManager, Credentials
    from powertrack_sdk.auth.record import Record

app = typer.Typer(name="auth", help="Sign in with what a browser copies; see who is signed in.", no_args_is_help=True)

_FILE = typer.Argument(help="File with the copied request; else it is read from standard input.", show_default=False)


@command(app, "import")
def import_(
    session: Session,
    file: Annotated[Path | None, _FILE] = None,
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Take the copied request from the clipboard.")] = False,
    check: Annotated[bool, typer.Option(help="Ask PowerTrack whether it accepts the session.")] = True,
) -> ExitCode | None:
    """Sign in with a request that the browser copied.

    Copy it as fetch (Node.js), cURL or PowerShell, or copy its request headers. The session is kept in the keyring of
    the system, or in a file that only you can read, and is used if no other credentials are found.
    """
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store
    from powertrack_sdk.cli.pasting import pasted

    manager = AuthManager.from_text(pasted(file, clipboard=clipboard))
    user = _accepted_as(session, manager) if check else None
    credentials = manager.credentials  # an answer may have renewed the cookies
    user = user or _who(credentials)
    profile = session.profile or DEFAULT_PROFILE
    store = Store()
    place = store.save(profile, credentials, works=check)
    if session.as_json:
        facts = _facts(credentials, user, accepted=True if check else None)
        session.printer.json({"profile": profile, "kept_in": place, **facts})
        return None
    whose = f"{credentials.base_url}{f' as {user}' if user else ''}"
    session.printer.say(f"Signed in to {whose}." if check else f"The session of {whose} is stored, not checked.")
    session.printer.say(f"Its {_token(credentials, accepted=True if check else None)}.")
    where = "the keyring" if place == "keyring" else f"a file in {_shown(store.folder)}"
    session.printer.say(f"It is kept as profile {profile} in {where}.")
    return None


@command(app)
def status(
    session: Session,
    check: Annotated[bool, typer.Option(help="Ask PowerTrack whether it accepts the session.")] = True,
) -> ExitCode | None:
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
                **({} if record is None else _told_history(record)),
            }
        )
    if failure is not None:
        raise failure
    return None


@command(app, "list")
def list_(session: Session) -> ExitCode | None:
    """List the stored sessions: whose they are, how old, and when PowerTrack last accepted them."""
    from powertrack_sdk.auth.store import Store
    from powertrack_sdk.cli.printer import Show
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
    if session.as_json:
        session.printer.json([{name: value for name, value in row.items() if name != "age"} for row in found])
        return None
    columns = {
        "Profile": "profile",
        "User": "user",
        "Host": "base_url",
        "Age": "age",
        "Last success": "last_success",
        "Kept in": "kept_in",
    }
    session.printer.rows(
        found,
        [Show(heading=heading, value=operator.itemgetter(name)) for heading, name in columns.items()],
        empty="No session is stored. `powertrack auth import` stores one.",
    )
    return None


@command(app)
def forget(session: Session) -> ExitCode | None:
    """Forget a stored session: that of --profile, or the usual one."""
    from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store
    from powertrack_sdk.errors import ConfigurationError

    profile = session.profile or DEFAULT_PROFILE
    if not Store().forget(profile):
        raise ConfigurationError(f"there is no stored session {profile!r} to forget; `powertrack auth list` lists them")
    if session.as_json:
        session.printer.json({"profile": profile, "forgotten": True})
    session.printer.say(f"The stored session {profile} is forgotten. PowerTrack accepts it until it ends.")
    return None


def _accepted_as(session: Session, manager: AuthManager) -> str | None:
    """Check by one request that the session is accepted, and return whose it is, if PowerTrack says that.

    Raises:
        AuthenticationError: It is not accepted.
        APIError: The request failed.
    """
    from powertrack_api.api import account
    from powertrack_sdk.auth.cookie_header import printable_name

    with session.client_for(manager) as client:
        return printable_name(client.send(account.get_app_links()).email)


def _shown(folder: Path) -> str:
    """A path as people write it, from their own folder."""
    try:
        return f"~{os.sep}{folder.relative_to(Path.home())}"
    except (ValueError, RuntimeError):  # it is elsewhere, or there is no such folder
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
    """What is remembered of a stored session, for machines."""
    usual = record.usual_life
    return {
        "signed_in": record.signed_in,
        "last_success": record.last_success,
        "ended": record.ended,
        "usual_hours": None if usual is None else round(usual / timedelta(hours=1), 2),
    }


def _told_history(record: Record) -> dict[str, object]:
    """What is remembered of a stored session, for people."""
    age = record.age(datetime.now(UTC))
    usual = record.usual_life
    return {
        "Signed in": f"{record.signed_in:%Y-%m-%d %H:%M %Z}, {hours(age)} ago" if age is not None else None,
        "Last success": f"{record.last_success:%Y-%m-%d %H:%M %Z}" if record.last_success is not None else None,
        "Experience": f"sessions of this account lasted about {hours(usual)}" if usual is not None else None,
    }


def _token(credentials: Credentials, accepted: bool | None) -> str:
    """When the token of a session is or was due, and what that means."""
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
