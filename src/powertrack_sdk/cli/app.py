"""The application: its commands, warnings and usage errors."""

from __future__ import annotations

import io
import os
import sys
import warnings
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from powertrack_sdk import __version__
from powertrack_sdk.cli import (
    alerts,
    charting,
    devices,
    differences,
    drifting,
    export,
    plans,
    reports,
    sign_in,
    simulate,
    sites,
    tools,
)
from powertrack_sdk.cli.exits import ExitCode, complain
from powertrack_sdk.cli.wording import worded
from powertrack_sdk.errors import PowerTrackWarning

_show_other_warning = warnings.showwarning


class _SignInFirst(TyperGroup):
    """Lists the group `auth` first; Typer lists groups last."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(super().list_commands(ctx), key=lambda name: name != "auth")


app = typer.Typer(
    name="powertrack",
    cls=_SignInFirst,
    help="Work with AlsoEnergy PowerTrack from a terminal.",
    epilog="Exit codes: 0 done, 1 failed, 2 usage, 3 sign-in, 4 in part, 5 conflict, 6 firewall, 7 no permission,"
    " 8 service failing, 9 network.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for heading, groups in (
    ("Read", (sites, devices, alerts, charting, differences, export)),
    ("Change", (plans,)),
    ("More", (tools, simulate, drifting)),
):
    for group in groups:
        for registered in group.app.registered_commands:
            registered.rich_help_panel = heading
            app.registered_commands.append(registered)
app.add_typer(sign_in.app, rich_help_panel="Sign in")
app.add_typer(reports.app, rich_help_panel="Read")


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"powertrack {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


# The base class of usage errors, which Typer does not export.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Print a warning of the package as one line, without its place in the code."""
    if issubclass(category, PowerTrackWarning):
        complain(worded(str(message)))
    else:
        _show_other_warning(message, category, filename, lineno, file, line)


def run() -> int:
    """Run the command that the process was called with, and return its exit code."""
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal does not have must not fail the command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    warnings.showwarning = _show_warning
    warnings.simplefilter("always", PowerTrackWarning)
    try:
        return int(app(prog_name="powertrack", standalone_mode=False) or ExitCode.DONE)
    except typer.Abort:
        complain("interrupted")
        return int(ExitCode.FAILED)
    except _UsageError as error:
        message = str(getattr(error, "format_message", error.__str__)())
        context: Any = getattr(error, "ctx", None)
        if message:  # empty if no command was given, and Typer has printed the help
            path = context.command_path if context is not None else "powertrack"
            complain(f"{message if message.endswith('?') else message.rstrip('.') + '.'} See `{path} --help`.")
        return int(ExitCode.USAGE)


def _open_missing_streams() -> None:
    """Open the null device for standard streams that are missing, as under `pythonw` and some services.

    Otherwise a file that a command writes could get the descriptor of standard output.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None or stream.closed:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # open to the end
