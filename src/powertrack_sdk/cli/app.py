"""The commands, and how one is run."""

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
    alerting,
    changing,
    charting,
    comparing,
    devices,
    drifting,
    exporting,
    reading,
    signin,
    tools,
)
from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.guard import complain
from powertrack_sdk.cli.wording import worded
from powertrack_sdk.errors import PowerTrackWarning

_show_other_warning = warnings.showwarning


class _SignInFirst(TyperGroup):
    """Lists commands as a newcomer needs them. Typer lists groups of commands last."""

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
    ("Read", (reading, devices, alerting, charting, comparing, exporting)),
    ("Change", (changing,)),
    ("More", (tools, drifting)),
):
    for group in groups:
        for registered in group.app.registered_commands:
            registered.rich_help_panel = heading
            app.registered_commands.append(registered)
app.add_typer(signin.app, rich_help_panel="Sign in")
app.add_typer(tools.report, rich_help_panel="Read")


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


# Typer does not export it: what is wrong with how a command was called.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Print a warning of the package as one line, without the place in the code that it comes from."""
    if issubclass(category, PowerTrackWarning):
        complain(worded(str(message)))
    else:
        _show_other_warning(message, category, filename, lineno, file, line)


def run() -> int:
    """Run the command that the arguments of the process name.

    Returns:
        Its exit code.
    """
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        # A name with a letter that the terminal does not have is no reason to fail.
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
        told = str(getattr(error, "format_message", error.__str__)())
        context: Any = getattr(error, "ctx", None)
        if told:  # where it is empty, the help was asked for, and is on the terminal already
            path = context.command_path if context is not None else "powertrack"
            complain(f"{told if told.endswith('?') else told.rstrip('.') + '.'} See `{path} --help`.")
        return int(ExitCode.USAGE)


def _open_missing_streams() -> None:
    """Give the process the streams that it was started without, as by `pythonw` and some services.

    What is printed is lost there. It is the null device that takes the free descriptor, so no file that a command
    writes gets the number of standard output.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None or stream.closed:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # open to the end
