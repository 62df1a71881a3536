"""`powertrack demo`: reads and writes on the simulator, served on this machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from powertrack_sdk.charts.picture import draw_chart
from powertrack_sdk.cli.commands import Heading
from powertrack_sdk.cli.differences import print_changes
from powertrack_sdk.cli.printer import Printer
from powertrack_sdk.cli.sites import print_portfolio, sort_sites
from powertrack_sdk.client import PowerTrackClient
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.site.site_data import SiteData
from powertrack_sdk.zones import today

if TYPE_CHECKING:
    from powertrack_api.inputs import SiteConfigPatch

_PRODUCTION_METER = 15


def show(out: Path, sites: int) -> None:
    """Run the demonstration.

    Args:
        out: Folder for the picture and the backups.
        sites: Number of simulated sites.

    Raises:
        ConfigurationError: The folder cannot be made.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"{out} cannot be made ({error.strerror}); choose another folder with --out"
        ) from error
    printer = Printer(as_json=False)
    simulator = Simulator(sites=sites, latency=0.02)
    with simulator.serve() as server:
        _step(printer, 1, f"Start a simulated PowerTrack with {sites} sites at {server.url}")
        auth = simulator.auth_manager(server.url)
        with PowerTrackClient(auth, backup_dir=out / "backups") as client:
            _run(printer, client, simulator, out)


def _run(printer: Printer, client: PowerTrackClient, simulator: Simulator, out: Path) -> None:
    _step(printer, 2, f"Read the portfolio of {simulator.customer}")
    portfolio = client.get_portfolio_overview(simulator.customer)
    print_portfolio(printer, portfolio, sort_sites(portfolio.sites, "availability"))

    site = portfolio.sites[0]
    _step(printer, 3, f"Read all data of {site.name} ({site.key}), several requests at a time")
    with printer.progress("reading", "parts") as progress:
        _print_site(printer, client.get_site_data(site.key, progress=progress))

    picture = out / "power.png"
    day = today(site.time_zone, portfolio.last_changed or datetime.now(UTC)) - timedelta(days=1)
    _step(printer, 4, f"Draw a day of power to {picture}")
    chart = client.get_chart_data(_PRODUCTION_METER, site.key, start_date=day, end_date=day, bin_size=15)
    try:
        draw_chart(chart, picture, f"{site.name}, production meter")
    except ConfigurationError as error:  # the other steps need no picture
        printer.say(f"no picture: {error}", "yellow")
    printer.say(f"{chart.energy_production or 0:,.0f} kWh, {sum(len(s.data_xy) for s in chart.series)} points")

    change: SiteConfigPatch = {"name": f"{site.name} (phase 1)", "location": {"latitude": 40.6}, "acCapacityKw": 510.0}
    _step(printer, 5, "Show what an update would change, without sending it")
    print_changes(printer, client.update_site_config(site.key, change, dry_run=True).changes)

    _step(printer, 6, "Apply it: back up, write the whole document, read it back")
    result = client.update_site_config(site.key, change)
    printer.say(f"verified: {result.verified}")
    printer.say(f"backup: {result.backup_path}")

    _step(printer, 7, "Read the configuration again")
    config = client.get_site_config(site.key)
    printer.say(f"{config.name}, latitude {config.latitude}, AC capacity {config.ac_capacity_kw} kW")

    _step(printer, 8, "Restore the backup")
    restored = client.restore_backup(result.backup_path) if result.backup_path else result
    print_changes(printer, restored.changes)
    writes = sum(request.method == "PUT" for request in simulator.requests)
    printer.say(f"\n{len(simulator.requests)} requests, {writes} of them writes. The files are in {out}.")


def _step(printer: Printer, number: int, text: str) -> None:
    printer.say(f"\n{number} {text}", "bold cyan")


def _print_site(printer: Printer, data: SiteData) -> None:
    printer.table(
        data.hardware,
        [
            Heading("Device", lambda device: device.name),
            Heading("Type", lambda device: device.type_name),
            Heading(
                "Triggers", lambda device: len(data.alerts[device.key].triggers) if device.key in data.alerts else None
            ),
        ],
        empty="The site has no devices.",
    )
    for part, error in data.failures.items():
        printer.say(f"{part} not read: {error}", "red")
