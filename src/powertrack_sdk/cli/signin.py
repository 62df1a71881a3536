"""`powertrack auth`: signing in with what a browser copies."""

from __future__ import annotations

import sys
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
    """Keep the session of a request that was copied as fetch (Node.js), cURL or PowerShell.

    It is kept in the keyring of the system, or in a file that only you can read.
    """
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store

    credentials = AuthManager.from_text(_pasted(file, clipboard=clipboard)).credentials
    user = _accepted(credentials) if check else None
    profile = session.profile or DEFAULT_PROFILE
    place = Store().save(profile, credentials)
    if session.as_json:
        session.printer.json({"profile": profile, "kept_in": place, **_facts(credentials, user)})
        return None
    session.printer.say(f"Signed in to {credentials.base_url}{_until(credentials)}.")
    where = "the keyring" if place == "keyring" else f"a file below {Store().folder}"
    session.printer.say(f"Kept as profile {profile} in {where}.")
    return None


@command(app)
def status(
    session: Session,
    check: Annotated[bool, typer.Option(help="Ask PowerTrack whether it accepts the session.")] = True,
) -> ExitCode | None:
    """Tell which session is used, until when it lasts, and whether PowerTrack accepts it."""
    credentials = session.auth_manager().credentials
    accepted = _accepted(credentials) if check else None
    facts = _facts(credentials, accepted)
    if session.as_json:
        session.printer.json(facts)
        return None
    session.printer.facts(
        {
            "Host": credentials.base_url,
            "From": credentials.source,
            "Valid until": credentials.expires_at or "not told by the cookie",
            "Accepted": "yes" if accepted else None,
        }
    )
    return None


@command(app)
def forget(session: Session) -> ExitCode | None:
    """Forget a stored session: that of --profile, or the usual one."""
    from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store
    from powertrack_sdk.errors import ConfigurationError

    profile = session.profile or DEFAULT_PROFILE
    if not Store().forget(profile):
        raise ConfigurationError(f"there is no stored sign-in {profile!r} to forget")
    if session.as_json:
        session.printer.json({"profile": profile, "forgotten": True})
    session.printer.say(f"The stored sign-in {profile} is forgotten.")
    return None


@command(app, "list")
def list_(session: Session) -> ExitCode | None:
    """List the stored sign-ins."""
    from powertrack_sdk.auth.store import Store

    store = Store()
    found = [{"profile": name, "kept_in": place} for name, place in sorted(store.profiles().items())]
    if session.as_json:
        session.printer.json(found)
        return None
    for row in found:
        session.printer.say(f"{row['profile']}  ({row['kept_in']})")
    if not found:
        session.printer.say("No sign-in is stored. `powertrack auth import` stores one.")
    return None


def _pasted(file: Path | None, *, clipboard: bool) -> str:
    """The text that was pasted."""
    from powertrack_sdk.errors import ConfigurationError

    if clipboard:
        import pyperclip

        try:
            return str(pyperclip.paste())
        except pyperclip.PyperclipException as error:
            raise ConfigurationError(
                "the clipboard cannot be read here; save what was copied in a file and name that"
            ) from error
    if file is None or str(file) == "-":
        if sys.stdin.isatty():
            print(f"Paste the copied request, then press {_END_OF_INPUT}.", file=sys.stderr)  # noqa: T201  # a prompt
        return sys.stdin.read()
    from powertrack_sdk.auth.sources import text_of

    return text_of(file)


_END_OF_INPUT = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"


def _accepted(credentials: Credentials) -> bool:
    """Ask whether the session is accepted; an error where it is not."""
    from powertrack_api.api import nodes
    from powertrack_sdk.auth import AuthManager
    from powertrack_sdk.client import PowerTrackClient

    with PowerTrackClient(AuthManager.from_credentials(credentials)) as client:
        client.send(nodes.get_favorite_nodes())
    return True


def _facts(credentials: Credentials, accepted: bool | None) -> dict[str, object]:
    return {
        "base_url": credentials.base_url,
        "source": credentials.source,
        "expires_at": credentials.expires_at,
        "accepted": accepted,
    }


def _until(credentials: Credentials) -> str:
    if credentials.expires_at is None:
        return "; the cookie does not tell until when"
    hours = (credentials.expires_at - datetime.now(UTC)).total_seconds() / 3600
    return f" until {credentials.expires_at:%Y-%m-%d %H:%M %Z} ({hours:.1f} hours from now)"
