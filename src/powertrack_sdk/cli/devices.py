"""Commands that read devices: their list, one of them, their latest readings."""

from __future__ import annotations

from typing import Annotated

import typer

from powertrack_sdk.cli.commands import Heading, SiteKey, command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.cli.sites import bad_if_true

app = typer.Typer()


@command(app)
def hardware(session: Session, key: SiteKey) -> None:
    """List the devices of a site."""
    found = session.client.get_hardware_list(key)
    session.printer.table(
        found,
        [
            Heading("Device", lambda device: device.key),
            Heading("Name", lambda device: device.name),
            Heading("Kind", lambda device: device.type_name, rank=1),
            Heading("kW", lambda device: device.capacity_kw, digits=1, rank=2),
            Heading("Serial number", lambda device: device.serial_num, rank=4),
            Heading("Last answer", lambda device: device.last_success, rank=3),
            Heading("Out of service", lambda device: device.out_of_service, style=bad_if_true, rank=5),
        ],
        empty="The site has no devices.",
        json=found.table,
    )


@command(app)
def device(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of the device, such as H100005.", show_default=False)],
) -> None:
    """Show a device: settings, registers, critical issues."""
    from powertrack_sdk.cli.printer import rows_of
    from powertrack_sdk.hardware.models import RegisterData
    from powertrack_sdk.tables.rows import Rows

    details = session.client.get_hardware_details(key)
    diagnostics = session.client.get_hardware_diagnostics(key)
    settings = details.printable_settings
    printer = session.printer
    if session.as_json:
        printer.json(
            {
                "device": rows_of(Rows(type(details), [details]).table())[0],
                "settings": settings,
                "registers": rows_of(Rows(RegisterData, diagnostics.registers).table()),
                "status": diagnostics.overall_status,
                "critical_issues": diagnostics.critical_issues,
            }
        )
        return
    printer.facts(
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
        printer.say(f"! {issue}", "red")
    printer.say()
    printer.table(
        list(settings.items()),
        [Heading("Setting", lambda setting: setting[0]), Heading("Value", lambda setting: setting[1])],
        empty="It has no settings.",
    )
    printer.say()
    printer.table(
        diagnostics.registers,
        [
            Heading("Register", lambda register: register.name),
            Heading("Value", lambda register: register.value),
            Heading("Unit", lambda register: register.units, rank=1),
            Heading("Address", lambda register: register.address, rank=2),
        ],
        empty="It has no registers.",
    )


@command(app)
def production(session: Session, key: SiteKey) -> None:
    """Show the latest readings of every device of a site."""
    from powertrack_sdk.hardware.models import DataRegister
    from powertrack_sdk.units import symbol, unit_name

    found = session.client.get_site_hardware_production(key)
    rows = [
        (device, register, place == 0)
        for device in found
        for place, register in enumerate(device.data_registers or [DataRegister()])  # a device without data is named
    ]
    repeated = not session.printer.console.is_terminal  # a program that reads rows needs the device in each
    session.printer.table(
        rows if any(device.data_registers for device in found) else [],
        [
            Heading("Device", lambda row: (row[0].name or row[0].key) if row[2] or repeated else " "),
            Heading("Register", lambda row: row[1].name),
            Heading("Value", lambda row: row[1].value, digits=3, trimmed=True),
            Heading("Unit", lambda row: symbol(unit_name(row[1].unit)), rank=1),
        ],
        empty="No device has data.",
        json=found.table,
    )
