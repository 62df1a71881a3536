"""`powertrack diff`: how configurations differ."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session

app = typer.Typer()


@command(app)
def diff(
    session: Session,
    first: Annotated[str, typer.Argument(help="Key of a site or a device.", show_default=False)],
    second: Annotated[str | None, typer.Argument(help="Key of another of the kind.", show_default=False)] = None,
    template: Annotated[
        Path | None, typer.Option(help="JSON file with the fields that are to be as in there.", dir_okay=False)
    ] = None,
) -> ExitCode | None:
    """Show how two sites or devices differ, or one from a template.

    It is their configurations that are compared. What two of a kind never have in common, such as keys, is passed over.
    """
    from powertrack_sdk.errors import ValidationError

    if template is None and second is not None:
        changes = session.client.compare(first, second)
    elif template is not None and second is None:
        changes = session.client.compare_with_template(first, template)
    else:
        raise ValidationError("give either the key of another site or device, or --template")
    if session.as_json:
        from powertrack_sdk.cli.changes import changes_json

        session.printer.json(changes_json(changes))
        return None
    from powertrack_sdk.cli.changes import print_changes

    session.printer.say(f"- {first}   + {second or template}", "bold")
    print_changes(session.printer, changes)
    session.printer.say(f"{len(changes)} difference{'' if len(changes) == 1 else 's'}", "bold")
    return None
