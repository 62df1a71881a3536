"""Commands that read sites: their list, their latest figures, one of them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from attrs import evolve

from powertrack_sdk.cli.commands import CustomerKey, Heading, SiteKey, command
from powertrack_sdk.cli.exits import ExitCode
from powertrack_sdk.cli.session import Session
from powertrack_sdk.files import check_ending, check_writable

if TYPE_CHECKING:
    from powertrack_sdk import PortfolioMetrics, SiteData, SiteOverview
    from powertrack_sdk.cli.printer import Printer

app = typer.Typer()

_WILDCARDS = frozenset("*?[")
_GOOD, _FAIR = 98.0, 95.0  # availability in %
_SORTS = {
    "availability": "availability",
    "power": "power",
    "today": "today",
    "name": "name",
    "ratio": "energy_ratio",
    "faults": "inverter_faults",
}
_COUNTED = {
    "pv_capacity_ac": "AC capacity",
    "pv_capacity_dc": "DC capacity",
    "power": "power",
    "today": "energy of today",
    "energy_ratio": "energy ratio",
    "availability": "availability",
    "inverter_faults": "faults",
}


@command(app)
def sites(
    session: Session,
    customer: CustomerKey = None,
    name: Annotated[str | None, typer.Option(help="Only names that contain this text, or match 'Maple*'.")] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the list to this JSON file.", dir_okay=False)] = None,
) -> None:
    """List the sites below a customer."""
    if out is not None:
        check_ending(out, ".json")
        check_writable(out)
    every = session.client.get_sites(customer_id=customer) if customer else session.client.get_sites()
    pattern = None if name is None else name if _WILDCARDS & set(name) else f"*{name}*"
    found = every if pattern is None else every.filter_by_name(pattern)
    if out is not None:
        found.to_json_file(out)
    session.printer.table(
        list(found),
        [
            Heading("Site", lambda site: site.key),
            Heading("Name", lambda site: site.name),
            Heading("Customer", lambda site: site.customer_key, rank=1),
        ],
        empty="There are no sites." if name is None or not every else _no_match(name, len(every)),
        json=found.table,
    )


@command(app)
def portfolio(
    session: Session,
    customer: CustomerKey = None,
    sort: Annotated[
        str, typer.Option(help="Column to sort by: availability, power, today, name, ratio (energy ratio), faults.")
    ] = "availability",
    reverse: Annotated[bool, typer.Option("--reverse", help="Reverse the order.")] = False,
    limit: Annotated[int | None, typer.Option(help="Show only the first so many sites.", min=1)] = None,
) -> None:
    """Show the latest figures of a customer's sites, the worst first.

    Sites without the figure to sort by come first. The totals omit missing figures; a line below counts those.
    """
    from powertrack_sdk.errors import ValidationError

    if sort not in _SORTS:
        raise ValidationError(f"--sort is {sort!r}; one of {', '.join(_SORTS)} is expected")
    found = session.client.get_portfolio_overview(session.customer(customer))
    missing = {name: len(sites) for name in _COUNTED if (sites := found.sites_without(name))}
    rows = sort_sites(found.sites, sort, reverse=reverse)[:limit]
    total = len(found.sites)
    if session.as_json:
        found.sites = rows
        session.printer.json(found.table(), sites_without=missing, total_sites=total)
        return
    print_portfolio(session.printer, found, rows)
    if len(rows) < total:
        session.printer.say(f"{len(rows)} of {total} sites are shown; the totals are those of all {total}.", "yellow")
    if missing:
        counts = ", ".join(f"{_COUNTED[name]} of {count}" for name, count in missing.items())
        session.printer.say(f"Missing, and so left out of the totals of {found.total_sites} sites: {counts}.", "yellow")


@command(app)
def site(session: Session, key: SiteKey) -> ExitCode | None:
    """Show a site: location, capacity, devices, active alerts."""
    with session.printer.progress("reading") as progress:
        data = session.client.get_site_data(key, progress=progress)
    if data.site is None and data.config is None:
        raise data.failures["config"]  # there is no such site
    code = ExitCode.PARTIAL if data.failures else None
    if session.as_json:
        session.printer.json(_site_json(data))
        return code
    config, info = data.config, data.site
    session.printer.facts(
        {
            "Key": config.key if config else key,
            "Address": info.full_address if info else None,
            "Latitude": config.latitude if config else None,
            "Longitude": config.longitude if config else None,
            "Time zone": config.timezone if config else None,
            "AC capacity kW": config.ac_capacity_kw if config else None,
            "DC capacity kW": config.dc_capacity_kw if config else None,
            "Contract ends in days": data.contract_days_remaining,
            "Devices": data.hardware_count if "hardware" not in data.failures else None,
            "Active alerts": data.active_alerts_count if data.alert_summary is not None else None,
        },
        title=(config.name if config else None) or key,
    )
    for part, error in data.failures.items():
        session.printer.note(f"{part} could not be read: {error}")
    return code


def print_portfolio(printer: Printer, portfolio: PortfolioMetrics, rows: list[SiteOverview]) -> None:
    """Print rows of a portfolio, with the totals of all its sites below."""
    totals = {
        "Site": f"{portfolio.total_sites} sites",
        "AC kW": f"{portfolio.total_capacity_ac:,.0f}",
        "DC kW": f"{portfolio.total_capacity_dc:,.0f}",
        "Power kW": f"{portfolio.total_power:,.1f}",
        "Today kWh": f"{portfolio.total_energy_today:,.0f}",
        "Avail. %": "-" if portfolio.average_availability is None else f"{portfolio.average_availability:.1f}",
        "Faults": str(sum(site.inverter_faults or 0 for site in portfolio.sites)),
    }
    headings: list[Heading[SiteOverview]] = [
        Heading("Site", lambda row: row.name),
        Heading("Key", lambda row: row.key, rank=7),
        Heading("AC kW", lambda row: row.pv_capacity_ac, digits=0, rank=4),
        Heading("DC kW", lambda row: row.pv_capacity_dc, digits=0, rank=6),
        Heading("Power kW", lambda row: row.power, digits=1),
        Heading("Today kWh", lambda row: row.today, digits=0, rank=1),
        Heading("Energy ratio %", lambda row: row.energy_ratio, digits=1, rank=5),
        Heading("Avail. %", lambda row: row.availability, digits=1, style=_availability_style),
        Heading("Faults", lambda row: row.inverter_faults, style=bad_if_true, rank=2),
        Heading("Last data", lambda row: row.last_upload, rank=8),
    ]
    footed = [evolve(heading, footer=totals.get(heading.text, "")) for heading in headings]
    printer.table(rows, footed, empty="There are no sites.")


def _no_match(name: str, count: int) -> str:
    rule = (
        "* stands for any text, ? for a character and [...] for one of some, and the whole name has to match"
        if _WILDCARDS & set(name)
        else "the text may stand anywhere in the name; * stands for any text in between"
    )
    return f"None of the {count} sites has a name like {name!r}: {rule}."


def sort_sites(sites: list[SiteOverview], sort: str, *, reverse: bool = False) -> list[SiteOverview]:
    """Sort sites by a figure, the worst first. Those without it come first, or last if the order is reversed."""
    from powertrack_sdk.portfolio.models import is_known

    figures = [(site, getattr(site, _SORTS[sort])) for site in sites]
    known = [(site, value) for site, value in figures if is_known(value)]
    known.sort(key=lambda pair: pair[1], reverse=reverse != (sort == "faults"))  # many faults are bad
    missing = [site for site, value in figures if not is_known(value)]
    ordered = [site for site, _ in known]
    return ordered + missing if reverse else missing + ordered


def _site_json(data: SiteData) -> dict[str, object]:
    from powertrack_sdk.cli.printer import rows_of
    from powertrack_sdk.tables.rows import Rows

    parts = {"site": data.site, "config": data.config, "modeling": data.modeling}
    return {
        **{name: rows_of(Rows(type(part), [part]).table())[0] if part else None for name, part in parts.items()},
        "hardware": rows_of(data.hardware.table()),
        "active_alerts": data.active_alerts_count if data.alert_summary is not None else None,
        "failures": {name: str(error) for name, error in data.failures.items()},
    }


def _availability_style(value: object) -> str | None:
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    return "green" if value >= _GOOD else "yellow" if value >= _FAIR else "red"


def bad_if_true(value: object) -> str | None:
    """Return the style of a cell that is better empty."""
    return "red" if value else None
