"""Commands that read sites: their list, their figures, one of them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.files import check_ending, check_writable

if TYPE_CHECKING:
    from powertrack_sdk import SiteData, SiteOverview
    from powertrack_sdk.cli.printer import Show

app = typer.Typer()

_Customer = Annotated[
    str | None, typer.Argument(help="Key of the customer, such as C1001; by default the session's.", show_default=False)
]
SiteKey = Annotated[str, typer.Argument(help="Key of the site, such as S10001.", show_default=False)]
_WILDCARDS = frozenset("*?[")
_GOOD, _FAIR = 98.0, 95.0


@command(app)
def sites(
    session: Session,
    customer: _Customer = None,
    name: Annotated[str | None, typer.Option(help="Only names with this text in them, or like 'Maple*'.")] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the list to this JSON file.", dir_okay=False)] = None,
) -> ExitCode | None:
    """List the sites below a customer."""
    from powertrack_sdk.cli.printer import Show

    if out is not None:
        check_ending(out, ".json")
        check_writable(out)
    found = session.client.get_sites(customer_id=customer) if customer else session.client.get_sites()
    every = found
    if name is not None:
        found = found.filter_by_name(name if _WILDCARDS & set(name) else f"*{name}*")
    if out is not None:
        found.to_json_file(out)
    if session.as_json:
        session.printer.data(found.table())
        return None
    session.printer.rows(
        list(found),
        [
            Show(heading="Site", value=lambda site: site.key),
            Show(heading="Name", value=lambda site: site.name),
            Show(heading="Customer", value=lambda site: site.customer_key, rank=1),
        ],
        empty="There are no sites." if name is None or not every else _no_match(name, len(every)),
    )
    return None


@command(app)
def portfolio(
    session: Session,
    customer: _Customer = None,
    sort: Annotated[
        str, typer.Option(help="Column to sort by: availability, power, today, name, ratio (energy ratio), faults.")
    ] = ("availability"),
    reverse: Annotated[bool, typer.Option("--reverse", help="Sort the other way round.")] = False,
    limit: Annotated[int | None, typer.Option(help="Show only the first so many sites.", min=1)] = None,
) -> ExitCode | None:
    """Show the latest figures of a customer's sites, the worst first.

    Sites without the figure that is sorted by stand first. Totals stand below, and how many sites they leave out
    because a figure is missing.
    """
    from powertrack_sdk.errors import ValidationError

    if sort not in _SORTS:
        raise ValidationError(f"--sort is {sort!r}; one of {', '.join(_SORTS)} is expected")
    key = customer or session.client.get_sites().customer
    if key is None:
        raise ValidationError("the session's customer is not known; name it by its key, such as C1001")
    found = session.client.get_portfolio_overview(key)
    missing = {name: len(sites) for name in _COUNTED if (sites := found.sites_without(name))}
    total = len(found.sites)
    rows = _sorted(found.sites, sort, reverse=reverse)[:limit]
    if session.as_json:
        found.sites = rows
        session.printer.data(found.table(), sites_without=missing, total_sites=total)
        return None
    shows = _portfolio_shows()
    totals = {
        "Site": f"{found.total_sites} sites",
        "AC kW": f"{found.total_capacity_ac:,.0f}",
        "DC kW": f"{found.total_capacity_dc:,.0f}",
        "Power kW": f"{found.total_power:,.1f}",
        "Today kWh": f"{found.total_energy_today:,.0f}",
        "Avail. %": "-" if found.average_availability is None else f"{found.average_availability:.1f}",
        "Faults": str(sum(site.inverter_faults or 0 for site in found.sites)),
    }
    from attrs import evolve

    session.printer.rows(rows, [evolve(show, footer=totals.get(show.heading, "")) for show in shows])
    if len(rows) < total:
        session.printer.say(f"{len(rows)} of {total} sites are shown; the totals are those of all {total}.", "yellow")
    if missing:
        counts = ", ".join(f"{_COUNTED[name]} of {count}" for name, count in missing.items())
        session.printer.say(f"Missing, and so left out of the totals of {found.total_sites} sites: {counts}.", "yellow")
    return None


@command(app)
def site(session: Session, key: SiteKey) -> ExitCode | None:
    """Show a site: where it is, what it has, what is wrong with it."""
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


def _no_match(name: str, count: int) -> str:
    """What is printed if no site has a name that was asked for."""
    way = (
        "* stands for any text, ? for a character and [...] for one of some, and the whole name has to match"
        if _WILDCARDS & set(name)
        else "the text may stand anywhere in the name; * stands for any text in between"
    )
    return f"None of the {count} sites has a name like {name!r}: {way}."


def _portfolio_shows() -> list[Show[SiteOverview]]:
    from powertrack_sdk.cli.printer import Show

    return [
        Show(heading="Site", value=lambda row: row.name),
        Show(heading="Key", value=lambda row: row.key, rank=7),
        Show(heading="AC kW", value=lambda row: row.pv_capacity_ac, digits=0, rank=4),
        Show(heading="DC kW", value=lambda row: row.pv_capacity_dc, digits=0, rank=6),
        Show(heading="Power kW", value=lambda row: row.power, digits=1),
        Show(heading="Today kWh", value=lambda row: row.today, digits=0, rank=1),
        Show(heading="Energy ratio %", value=lambda row: row.energy_ratio, digits=1, rank=5),
        Show(heading="Avail. %", value=lambda row: row.availability, digits=1, style=_availability),
        Show(heading="Faults", value=lambda row: row.inverter_faults, style=bad_if_true, rank=2),
        Show(heading="Last data", value=lambda row: row.last_upload, rank=8),
    ]


_SORTS = {
    "availability": "availability",
    "power": "power",
    "today": "today",
    "name": "name",
    "ratio": "energy_ratio",
    "faults": "inverter_faults",
}
_WORST_IS_HIGHEST = frozenset({"faults"})


_COUNTED = {
    "pv_capacity_ac": "AC capacity",
    "pv_capacity_dc": "DC capacity",
    "power": "power",
    "today": "energy of today",
    "energy_ratio": "energy ratio",
    "availability": "availability",
    "inverter_faults": "faults",
}


def _sorted(sites: list[SiteOverview], sort: str, *, reverse: bool) -> list[SiteOverview]:
    """Sites in the order of one of their figures. Those without it come first, and last if the order is reversed."""
    from powertrack_sdk.portfolio.models import is_known

    figures = [(site, getattr(site, _SORTS[sort])) for site in sites]
    known = [(site, value) for site, value in figures if is_known(value)]
    known.sort(key=lambda pair: pair[1], reverse=reverse != (sort in _WORST_IS_HIGHEST))
    missing = [site for site, value in figures if not is_known(value)]
    ordered = [site for site, _ in known]
    return ordered + missing if reverse else missing + ordered


def _site_json(data: SiteData) -> dict[str, object]:
    from powertrack_sdk.cli.printer import first_row, rows_of
    from powertrack_sdk.tables.rows import Rows

    parts = {"site": data.site, "config": data.config, "modeling": data.modeling}
    return {
        **{name: first_row(Rows(type(part), [part]).table()) if part else None for name, part in parts.items()},
        "hardware": rows_of(data.hardware.table()),
        "active_alerts": data.active_alerts_count if data.alert_summary is not None else None,
        "failures": {name: str(error) for name, error in data.failures.items()},
    }


def _availability(value: object) -> str | None:
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    return "green" if value >= _GOOD else "yellow" if value >= _FAIR else "red"


def bad_if_true(value: object) -> str | None:
    """The style of a cell that is better empty."""
    return "red" if value else None
