"""Other commands: any request to the API, the documentation, the demonstration."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.commands import Yes, command
from powertrack_sdk.cli.exits import ExitCode
from powertrack_sdk.cli.session import Session
from powertrack_sdk.errors import ConfigurationError, ValidationError

if TYPE_CHECKING:
    from powertrack_core.decoding import JsonValue

app = typer.Typer()

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


@command(app)
def call(
    session: Session,
    method: Annotated[str, typer.Argument(help="GET, POST, PUT or DELETE.", show_default=False)],
    path: Annotated[str, typer.Argument(help="Path below the host, such as /api/applinks.", show_default=False)],
    query: Annotated[list[str] | None, typer.Option("--query", "-q", help="name=value; may be repeated.")] = None,
    body: Annotated[str | None, typer.Option(help="JSON to send; @file reads a file, @- standard input.")] = None,
    referer: Annotated[str | None, typer.Option(help="Path of the page to send as Referer.")] = None,
    yes: Yes = False,
) -> ExitCode | None:
    """Send any request with the credentials of the session.

    The answer is printed as it is, including passwords of devices.
    """
    capitals = method.upper()
    if capitals not in _METHODS:
        raise ValidationError(f"{method!r} is not an HTTP method; one of {', '.join(_METHODS)} is expected")
    fields = dict(_pair(text) for text in query or [])
    content = _json(body)
    question = f"{capitals} {path} may write, and is sent as it is, without a backup. Send it?"
    if capitals not in ("GET", "HEAD") and not yes and not session.confirm(question):
        return ExitCode.FAILED
    session.printer.json(session.client.request(capitals, path, query=fields, body=content, referer=referer))
    return None


@command(app)
def docs(session: Session) -> None:
    """Open the documentation that `make docs` built."""
    import webbrowser

    # Below the working folder, or below the source that the package runs from.
    folders = (Path.cwd(), Path(__file__).resolve().parents[3])
    page = next((page for folder in folders if (page := folder / "build" / "docs" / "index.html").is_file()), None)
    if page is None:
        raise ConfigurationError(
            "the documentation is not built here; run `make docs` in the project's source, then this command there"
        )
    if session.as_json:
        session.printer.json({"page": str(page)})
    else:
        session.printer.say(str(page))
        webbrowser.open(page.resolve().as_uri())


@command(app)
def demo(
    session: Session,
    out: Annotated[Path, typer.Option(help="Folder for the picture and the backups.", file_okay=False)] = Path(
        "demo-output"
    ),
    sites: Annotated[int, typer.Option(help="Number of sites.", min=1)] = 12,
) -> None:
    """Demonstrate reads and writes on the simulator."""
    from powertrack_sdk.cli.demo import show

    show(out, sites)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise ValidationError(f"--query is {text!r}; name=value is expected")
    return name, value


def _json(body: str | None) -> JsonValue:
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
        raise ValidationError(f"--body is not JSON: {error}") from None
    return value
