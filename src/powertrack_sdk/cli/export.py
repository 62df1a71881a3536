"""`powertrack export`: a portfolio as files of tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from powertrack_sdk.cli.commands import CustomerKey, command
from powertrack_sdk.cli.exits import ExitCode
from powertrack_sdk.cli.session import Session
from powertrack_sdk.files import check_folder

if TYPE_CHECKING:
    from powertrack_sdk import ExportResult
    from powertrack_sdk.cli.printer import Printer

app = typer.Typer()

_MEGABYTE = 1_000_000


@command(app)
def export(
    session: Session,
    customer: CustomerKey = None,
    out: Annotated[Path, typer.Option(help="Output folder. An existing export there is brought up to date.")] = Path(
        "powertrack-export"
    ),
    what: Annotated[
        str, typer.Option(help="Data sets to export: any of sites, hardware, alerts, charts.")
    ] = "sites,hardware,alerts,charts",
    start_date: Annotated[
        str | None, typer.Option("--from", help="First day of charts; by default the first of the month of --to.")
    ] = None,
    end_date: Annotated[
        str | None, typer.Option("--to", help="Last day of charts; by default today at each site.")
    ] = None,
    format: Annotated[  # noqa: A002  # the argument of the method
        Literal["parquet", "csv", "jsonl"], typer.Option("--format", help="Format of the files.")
    ] = "parquet",
    chart_type: Annotated[
        int, typer.Option("--type", help="Number of the chart; `powertrack chart --list` shows them.")
    ] = 15,
    bin_size: Annotated[int, typer.Option("--bin", help="Bin size of charts in minutes.", min=1)] = 15,
    sites: Annotated[
        str | None, typer.Option(help="Only these sites, such as S10001,S10002; by default all.", show_default=False)
    ] = None,
    reread_days: Annotated[
        int, typer.Option(help="Days after the end of a month during which it is read again, for late data.", min=0)
    ] = 30,
) -> ExitCode | None:
    """Export a portfolio as Parquet, CSV or JSON.

    Run it again to bring the folder up to date: complete months are kept, everything else is read again.
    """
    check_folder(out)
    key = session.customer(customer)
    session.warn_of_session_end()
    with session.printer.progress("exporting", "parts") as progress:
        result = session.client.export_portfolio(
            key,
            out,
            what=_names(what),  # type: ignore[arg-type]  # the export rejects unknown names
            start_date=start_date,
            end_date=end_date,
            format=format,
            chart_type=chart_type,
            bin_size=bin_size,
            sites=_names(sites) if sites is not None else None,
            progress=progress,
            reread_days=reread_days,
        )
    if session.as_json:
        session.printer.json(_json(result))
    else:
        _print(session.printer, result)
        for line in _ways_to_read(result, format):
            session.printer.say(line)
    return None if result else ExitCode.PARTIAL


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _print(printer: Printer, result: ExportResult) -> None:
    for failure in result.failed:
        printer.say(str(failure), "red")
    for note in result.notes:
        printer.say(note, "yellow")
    printer.say(f"{result.summary}: {result.rows:,} rows, {result.bytes / _MEGABYTE:,.1f} MB", "bold")
    if result.failed:
        printer.say("Run the same command again to retry the failed parts; complete charts are kept.")


def _ways_to_read(result: ExportResult, file_format: str) -> list[str]:
    """Show how to read the largest data set with DuckDB and, if it is Parquet, with pandas."""
    if not result.rows:
        return []
    rows = Counter[str]()
    for part in result.parts:
        rows[part.data_set] += part.rows
    folder = (result.folder / rows.most_common(1)[0][0]).as_posix()
    pattern = f"{folder}/**/*.{file_format}".replace("'", "''")
    duckdb = f"DuckDB:  FROM '{pattern}'"
    return [duckdb, f"pandas:  pandas.read_parquet({folder!r})"] if file_format == "parquet" else [duckdb]


def _json(result: ExportResult) -> dict[str, object]:
    return {
        "manifest": str(result.manifest),
        "written": len(result.written),
        "skipped": len(result.skipped),
        "rows": result.rows,
        "bytes": result.bytes,
        "empty": [part.path for part in result.empty],
        "notes": [*result.notes],
        "failed": [
            {"path": one.path, "data_set": one.data_set, "site": one.site, "month": one.month, "reason": one.reason}
            for one in result.failed
        ],
    }
