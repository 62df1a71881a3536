"""`powertrack diff`, and how changes of documents are printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.cli.wording import worded

if TYPE_CHECKING:
    from powertrack_core.decoding import JsonValue
    from powertrack_sdk.cli.printer import Printer
    from powertrack_sdk.outcomes import Change
    from powertrack_sdk.plans.plan import Plan

app = typer.Typer()

_STYLES = {"+": "green", "-": "red", "~": "yellow"}
_KINDS = {"+": "added", "-": "removed", "~": "changed"}


@command(app)
def diff(
    session: Session,
    first: Annotated[str, typer.Argument(help="Key of a site or a device.", show_default=False)],
    second: Annotated[
        str | None, typer.Argument(help="Key of another site or device to compare with.", show_default=False)
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="JSON file with the fields to compare with.", dir_okay=False)
    ] = None,
) -> None:
    """Compare two sites or devices, or one with a template.

    Their configurations are compared. Fields that always differ between two, such as keys, are ignored.
    """
    from powertrack_sdk.errors import ValidationError

    if template is None and second is not None:
        changes = session.client.compare(first, second)
    elif template is not None and second is None:
        changes = session.client.compare_with_template(first, template)
    else:
        raise ValidationError("give either the key of another site or device, or --template")
    if session.as_json:
        session.printer.json(_changes_json(changes))
        return
    session.printer.say(f"- {first}   + {second or template}", "bold")
    print_changes(session.printer, changes)
    session.printer.say(f"{len(changes)} difference{'' if len(changes) == 1 else 's'}", "bold")


def print_plan(printer: Printer, plan: Plan, *, aside: bool = False) -> None:
    """Print the changes of a plan; to standard error, and never as JSON, if `aside`."""
    from rich.text import Text

    if printer.as_json and not aside:
        printer.json(_plan_json(plan))
        return
    for entry in plan:
        printer.line(Text(f"{entry.action} {entry.name}", style="bold"), aside=aside)
        if entry.action == "update":
            print_changes(printer, entry.changes, aside=aside)
        else:
            for line in str(entry).splitlines()[1:]:
                sign, _, name = line.strip().partition(" ")
                printer.line(Text.assemble("  ", (sign, _STYLES.get(sign, "")), f" {name}"), aside=aside)
    for warning in plan.warnings:
        printer.warn(worded(warning))
    printer.line(Text(plan.summary, style="bold"), aside=aside)


def _plan_json(plan: Plan) -> dict[str, object]:
    return {
        "writes": plan.targets,
        "fields": plan.fields,
        "unchanged": list(plan.unchanged),
        "warnings": list(plan.warnings),
        "entries": [
            {
                "action": entry.action,
                "document": entry.document,
                "key": entry.key,
                "changes": _changes_json(entry.changes),
            }
            for entry in plan
        ],
    }


def print_changes(printer: Printer, changes: tuple[Change, ...], *, aside: bool = False) -> None:
    """Print changes, one a line; values that do not fit in the line, or are objects, go below their path."""
    from rich.text import Text

    for change in changes:
        sign = _sign(change)
        start = Text.assemble("  ", (sign, _STYLES[sign]), f" {change.path}")
        whole = change.after if sign == "+" else change.before
        if sign != "~" and isinstance(whole, (dict, list)) and whole and not change.secret:
            printer.line(start, aside=aside)
            for line in _outline(whole, "      "):
                printer.line(Text(line), aside=aside)
            continue
        in_a_line = start + Text(f": {' -> '.join(change.sides())}")
        if in_a_line.cell_len <= printer.console.width:
            printer.line(in_a_line, aside=aside)
            continue
        printer.line(start, aside=aside)
        for mark, value in zip(("-", "+") if sign == "~" else (sign,), change.sides(each=True), strict=True):
            printer.line(Text.assemble("      ", (mark, _STYLES[mark]), f" {value}"), aside=aside)


def _changes_json(changes: tuple[Change, ...]) -> list[dict[str, object]]:
    from powertrack_sdk.outcomes import MISSING

    def side(change: Change, value: object) -> object:
        return None if value is MISSING else "(hidden)" if change.secret else value

    return [
        {
            "path": change.path,
            "change": _KINDS[_sign(change)],
            "unit": change.unit,
            "unitBefore": change.unit_before or change.unit,
            "before": side(change, change.before),
            "after": side(change, change.after),
        }
        for change in changes
    ]


def _sign(change: Change) -> str:
    from powertrack_sdk.outcomes import MISSING

    return "+" if change.before is MISSING else "-" if change.after is MISSING else "~"


def _outline(value: JsonValue, indent: str) -> Iterator[str]:
    """Give the lines of an object or a list, one for each value in it."""
    from powertrack_sdk.outcomes import printable

    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        if isinstance(part, (dict, list)) and part:
            yield f"{indent}{name}:"
            yield from _outline(part, f"{indent}  ")
        else:
            yield f"{indent}{name}: {printable(part)}"
