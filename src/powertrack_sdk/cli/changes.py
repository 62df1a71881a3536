"""Changes as people and machines read them: of plans, and of what is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from powertrack_sdk.cli.wording import worded
from powertrack_sdk.outcomes import MISSING, printable

if TYPE_CHECKING:
    from powertrack_api.decoding import JsonValue
    from powertrack_sdk.cli.printer import Printer
    from powertrack_sdk.outcomes import Change, Missing
    from powertrack_sdk.plans.plan import Plan

_HIDDEN = "(hidden)"
_STYLES = {"+": "green", "-": "red", "~": "yellow"}
_KINDS = {"+": "added", "-": "removed", "~": "changed"}


def print_plan(printer: Printer, plan: Plan, *, aside: bool = False) -> None:
    """Print what a plan does.

    Args:
        printer: Where to.
        plan: The plan.
        aside: Whether to print it to standard error.
    """
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


def print_changes(printer: Printer, changes: tuple[Change, ...], *, aside: bool = False) -> None:
    """Print changes, each in a line where it has room, else with its values below its path."""
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
        if in_a_line.cell_len <= printer.width:
            printer.line(in_a_line, aside=aside)
            continue
        printer.line(start, aside=aside)
        for mark, value in zip(("-", "+") if sign == "~" else (sign,), change.sides(each=True), strict=True):
            printer.line(Text.assemble("      ", (mark, _STYLES[mark]), f" {value}"), aside=aside)


def plan_json(plan: Plan) -> dict[str, object]:
    """A plan for machines."""
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
                "changes": changes_json(entry.changes),
            }
            for entry in plan
        ],
    }


def changes_json(changes: tuple[Change, ...]) -> list[dict[str, object]]:
    """Changes for machines."""
    return [
        {
            "path": change.path,
            "change": _KINDS[_sign(change)],
            "unit": change.unit,
            "unitBefore": change.unit_before or change.unit,
            "before": _side(change, change.before),
            "after": _side(change, change.after),
        }
        for change in changes
    ]


def _side(change: Change, value: JsonValue | Missing) -> object:
    return None if value is MISSING else _HIDDEN if change.secret else value


def _sign(change: Change) -> str:
    return "+" if change.before is MISSING else "-" if change.after is MISSING else "~"


def _outline(value: JsonValue, indent: str) -> Iterator[str]:
    """An object or a list, a line for each value in it."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        if isinstance(part, (dict, list)) and part:
            yield f"{indent}{name}:"
            yield from _outline(part, f"{indent}  ")
        else:
            yield f"{indent}{name}: {printable(part)}"
