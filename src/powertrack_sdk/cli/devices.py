"""Commands that read devices: their list, one of them, their latest readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.reading import SiteKey, bad_if_true
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from powertrack_sdk import HardwareDiagnostics

app = typer.Typer()


@command(app)
def hardware(session: Session, key: SiteKey) -> ExitCode | None:
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
            Show(heading="Out of service", value=lambda device: device.out_of_service, style=bad_if_true, rank=5),
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
def production(session: Session, key: SiteKey) -> ExitCode | None:
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


def unit_of(unit: object) -> str:
    """A unit as people write it."""
    from powertrack_sdk.units import symbol, unit_name

    return symbol(unit_name(unit))  # type: ignore[arg-type]  # a code or its number; anything else has no name
