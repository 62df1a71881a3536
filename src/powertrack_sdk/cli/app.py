"""The commands, and what their exit codes mean."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from powertrack_sdk.errors import AuthenticationError, ConflictError, PowerTrackError

DONE, FAILED, USAGE, AUTHENTICATION, PARTIAL, CONFLICT = range(6)

app = typer.Typer(
    name="powertrack",
    help="Work with AlsoEnergy PowerTrack from a terminal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _commands() -> None:
    """Keeps the commands named, however many there are."""


@app.command()
def simulate(
    port: Annotated[
        int, typer.Option(help="Port on the loopback interface; 0 for any that is free.", min=0, max=65535)
    ] = 8080,
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 3,
    seed: Annotated[int, typer.Option(help="What everything made up is made up from.")] = 0,
) -> None:
    """Serve a fictional PowerTrack on this machine, until interrupted."""
    from powertrack_sdk.cli.simulate import serve

    serve(port, sites, seed)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the picture and the backups.", file_okay=False)] = Path(
        "demo-output"
    ),
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 12,
) -> None:
    """Show the product at work, against the simulator."""
    from powertrack_sdk.cli.demo import show

    show(out, sites)


def main() -> None:
    """Run a command and leave with its exit code; an error is one line that says what to do next."""
    try:
        app()
    except PowerTrackError as error:
        typer.echo(f"powertrack: {error}", err=True)
        sys.exit(_exit_code(error))
    except KeyboardInterrupt:
        typer.echo("powertrack: interrupted", err=True)
        sys.exit(FAILED)


def _exit_code(error: PowerTrackError) -> int:
    if isinstance(error, AuthenticationError):
        return AUTHENTICATION
    return CONFLICT if isinstance(error, ConflictError) else FAILED
