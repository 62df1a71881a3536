"""How commands are made: each takes a session, and with it the options that all of them have."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from powertrack_sdk.cli.codes import ExitCode, exit_code_of
from powertrack_sdk.cli.session import Session

F = TypeVar("F", bound=Callable[..., ExitCode | None])

_PANEL = "Options of all commands"

_Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.", rich_help_panel=_PANEL)]
_Simulate = Annotated[
    bool,
    typer.Option("--simulate", help="Ask a fictional PowerTrack instead; no login is needed.", rich_help_panel=_PANEL),
]
_Profile = Annotated[
    str | None, typer.Option("--profile", help="Name of the stored sign-in to use.", rich_help_panel=_PANEL)
]
_Backups = Annotated[
    Path,
    typer.Option("--backup-dir", help="Folder of backups and journals.", file_okay=False, rich_help_panel=_PANEL),
]
_Debug = Annotated[bool, typer.Option("--debug", help="Show where an error came from.", rich_help_panel=_PANEL)]

_SHARED = [
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    for name, default, annotation in (
        ("as_json", False, _Json),
        ("simulate", False, _Simulate),
        ("profile", None, _Profile),
        ("backup_dir", Path("powertrack-backups"), _Backups),
        ("debug", False, _Debug),
    )
]


def command(app: typer.Typer, name: str | None = None) -> Callable[[F], F]:
    """Make a function a command. It takes the session first, and returns an exit code where that is not 0.

    Args:
        app: What it is a command of.
        name: What it is called; by default as the function is.
    """

    def make(function: F) -> F:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

        @functools.wraps(function)
        def run(**given: Any) -> None:
            session = Session(**{parameter.name: given.pop(parameter.name) for parameter in _SHARED})
            raise typer.Exit(_guarded(session, lambda: function(session, **given)))

        # Typer reads what the command takes from its signature.
        parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        run.__signature__ = inspect.Signature([*parameters, *_SHARED])  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in [*parameters, *_SHARED]}
        app.command(name)(run)
        return function

    return make


def _guarded(session: Session, function: Callable[[], ExitCode | None]) -> int:
    """Run a command; an error is one line that says what to do next."""
    from powertrack_sdk.errors import PowerTrackError

    try:
        return int(function() or ExitCode.DONE)
    except (PowerTrackError, KeyboardInterrupt) as error:
        if session.debug:
            raise
        if isinstance(error, KeyboardInterrupt):
            print("powertrack: interrupted", file=sys.stderr)  # noqa: T201  # what the command says
            return int(ExitCode.FAILED)
        notes = "".join(f"\n{note}" for note in getattr(error, "__notes__", []))
        print(f"powertrack: {error}{notes}", file=sys.stderr)  # noqa: T201
        return int(exit_code_of(error))
    except BrokenPipeError:
        # Whoever reads has read enough. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.DONE)
    except Exception as error:
        if session.debug:
            raise
        told = f"powertrack: this should not have happened ({type(error).__name__}: {error})"
        print(f"{told}; run it again with --debug, and report what that shows", file=sys.stderr)  # noqa: T201
        return int(ExitCode.FAILED)
    finally:
        session.close()
