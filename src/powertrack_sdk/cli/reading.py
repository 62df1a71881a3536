"""Commands that read: sites, devices, alerts, charts."""

from __future__ import annotations

import math
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.files import check_ending, check_writable

if TYPE_CHECKING:
    from powertrack_api.models.alert import Alert
    from powertrack_sdk import HardwareDiagnostics, SiteData, SiteOverview
    from powertrack_sdk.cli.printer import Show

app = typer.Typer()

_Customer = Annotated[
    str | None, typer.Argument(help="Key of the customer, such as C1001; by default the session's.", show_default=False)
]
_Site = Annotated[str, typer.Argument(help="Key of the site, such as S10001.", show_default=False)]
_WILDCARDS = frozenset("*?[")
_GOOD, _FAIR = 98.0, 95.0
_OPEN = "open"


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
    found = found.filter_by_name(name if _WILDCARDS & set(name) else f"*{name}*") if name else found
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
        empty="There are no such sites.",
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
    rows = _sorted(found.sites, sort, reverse=reverse)[:limit]
    if session.as_json:
        found.sites = rows
        session.printer.data(found.table(), sites_without=missing)
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
    if missing:
        counts = ", ".join(f"{_COUNTED[name]} of {count}" for name, count in missing.items())
        session.printer.say(f"Missing, and so left out of the totals of {found.total_sites} sites: {counts}.", "yellow")
    return None


@command(app)
def site(session: Session, key: _Site) -> ExitCode | None:
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


@command(app)
def hardware(session: Session, key: _Site) -> ExitCode | None:
    """List the devices of a site."""
    from powertrack_sdk.cli.printer import Show

    found = session.client.get_hardware_list(key)
    if session.as_json:
        session.printer.data(found.table())
        return None
    session.printer.rows(
        found,
        [
            Show(heading="Device", value=lambda device: device.key),
            Show(heading="Name", value=lambda device: device.name),
            Show(heading="Kind", value=lambda device: device.type_name, rank=1),
            Show(heading="kW", value=lambda device: device.capacity_kw, digits=1, rank=2),
            Show(heading="Serial number", value=lambda device: device.serial_num, rank=4),
            Show(heading="Last answer", value=lambda device: device.last_success, rank=3),
            Show(heading="Out of service", value=lambda device: device.out_of_service, style=_bad_if_true, rank=5),
        ],
        empty="The site has no devices.",
    )
    return None


@command(app)
def device(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of the device, such as H100005.", show_default=False)],
) -> ExitCode | None:
    """Show a device: settings, registers, what is wrong with it."""
    from powertrack_sdk.cli.printer import Show, first_row, rows_of
    from powertrack_sdk.hardware.models import RegisterData
    from powertrack_sdk.tables.rows import Rows

    details = session.client.get_hardware_details(key)
    diagnostics = session.client.get_hardware_diagnostics(key)
    settings = list(details.printable_settings.items())
    if session.as_json:
        session.printer.json(
            {
                "device": first_row(Rows(type(details), [details]).table()),
                "settings": dict(settings),
                "registers": rows_of(Rows(RegisterData, diagnostics.registers).table()),
                "status": diagnostics.overall_status,
                "critical_issues": diagnostics.critical_issues,
            }
        )
        return None
    session.printer.facts(
        {
            "Key": details.key,
            "Kind": details.type_name,
            "Site": details.site_key,
            "Driver": details.driver_name,
            "Gateway": details.gateway_id,
            "Status": diagnostics.overall_status,
            "Last answer": diagnostics.last_success,
            "Temperature °C": diagnostics.temperature,
        },
        title=details.name or key,
    )
    for issue in diagnostics.critical_issues:
        session.printer.say(f"! {issue}", "red")
    session.printer.say()
    session.printer.rows(
        settings,
        [
            Show(heading="Setting", value=lambda setting: setting[0]),
            Show(heading="Value", value=lambda setting: setting[1]),
        ],
        empty="It has no settings.",
    )
    session.printer.say()
    _print_registers(session, diagnostics)
    return None


@command(app)
def production(session: Session, key: _Site) -> ExitCode | None:
    """Show the latest readings of every device of a site."""
    from powertrack_sdk.cli.printer import Show
    from powertrack_sdk.hardware.models import DataRegister

    found = session.client.get_site_hardware_production(key)
    if session.as_json:
        session.printer.data(found.table())
        return None
    rows = [
        (device, register, place == 0)
        for device in found
        for place, register in enumerate(device.data_registers or [DataRegister()])  # a device without data is named
    ]
    if not any(device.data_registers for device in found):
        rows = []
    every = not session.printer.console.is_terminal  # a program that reads rows needs the device in each
    session.printer.rows(
        rows,
        [
            Show(heading="Device", value=lambda row: (row[0].name or row[0].key) if row[2] or every else " "),
            Show(heading="Register", value=lambda row: row[1].name),
            Show(heading="Value", value=lambda row: row[1].value, digits=3, trimmed=True),
            Show(heading="Unit", value=lambda row: unit_of(row[1].unit), rank=1),
        ],
        empty="No device has data.",
    )
    return None


@command(app)
def alerts(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of a customer, a site or a device.", show_default=False)],
    severity: Annotated[
        int | None,
        typer.Option(
            help="Only alerts with this code: 5 unresolved, 4 acknowledged, as far as is known.", min=0, max=5
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--unacknowledged", help="Only alerts that are not acknowledged.")] = False,
) -> ExitCode | None:
    """List active alerts, those that are not acknowledged first.

    Of each the newest stand first. How grave an alert is PowerTrack does not say for certain; `severity` in --json is
    a code with two readings.
    """
    from powertrack_api.models.alert import Alert
    from powertrack_sdk.cli.printer import Show
    from powertrack_sdk.tables.rows import Rows

    found = session.client.get_active_alerts(key)
    wanted = [
        alert
        for alert in found
        if (severity is None or alert.severity == severity) and not (open_ and alert.is_acknowledged)
    ]
    wanted.sort(key=lambda alert: alert.start.timestamp() if alert.start is not None else math.inf, reverse=True)
    wanted.sort(key=lambda alert: bool(alert.is_acknowledged))
    if session.as_json:
        session.printer.data(Rows(Alert, wanted).table())
        return None
    many_sites = len({alert.site_name for alert in wanted}) > 1
    session.printer.rows(
        wanted,
        [
            Show(heading="State", value=_state, style=lambda state: "yellow" if state == _OPEN else None),
            Show(heading="Alert", value=lambda alert: alert.event_code or alert.name),
            Show(heading="Site", value=lambda alert: alert.site_name, rank=1 if many_sites else 5),
            Show(heading="Device", value=lambda alert: alert.hardware_name, rank=2),
            Show(heading="Since", value=lambda alert: alert.start, rank=3),
            Show(heading="Code", value=lambda alert: _code(alert.severity), rank=4),
        ],
        empty="No alert is active.",
    )
    return None


def unit_of(unit: object) -> str:
    """A unit as people write it."""
    from powertrack_sdk.units import symbol, unit_name

    return symbol(unit_name(unit))  # type: ignore[arg-type]  # a code or its number; anything else has no name


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
        Show(heading="Faults", value=lambda row: row.inverter_faults, style=_bad_if_true, rank=2),
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


def _print_registers(session: Session, diagnostics: HardwareDiagnostics) -> None:
    from powertrack_sdk.cli.printer import Show

    session.printer.rows(
        diagnostics.registers,
        [
            Show(heading="Register", value=lambda register: register.name),
            Show(heading="Value", value=lambda register: register.value),
            Show(heading="Unit", value=lambda register: register.units, rank=1),
            Show(heading="Address", value=lambda register: register.address, rank=2),
        ],
        empty="It has no registers.",
    )


def _availability(value: object) -> str | None:
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    return "green" if value >= _GOOD else "yellow" if value >= _FAIR else "red"


def _state(alert: Alert) -> str:
    """The state of an alert, which its flags tell; its severity code is not needed for it."""
    return "resolved" if alert.is_resolved else "acknowledged" if alert.is_acknowledged else _OPEN


def _code(severity: object) -> str | None:
    """A severity code with its name, which holds as far as the captures go."""
    if isinstance(severity, IntEnum):
        return f"{severity:d} ({severity.name.lower()})"
    return None if severity is None else str(severity)


def _bad_if_true(value: object) -> str | None:
    return "red" if value else None
