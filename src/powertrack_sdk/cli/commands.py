"""Turns functions into commands: each gets a session and the options that all commands have."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

import typer
from attrs import field, frozen

from powertrack_sdk.cli.exits import ExitCode, guarded
from powertrack_sdk.cli.session import DEFAULT_BACKUP_DIR, Session
from powertrack_sdk.cli.wording import options_of, set_options
from powertrack_sdk.files import local_path

F = TypeVar("F", bound=Callable[..., ExitCode | None])
T = TypeVar("T")

PANEL = "Options of all commands"

CustomerKey = Annotated[
    str | None, typer.Argument(help="Key of the customer, such as C1001; by default the session's.", show_default=False)
]
SiteKey = Annotated[str, typer.Argument(help="Key of the site, such as S10001.", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")]


def _shared(name: str, kind: Any, default: object, option: str, text: str, **more: Any) -> inspect.Parameter:
    annotation = Annotated[kind, typer.Option(option, help=text, rich_help_panel=PANEL, **more)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_SHARED = [
    _shared("as_json", bool, False, "--json", "Print JSON for machines."),
    _shared("simulate", bool, False, "--simulate", "Use a simulated PowerTrack; no sign-in is needed."),
    _shared("profile", str | None, None, "--profile", "Name of the stored session to use."),
    _shared("backup_dir", Path, DEFAULT_BACKUP_DIR, "--backup-dir", "Folder of backups and journals.", file_okay=False),
    _shared(
        "ca_file",
        Path | None,
        None,
        "--ca-file",
        "PEM file or folder of the certificates to trust, such as those of your company; by default the system's.",
    ),
    _shared(
        "rate_limit",
        float | None,
        None,
        "--rate-limit",
        "Sustained requests per second, after a burst of 60; 0 for no limit. By default 10, and none for a"
        " simulator on this machine.",
    ),
    _shared("debug", bool, False, "--debug", "Print the traceback of an error."),
]


@frozen
class Heading(Generic[T]):
    """A column of a printed table.

    Attributes:
        text: Its heading, with the unit.
        value: Gives its value in a row.
        digits: Digits after the decimal point; None for as many as a number has, up to ten in all.
        rank: Columns of higher rank are left out first if the terminal is too narrow.
        style: Colour of a cell by its value; None for the usual one.
        trimmed: Whether trailing zeros are left out, for rows of different quantities.
        footer: Text below the column.
    """

    text: str
    value: Callable[[T], object]
    digits: int | None = field(default=None, kw_only=True)
    rank: int = field(default=0, kw_only=True)
    style: Callable[[Any], str | None] = field(default=lambda _: None, kw_only=True)
    trimmed: bool = field(default=False, kw_only=True)
    footer: str = field(default="", kw_only=True)


def command(app: typer.Typer, name: str | None = None) -> Callable[[F], F]:
    """Make a function a command. It takes the session first, and may return an exit code.

    Args:
        app: The group of the command.
        name: Its name; by default the function's.
    """

    def make(function: F) -> F:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        options = options_of([*own, *_SHARED])

        @functools.wraps(function)
        def run(**given: Any) -> None:
            set_options(options)
            session = Session(**{parameter.name: given.pop(parameter.name) for parameter in _SHARED})
            raise typer.Exit(guarded(session, lambda: _run(function, session, given)))

        # Typer reads the parameters of a command from its signature.
        parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own] + _SHARED
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        # Typer keeps line breaks within a paragraph.
        paragraphs = inspect.cleandoc(function.__doc__ or "").split("\n\n")
        run.__doc__ = "\n\n".join(" ".join(part.split()) for part in paragraphs)
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        app.command(name)(run)
        return function

    return make


def _run(function: Callable[..., ExitCode | None], session: Session, given: dict[str, Any]) -> ExitCode | None:
    for value in (session.backup_dir, *given.values()):
        for path in value if isinstance(value, list) else [value]:
            if isinstance(path, Path):
                local_path(path)
    return function(session, **given)
