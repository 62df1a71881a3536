"""`powertrack report`: run reports and list them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from powertrack_sdk.cli.commands import Heading, command
from powertrack_sdk.cli.exits import ExitCode
from powertrack_sdk.cli.session import Session
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import check_ending, check_writable
from powertrack_sdk.foreign import CSV_ENDINGS, in_lines

app = typer.Typer(name="report", help="Run reports.", no_args_is_help=True)


@command(app, "run")
def run_report(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of the report, such as F3001.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option(help="CSV file for the result; by default it is printed.", dir_okay=False)
    ] = None,
    timeout: Annotated[float, typer.Option(help="Longest time to wait, in seconds.", min=1)] = 600,
) -> ExitCode | None:
    """Run a report as it is saved, and fetch its result as CSV.

    Text that a spreadsheet would evaluate gets a leading apostrophe.
    """
    if out is not None:
        check_ending(out, *CSV_ENDINGS)
        check_writable(out)
    with session.printer.progress("running") as progress:
        result = session.client.run_report(
            key, timeout=timeout, progress=lambda task: progress(int(task.progress or 0), 100)
        )
    saved = False
    if out is not None:
        try:
            result.save(out)
            saved = True
            session.printer.say(f"Written to {out}.")
        except ConfigurationError as error:
            # A run may take minutes, and only another run would give the result again.
            session.printer.warn(f"{error}; the result is printed instead")
    if session.as_json:
        file = str(out) if saved else None
        session.printer.json({"title": result.title, "file": file, "rows": result.rows})
    elif not saved:
        text = result.harmless_text.replace("\r\n", "\n")
        sys.stdout.write(in_lines(text) if sys.stdout.isatty() else text)
    return ExitCode.FAILED if out is not None and not saved else None


@command(app, "list")
def list_reports(session: Session) -> None:
    """List the reports of the session's customer."""
    found = session.client.get_report_configs()
    session.printer.table(
        found,
        [
            Heading("Report", lambda row: row.get("key")),
            Heading("Name", lambda row: row.get("name")),
            Heading("Title", lambda row: row.get("reportTitle"), rank=1),
        ],
        empty="There are no reports.",
        json=lambda: found,
    )
