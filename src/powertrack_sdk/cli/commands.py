"""How commands are made: each takes a session, and with it the options that all of them have."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.guard import guarded
from powertrack_sdk.cli.session import DEFAULT_BACKUP_DIR, Session
from powertrack_sdk.cli.wording import options_of, speak_of
from powertrack_sdk.files import local_path

F = TypeVar("F", bound=Callable[..., ExitCode | None])

PANEL = "Options of all commands"

_Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.", rich_help_panel=PANEL)]
_Simulate = Annotated[
    bool,
    typer.Option("--simulate", help="Ask a fictional PowerTrack instead; no login is needed.", rich_help_panel=PANEL),
]
_Profile = Annotated[
    str | None, typer.Option("--profile", help="Name of the stored session to use.", rich_help_panel=PANEL)
]
_Backups = Annotated[
    Path,
    typer.Option("--backup-dir", help="Folder of backups and journals.", file_okay=False, rich_help_panel=PANEL),
]
_CaFile = Annotated[
    Path | None,
    typer.Option(
        "--ca-file",
        help="File (PEM) or folder with the certificates to trust, such as those of your company. By default those of"
        " the system.",
        rich_help_panel=PANEL,
    ),
]
_RateLimit = Annotated[
    float | None,
    typer.Option(
        "--rate-limit",
        help="Requests per second that are sustained, after a burst of 60; 0 switches the limit off. By default 10, and"
        " none for a simulator on this machine.",
        rich_help_panel=PANEL,
    ),
]
_Debug = Annotated[bool, typer.Option("--debug", help="Show where an error came from.", rich_help_panel=PANEL)]

_SHARED = [
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
    for name, default, annotation in (
        ("as_json", False, _Json),
        ("simulate", False, _Simulate),
        ("profile", None, _Profile),
        ("backup_dir", DEFAULT_BACKUP_DIR, _Backups),
        ("ca_file", None, _CaFile),
        ("rate_limit", None, _RateLimit),
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

        options = options_of([*own, *_SHARED])

        @functools.wraps(function)
        def run(**given: Any) -> None:
            speak_of(options)
            session = Session(**{parameter.name: given.pop(parameter.name) for parameter in _SHARED})
            raise typer.Exit(guarded(session, lambda: _started(function, session, given)))

        # Typer reads what the command takes from its signature.
        parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        run.__signature__ = inspect.Signature([*parameters, *_SHARED])  # type: ignore[attr-defined]
        run.__doc__ = _unfolded(function.__doc__ or "")
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in [*parameters, *_SHARED]}
        app.command(name)(run)
        return function

    return make


def _started(function: Callable[..., ExitCode | None], session: Session, given: dict[str, Any]) -> ExitCode | None:
    """Run the function of a command after a look at the paths that were given."""
    for value in (session.backup_dir, *given.values()):
        for path in value if isinstance(value, list) else [value]:
            if isinstance(path, Path):
                local_path(path)
    return function(session, **given)


def _unfolded(text: str) -> str:
    """A docstring with each of its paragraphs in a line: Typer keeps where it is broken."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))
