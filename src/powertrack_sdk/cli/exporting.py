"""`powertrack export`: a whole portfolio as files that other programs read as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from powertrack_sdk import ExportResult
    from powertrack_sdk.export.parts import Format, What

app = typer.Typer()

_QUARTER_HOURS = 15
_PRODUCTION_METER = 15
_MEGABYTE = 1_000_000
_REREAD_DAYS = 30


@command(app)
def export(
    session: Session,
    customer: Annotated[
        str | None,
        typer.Argument(help="Key of the customer, such as C1001; by default the session's.", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option(help="Output folder. An existing export there is brought up to date.")] = Path(
        "powertrack-export"
    ),
    what: Annotated[
        str, typer.Option(help="What to read: some of sites, hardware, alerts and charts.")
    ] = "sites,hardware,alerts,charts",
    start_date: Annotated[
        str | None, typer.Option("--from", help="First day of charts; by default the first of the month of --to.")
    ] = None,
    end_date: Annotated[
        str | None, typer.Option("--to", help="Last day of charts; by default today at each site.")
    ] = None,
    format: Annotated[  # noqa: A002  # named as the argument of the method
        Literal["parquet", "csv", "jsonl"], typer.Option("--format", help="Format of the files.")
    ] = "parquet",
    chart_type: Annotated[int, typer.Option("--type", help="Number of the chart, as `chart --list` tells.")] = (
        _PRODUCTION_METER
    ),
    bin_size: Annotated[int, typer.Option("--bin", help="Minutes of a bin of charts.", min=1)] = _QUARTER_HOURS,
    sites: Annotated[
        str | None, typer.Option(help="Only these sites, such as S10001,S10002; by default all.", show_default=False)
    ] = None,
    reread_days: Annotated[
        int, typer.Option(help="Read a month again for so many days after its end, for data that arrive late.", min=0)
    ] = _REREAD_DAYS,
) -> ExitCode | None:
    """Export a portfolio as Parquet, CSV or JSON.

    Run again, it brings the folder up to date: months that are complete are kept, everything else is read again.
    """
    from powertrack_sdk.errors import ValidationError
    from powertrack_sdk.files import check_folder

    check_folder(out)
    key = customer or session.client.get_sites().customer
    if key is None:
        raise ValidationError("the session's customer is not known; name it by its key, such as C1001")
    session.warn_of_the_end()
    with session.printer.progress("exporting", "parts") as progress:
        result = session.client.export_portfolio(
            key,
            out,
            what=_what(what),
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
        _print(session, result, format)
    return None if result else ExitCode.PARTIAL


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _what(text: str) -> list[What]:
    # What is none of them is told by the export itself.
    return _names(text)  # type: ignore[return-value]


def _print(session: Session, result: ExportResult, format_: Format) -> None:
    printer = session.printer
    for failure in result.failed:
        printer.say(str(failure), "red")
    for note in result.notes:
        printer.say(note, "yellow")
    printer.say(f"{result.summary}: {result.rows:,} rows, {result.bytes / _MEGABYTE:,.1f} MB", "bold")
    if result.failed:
        printer.say("Run the same command again to retry what failed; charts that are complete are kept.")
    for told in _ways_to_read(result, format_):
        printer.say(told)


def _ways_to_read(result: ExportResult, format_: Format) -> list[str]:
    """How to read the largest data set of an export with DuckDB and, where it can, with pandas."""
    if not result.rows:
        return []
    rows: dict[str, int] = {}
    for part in result.parts:
        rows[part.data_set] = rows.get(part.data_set, 0) + part.rows
    folder = (result.folder / max(rows, key=lambda name: rows[name])).as_posix()
    pattern = f"{folder}/**/*.{format_}".replace("'", "''")
    told = [f"DuckDB:  FROM '{pattern}'"]
    return [*told, f"pandas:  pandas.read_parquet({folder!r})"] if format_ == "parquet" else told


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
