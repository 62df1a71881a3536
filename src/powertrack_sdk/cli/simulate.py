"""`powertrack simulate`: serves a simulated PowerTrack for any HTTP client."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import replace_file

if TYPE_CHECKING:
    from powertrack_sdk.simulator import Simulator

app = typer.Typer()


@command(app)
def simulate(
    session: Session,
    port: Annotated[int, typer.Option(help="Port on the loopback interface; 0 for any free one.", min=0, max=65535)] = (
        8080
    ),
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 3,
    seed: Annotated[int, typer.Option(help="Seed of the simulated data.")] = 0,
    fetch: Annotated[
        Path | None,
        typer.Option(help="Write the request to import to this file instead of printing it.", dir_okay=False),
    ] = None,
) -> None:
    """Serve a simulated PowerTrack on this machine.

    Runs until interrupted, and prints a request to paste into `powertrack auth import`.
    """
    from powertrack_sdk.simulator import Simulator

    simulator = Simulator(sites=sites, seed=seed)
    # The token has the time of this machine, not the simulator's, so that it is not expired from the start.
    simulator.renew_session(datetime.now(UTC))
    try:
        server = simulator.serve(port)
    except OSError as error:
        raise ConfigurationError(
            f"port {port} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    # The interrupt may come before the server handles it.
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(server):
        _print_access(simulator, server.url, sites, fetch)
        server.run()
    typer.echo("\nEnded.")


def _print_access(simulator: Simulator, url: str, sites: int, fetch: Path | None) -> None:
    copied = simulator.copied_request(url)
    account = simulator.account
    typer.echo(
        f"A simulated PowerTrack with {sites} site{'' if sites == 1 else 's'} answers at {url}.\n"
        f"Ctrl+C ends it. Its customer is {simulator.customer}, its first site {simulator.site_keys[0]}.\n"
        f"A browser signs in at {url}/powertrack as {account.user} with the password {account.password}.\n"
        "Its credentials are fictional. To use them in another terminal,"
    )
    if fetch is not None:
        try:
            replace_file(fetch, copied.encode("utf-8") + b"\n", private=True)
        except OSError as error:
            raise ConfigurationError(
                f"{fetch} cannot be written ({error.strerror}); choose another file with --fetch"
            ) from error
        typer.echo(f"run `powertrack auth import {fetch}` there.")
        return
    credentials = simulator.auth_manager(url).credentials.headers()
    typer.echo(
        f"give `powertrack auth import` this text:\n\n{copied}\n\nor set these variables:\n\n"
        f"export BASE_URL='{url}'\nexport COOKIE='{credentials['Cookie']}'\nexport AE_S='{credentials['ae_s']}'"
    )
