"""`powertrack drift`: differences between recorded answers and the specification."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.exits import ExitCode
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from powertrack_sdk.cli.printer import Printer
    from powertrack_sdk.traffic.report import Report

app = typer.Typer()


@command(app)
def drift(
    session: Session,
    file: Annotated[Path, typer.Argument(help="File that a client with observe writes.", show_default=False)],
    report: Annotated[
        Path | None, typer.Option(help="Also write a report for a public issue to this file.", dir_okay=False)
    ] = None,
) -> ExitCode | None:
    """Show where answers differ from the specification.

    FILE is written by a client that is created with observe=FILE. It holds no values, and neither does the report,
    which shows operations, names of fields, types and codes. The exit code is 4 if there is a difference, otherwise 0.
    """
    from powertrack_sdk.files import check_writable, replace_file
    from powertrack_sdk.traffic.report import read_report

    if report is not None:
        check_writable(report)
    found = read_report(file)
    if report is not None:
        replace_file(report, found.markdown().encode())
    if session.as_json:
        session.printer.json(found.as_json())
    else:
        _print(session.printer, found)
        if report is not None:
            session.printer.say(f"Written to {report}.")
    return ExitCode.PARTIAL if found.findings else None


def _print(printer: Printer, found: Report) -> None:
    from rich.text import Text

    from powertrack_sdk.traffic.findings import Level

    for operation, findings in found.by_operation():
        printer.line(Text(operation, style="bold"))
        for one in findings:
            subject = f"{one.subject} " if one.subject else ""
            style = "red" if one.level is Level.BREAKING else "yellow"
            printer.line(Text.assemble("  ", (subject, style), one.text))
            for path, words in one.inner:
                printer.line(Text(f"    {path}: {words}", style="dim"))
    versions = ", ".join(found.client_versions) or "unknown"
    printer.say(
        f"{found.answers} answers of {found.operations} operations; {found.package}, specification"
        f" {found.specification}, web application {versions}"
    )
    printer.say(found.summary, "bold")
