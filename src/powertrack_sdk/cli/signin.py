"""`powertrack auth`: signing in with what a browser copies."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from powertrack_sdk.auth import Credentials

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

    It is one that was copied as fetch (Node.js), cURL or PowerShell. Its session is kept in the keyring of the system,
    or in a file that only you can read, and is used where no other credentials are found.
    """
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store
    from powertrack_sdk.cli.pasting import pasted

    credentials = AuthManager.from_text(pasted(file, clipboard=clipboard)).credentials
    if check:
        user = _accepted_as(credentials)
    else:
        _refuse_ended(credentials)
        user = _who(credentials)
    profile = session.profile or DEFAULT_PROFILE
    store = Store()
    place = store.save(profile, credentials)
    if session.as_json:
        facts = _facts(credentials, user, accepted=True if check else None)
        session.printer.json({"profile": profile, "kept_in": place, **facts})
        return None
    session.printer.say(f"Signed in to {credentials.base_url}{f' as {user}' if user else ''}.")
    session.printer.say(f"The session {_until(credentials)}.")
    where = "the keyring" if place == "keyring" else f"a file in {_shown(store.folder)}"
    session.printer.say(f"It is kept as profile {profile} in {where}.")
    return None


@command(app)
def status(
    session: Session,
    check: Annotated[bool, typer.Option(help="Ask PowerTrack whether it accepts the session.")] = True,
) -> ExitCode | None:
    """Tell which session is used, and whether it is accepted."""
    from powertrack_sdk.errors import AuthenticationError, PowerTrackError

    credentials = session.auth_manager.credentials
    user, accepted, failure = _who(credentials), None, None
    if check:
        try:
            user, accepted = _accepted_as(credentials), True
        except PowerTrackError as error:
            accepted, failure = False if isinstance(error, AuthenticationError) else None, error
    if session.as_json:
        session.printer.json(_facts(credentials, user, accepted))
    else:
        session.printer.facts(
            {
                "Host": credentials.base_url,
                "From": credentials.source,
                "User": user,
                "Session": _until(credentials),
                "Accepted": accepted,
            }
        )
    if failure is not None:
        raise failure
    return None


@command(app, "list")
def list_(session: Session) -> ExitCode | None:
    """List the stored sessions."""
    from powertrack_sdk.auth.store import Store
    from powertrack_sdk.cli.printer import Show

    found = sorted(Store().profiles().items())
    if session.as_json:
        session.printer.json([{"profile": name, "kept_in": place} for name, place in found])
        return None
    session.printer.rows(
        found,
        [
            Show(heading="Profile", value=lambda row: row[0]),
            Show(heading="Kept in", value=lambda row: row[1]),
        ],
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


def _accepted_as(credentials: Credentials) -> str | None:
    """Ask whether the session is accepted, and whose it is, as far as PowerTrack or the cookie tells.

    Raises:
        AuthenticationError: It is not accepted.
        APIError: The request failed.
    """
    from powertrack_api.api import account
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.client import PowerTrackClient

    with PowerTrackClient(AuthManager.from_credentials(credentials)) as client:
        return client.send(account.get_app_links()).email or _who(credentials)


def _shown(folder: Path) -> str:
    """A path as people write it, from their own folder."""
    try:
        return f"~{os.sep}{folder.relative_to(Path.home())}"
    except (ValueError, RuntimeError):  # it is elsewhere, or there is no such folder
        return str(folder)


def _who(credentials: Credentials) -> str | None:
    from powertrack_sdk.auth import who

    return who(credentials.cookie)


def _refuse_ended(credentials: Credentials) -> None:
    """Refuse a session that has ended by its own word, where PowerTrack is not asked."""
    from powertrack_sdk.errors import AuthenticationError

    if credentials.expires_at is not None and credentials.expires_at < datetime.now(UTC):
        raise AuthenticationError(
            f"The session in the copied request {_until(credentials)}. Sign in with the browser again and copy a fresh"
            " request."
        )


def _facts(credentials: Credentials, user: str | None, accepted: bool | None) -> dict[str, object]:
    return {
        "base_url": credentials.base_url,
        "source": credentials.source,
        "user": user,
        "expires_at": credentials.expires_at,
        "accepted": accepted,
    }


def _until(credentials: Credentials) -> str:
    """Until when the session lasts, by its own word."""
    if credentials.expires_at is None:
        return "does not tell how long it lasts"
    hours = (credentials.expires_at - datetime.now(UTC)).total_seconds() / 3600
    when = f"{credentials.expires_at:%Y-%m-%d %H:%M %Z}"
    return f"ended at {when}" if hours < 0 else f"lasts until {when} ({hours:.1f} hours from now)"
