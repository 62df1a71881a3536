"""`powertrack demo`: the product at work, against the simulator served on this machine."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from powertrack_sdk.charts.picture import draw_chart
from powertrack_sdk.client import PowerTrackClient
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.foreign import in_a_line
from powertrack_sdk.outcomes import UpdateResult
from powertrack_sdk.portfolio.models import PortfolioMetrics, SiteOverview
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.site.site_data import SiteData
from powertrack_sdk.zones import today

if TYPE_CHECKING:
    from powertrack_api.inputs import SiteConfigPatch

_PRODUCTION_METER = 15
_GOOD, _FAIR = 98.0, 95.0


def show(out: Path, sites: int) -> None:
    """Run the demonstration.

    Args:
        out: Folder for the picture and the backups.
        sites: Number of simulated sites.

    Raises:
        ConfigurationError: The folder cannot be made.
    """
    console = Console(highlight=False)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"{out} cannot be made ({error.strerror}); choose another folder with --out"
        ) from error
    simulator = Simulator(sites=sites, latency=0.02)
    with simulator.serve() as server:
        _step(console, 1, f"Start a fictional PowerTrack with {sites} sites at {server.url}")
        auth = simulator.auth_manager(server.url)
        with PowerTrackClient(auth, backup_dir=out / "backups") as client:
            _run(console, client, simulator, out)


def _run(console: Console, client: PowerTrackClient, simulator: Simulator, out: Path) -> None:
    _step(console, 2, f"Read the portfolio of {simulator.customer}")
    portfolio = client.get_portfolio_overview(simulator.customer)
    console.print(_portfolio_table(portfolio))

    site = portfolio.sites[0]
    _step(console, 3, f"Read everything about {site.name} ({site.key}), several requests at a time")
    console.print(_site_table(_read_whole(console, client, site.key)))

    picture = out / "power.png"
    day = today(site.time_zone, portfolio.last_changed or datetime.now(UTC)) - timedelta(days=1)
    _step(console, 4, f"Draw a day of power to {picture}")
    chart = client.get_chart_data(_PRODUCTION_METER, site.key, start_date=day, end_date=day, bin_size=15)
    try:
        draw_chart(chart, picture, f"{site.name}, production meter")
    except ConfigurationError as error:  # the rest of the demonstration needs no picture
        console.print(f"   [yellow]no picture:[/] {_text(str(error))}")
    console.print(f"   {_figure(chart.energy_production, 0)} kWh, {sum(len(s.data_xy) for s in chart.series)} points")

    change: SiteConfigPatch = {"name": f"{site.name} (phase 1)", "location": {"latitude": 40.6}, "acCapacityKw": 510.0}
    _step(console, 5, "Ask what an update would change, without sending it")
    _changes(console, client.update_site_config(site.key, change, dry_run=True))

    _step(console, 6, "Apply it: back up, write the whole document, read it back")
    result = client.update_site_config(site.key, change)
    console.print(f"   verified: {result.verified}")
    console.print(f"   backup: {_text(str(result.backup_path))}", soft_wrap=True)

    _step(console, 7, "Read the configuration once more")
    config = client.get_site_config(site.key)
    console.print(f"   {_text(config.name or '')}, latitude {config.latitude}, AC capacity {config.ac_capacity_kw} kW")

    _step(console, 8, "Restore the backup")
    restored = client.restore_backup(result.backup_path) if result.backup_path else result
    _changes(console, restored)
    writes = sum(request.method == "PUT" for request in simulator.requests)
    console.print(f"\n{len(simulator.requests)} requests, {writes} of them writes. Look into {_text(str(out))}.")


def _step(console: Console, number: int, text: str) -> None:
    console.print(f"\n[bold cyan]{number}[/] [bold]{_text(text)}[/]")


def _read_whole(console: Console, client: PowerTrackClient, key: str) -> SiteData:
    columns = (TextColumn("   reading"), BarColumn(40), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("parts", total=None)
        return client.get_site_data(
            key, progress=lambda done, total: progress.update(task, completed=done, total=total)
        )


def _portfolio_table(portfolio: PortfolioMetrics) -> Table:
    table = Table(header_style="bold", show_footer=True, box=None, padding=(0, 1))
    table.add_column("Site", footer=f"{portfolio.total_sites} sites", no_wrap=True)
    for heading, footer in (
        ("AC kW", _figure(portfolio.total_capacity_ac, 0)),
        ("DC kW", _figure(portfolio.total_capacity_dc, 0)),
        ("Power kW", _figure(portfolio.total_power, 1)),
        ("Today kWh", _figure(portfolio.total_energy_today, 0)),
        ("Avail. %", _figure(portfolio.average_availability, 1)),
        ("Faults", str(sum(site.inverter_faults or 0 for site in portfolio.sites))),
    ):
        table.add_column(heading, footer=footer, justify="right", no_wrap=True)
    for site in sorted(portfolio.sites, key=_worst_first):
        faults = site.inverter_faults or 0
        table.add_row(
            _text(site.name),
            _figure(site.pv_capacity_ac, 0),
            _figure(site.pv_capacity_dc, 0),
            _figure(site.power, 1),
            _figure(site.today, 0),
            _availability(site.availability),
            f"[red]{faults}[/]" if faults else "0",
        )
    return table


def _worst_first(site: SiteOverview) -> float:
    value = site.availability
    return value if value is not None and math.isfinite(value) else math.inf


def _site_table(data: SiteData) -> Table:
    table = Table(header_style="bold", box=None, padding=(0, 1))
    for heading in ("Device", "What it is", "Triggers"):
        table.add_column(heading, justify="right" if heading == "Triggers" else "left", no_wrap=True)
    for device in data.hardware:
        triggers = data.alerts.get(device.key)
        table.add_row(
            _text(device.name), _text(device.type_name), str(len(triggers.triggers)) if triggers is not None else "-"
        )
    for part, error in data.failures.items():
        table.add_row(part, "[red]not read[/]", _text(str(error)))
    return table


def _changes(console: Console, result: UpdateResult) -> None:
    for change in result.changes:
        console.print(f"   [yellow]~[/] {_text(str(change))}")


def _text(text: str | None) -> str:
    """Text from elsewhere, with nothing in it that the terminal or the console acts on."""
    return escape(in_a_line(text or "-"))


def _availability(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return "-"
    color = "green" if value >= _GOOD else "yellow" if value >= _FAIR else "red"
    return f"[{color}]{value:.1f}[/]"


def _figure(value: float | None, digits: int) -> str:
    return f"{value:,.{digits}f}" if value is not None and math.isfinite(value) else "-"
