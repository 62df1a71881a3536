"""Commands beside the daily work: reports, any path of the API, the simulator, the documentation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import check_ending, check_writable
from powertrack_sdk.foreign import CSV_ENDINGS, in_lines

if TYPE_CHECKING:
    from powertrack_core.decoding import JsonValue
    from powertrack_sdk.tasks.models import ReportResult

app = typer.Typer()
report = typer.Typer(name="report", help="Run reports.", no_args_is_help=True)

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


@command(report, "run")
def run_report(
    session: Session,
    key: Annotated[str, typer.Argument(help="Key of the report, such as F3001.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option(help="CSV file for the result; without one it is printed.", dir_okay=False)
    ] = None,
    timeout: Annotated[float, typer.Option(help="Longest wait for it (seconds).", min=1)] = 600,
) -> ExitCode | None:
    """Run a report as it is saved, and fetch its result as CSV.

    Text that a spreadsheet would evaluate gets an apostrophe in front.
    """
    if out is not None:
        check_ending(out, *CSV_ENDINGS)
        check_writable(out)
    with session.printer.progress("running") as progress:
        result = session.client.run_report(
            key, timeout=timeout, progress=lambda task: progress(int(task.progress or 0), 100)
        )
    failure: ConfigurationError | None = None
    if out is not None:
        try:
            result.save(out)
            session.printer.say(f"Written to {out}.")
        except ConfigurationError as error:
            # A run may take minutes, and its result is not to be had again without another one.
            failure = error
            session.printer.warn(f"{error}; the result is printed instead")
    if session.as_json:
        file = str(out) if out is not None and failure is None else None
        session.printer.json({"title": result.title, "file": file, "rows": result.rows})
    elif out is None or failure is not None:
        _print_report(result)
    return None if failure is None else ExitCode.FAILED


@command(report, "list")
def list_reports(session: Session) -> ExitCode | None:
    """List the reports of the session's customer."""
    from powertrack_sdk.cli.printer import Show

    found = session.client.get_report_configs()
    if session.as_json:
        session.printer.json(found)
        return None
    session.printer.rows(
        found,
        [
            Show(heading="Report", value=lambda row: row.get("key")),
            Show(heading="Name", value=lambda row: row.get("name")),
            Show(heading="Title", value=lambda row: row.get("reportTitle"), rank=1),
        ],
        empty="There are no reports.",
    )
    return None


@command(app)
def call(
    session: Session,
    method: Annotated[str, typer.Argument(help="GET, POST, PUT or DELETE.", show_default=False)],
    path: Annotated[str, typer.Argument(help="Path below the host, such as /api/applinks.", show_default=False)],
    query: Annotated[list[str] | None, typer.Option("--query", "-q", help="name=value; may be repeated.")] = None,
    body: Annotated[str | None, typer.Option(help="JSON to send; @file reads it from a file, @- from input.")] = None,
    referer: Annotated[str | None, typer.Option(help="Path of the page to name as sender.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before sending what may write.")] = False,
) -> ExitCode | None:
    """Send any request with the credentials of the session.

    The answer is printed as it comes, passwords of devices included.
    """
    from powertrack_sdk.errors import ValidationError

    capitals = method.upper()
    if capitals not in _METHODS:
        raise ValidationError(f"{method!r} is no method; one of {', '.join(_METHODS)} is expected")
    fields = dict(_pair(text) for text in query or [])
    sent = _json(body)
    asked = f"{capitals} {path} may write, and is sent as it is, without a backup. Send it?"
    if capitals not in ("GET", "HEAD") and not yes and not session.confirmed(asked):
        return ExitCode.FAILED
    session.printer.json(session.client.request(capitals, path, query=fields, body=sent, referer=referer))
    return None


@command(app)
def docs(session: Session) -> ExitCode | None:
    """Open the documentation that `make docs` built."""
    import webbrowser

    page = next((place for place in _places() if place.is_file()), None)
    if page is None:
        raise ConfigurationError(
            "the documentation is not built here; run `make docs` in the source of the project, and this command there"
        )
    if session.as_json:
        session.printer.json({"page": str(page)})
        return None
    session.printer.say(str(page))
    webbrowser.open(page.resolve().as_uri())
    return None


@command(app)
def simulate(
    session: Session,
    port: Annotated[
        int, typer.Option(help="Port on the loopback interface; 0 for any that is free.", min=0, max=65535)
    ] = 8080,
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 3,
    seed: Annotated[int, typer.Option(help="What everything made up is made up from.")] = 0,
    fetch: Annotated[
        Path | None,
        typer.Option(help="Write the copied request to this file instead of the terminal.", dir_okay=False),
    ] = None,
) -> ExitCode | None:
    """Serve a fictional PowerTrack on this machine.

    It runs until it is interrupted, and tells a copied request for `powertrack auth import`.
    """
    from powertrack_sdk.cli.simulate import serve

    serve(port, sites, seed, fetch)
    return None


@command(app)
def demo(
    session: Session,
    out: Annotated[Path, typer.Option(help="Folder for the picture and the backups.", file_okay=False)] = Path(
        "demo-output"
    ),
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 12,
) -> ExitCode | None:
    """Show the product at work, against the simulator."""
    from powertrack_sdk.cli.demo import show

    show(out, sites)
    return None


def _print_report(result: ReportResult) -> None:
    """Print a report as CSV: its cells for people on a terminal, and for spreadsheets in a pipe."""
    text = result.harmless_text.replace("\r\n", "\n")
    sys.stdout.write(in_lines(text) if sys.stdout.isatty() else text)


def _places() -> list[Path]:
    """Where the documentation may be: below the working folder, or below the source that the package runs from."""
    return [folder / "build" / "docs" / "index.html" for folder in (Path.cwd(), Path(__file__).resolve().parents[3])]


def _pair(text: str) -> tuple[str, str]:
    from powertrack_sdk.errors import ValidationError

    name, equals, value = text.partition("=")
    if not equals or not name:
        raise ValidationError(f"--query is {text!r}; name=value is expected")
    return name, value


def _json(body: str | None) -> JsonValue:
    from powertrack_sdk.errors import ValidationError

    if body is None:
        return None
    try:
        text = body
        if body.startswith("@"):
            text = sys.stdin.read() if body == "@-" else Path(body[1:]).read_text(encoding="utf-8")
        value: JsonValue = json.loads(text)
    except OSError as error:
        raise ConfigurationError(f"{body[1:]} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise ValidationError(f"--body is no JSON: {error}") from None
    return value
