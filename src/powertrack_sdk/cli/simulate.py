"""`powertrack simulate`: a fictional PowerTrack for any HTTP client."""

from __future__ import annotations

import contextlib

import typer

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.simulator import Simulator


def serve(port: int, sites: int, seed: int) -> None:
    """Serve until interrupted, after telling how to reach it.

    Args:
        port: Port on the loopback interface.
        sites: Number of sites.
        seed: What everything made up is made up from.

    Raises:
        ConfigurationError: The port is taken.
    """
    simulator = Simulator(sites=sites, seed=seed)
    try:
        server = simulator.serve(port)
    except OSError as error:
        raise ConfigurationError(
            f"port {port} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    # The interrupt may come before the server waits for it.
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(server):
        _tell(simulator, server.url, sites)
        server.run()
    typer.echo("\nEnded.")


def _tell(simulator: Simulator, url: str, sites: int) -> None:
    credentials = simulator.auth_manager(url).credentials.headers()
    typer.echo(f"A fictional PowerTrack with {sites} sites answers at {url} (Ctrl+C ends it).")
    typer.echo(f"Its customer is {simulator.customer}, its first site {simulator.site_keys[0]}.")
    typer.echo("To use it from another terminal; these credentials are as fictional as the sites:\n")
    typer.echo(f"export BASE_URL='{url}'")
    typer.echo(f"export COOKIE='{credentials['Cookie']}'")
    typer.echo(f"export AE_S='{credentials['ae_s']}'")
