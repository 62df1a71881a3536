"""`powertrack simulate`: a fictional PowerTrack for any HTTP client."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

import typer

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import replace_file
from powertrack_sdk.simulator import Simulator


def serve(port: int, sites: int, seed: int, fetch: Path | None) -> None:
    """Serve until interrupted, after telling how to reach it.

    Args:
        port: Port on the loopback interface.
        sites: Number of sites.
        seed: What everything made up is made up from.
        fetch: File for the copied request; None to print it.

    Raises:
        ConfigurationError: The port is taken, or the file cannot be written.
    """
    simulator = Simulator(sites=sites, seed=seed)
    # The token tells the time of this machine and not the simulator's, so that it is not overdue from the start.
    simulator.renew_session(datetime.now(UTC))
    try:
        server = simulator.serve(port)
    except OSError as error:
        raise ConfigurationError(
            f"port {port} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    # The interrupt may come before the server waits for it.
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(server):
        _tell(simulator, server.url, sites, fetch)
        server.run()
    typer.echo("\nEnded.")


def _tell(simulator: Simulator, url: str, sites: int, fetch: Path | None) -> None:
    copied = simulator.copied_request(url)
    credentials = simulator.auth_manager(url).credentials.headers()
    typer.echo(f"A fictional PowerTrack with {sites} site{'' if sites == 1 else 's'} answers at {url}.")
    typer.echo(f"Ctrl+C ends it. Its customer is {simulator.customer}, its first site {simulator.site_keys[0]}.")
    account = simulator.account
    typer.echo(f"A browser signs in at {url}/powertrack as {account.user} with the password {account.password}.")
    typer.echo("Its credentials are as fictional as the sites. To use them in another terminal,")
    if fetch is None:
        typer.echo("give `powertrack auth import` this text:\n")
        typer.echo(copied)
    else:
        _write(fetch, copied)
        typer.echo(f"run `powertrack auth import {fetch}` there.")
        return
    typer.echo("\nor set these variables:\n")
    typer.echo(f"export BASE_URL='{url}'")
    typer.echo(f"export COOKIE='{credentials['Cookie']}'")
    typer.echo(f"export AE_S='{credentials['ae_s']}'")


def _write(path: Path, text: str) -> None:
    try:
        replace_file(path, text.encode("utf-8") + b"\n", private=True)
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written ({error.strerror}); choose another file with --fetch"
        ) from error
