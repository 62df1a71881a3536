"""The commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from powertrack_sdk.cli import changing, charting, reading, signin, tools
from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session

app = typer.Typer(
    name="powertrack",
    help="Work with AlsoEnergy PowerTrack from a terminal.",
    epilog="Exit codes: 0 done, 1 failed, 2 usage, 3 authentication, 4 done in part, 5 conflict.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(signin.app)
for group in (reading, charting, changing, tools):
    app.registered_commands.extend(group.app.registered_commands)
app.add_typer(tools.report)


@command(app)
def simulate(
    session: Session,
    port: Annotated[
        int, typer.Option(help="Port on the loopback interface; 0 for any that is free.", min=0, max=65535)
    ] = 8080,
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 3,
    seed: Annotated[int, typer.Option(help="What everything made up is made up from.")] = 0,
) -> ExitCode | None:
    """Serve a fictional PowerTrack on this machine, until interrupted."""
    from powertrack_sdk.cli.simulate import serve

    serve(port, sites, seed)
    return None


@command(app)
def demo(
    session: Session,
    out: Annotated[Path, typer.Option(help="Folder for the picture and the backups.", file_okay=False)] = Path(
        "demo-output"
    ),
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 12,
) -> ExitCode | None:
    """Show the product at work, against the simulator."""
    from powertrack_sdk.cli.demo import show

    show(out, sites)
    return None


def main() -> None:
    """Run a command and leave with its exit code."""
    app()
