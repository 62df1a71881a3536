"""Prints results: tables for people, JSON for machines, progress on a terminal."""

from __future__ import annotations

import json
import math
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from powertrack_sdk.foreign import in_a_line, in_lines, is_invisible
from powertrack_sdk.tables.columns import Table as Data

if TYPE_CHECKING:
    from powertrack_sdk.cli.commands import Heading

T = TypeVar("T")

_NOTHING = "-"
_GAP = 2
_WIDTH_OF_A_PIPE = 10_000  # rows stay whole there
_NOT_ASCII = re.compile(r"[^\n -~]")


class _Console(Console):
    """A console that raises on a broken pipe, which ends the command without an error."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Printer:
    """Prints results to standard output; notes, warnings and progress to standard error.

    Text from the API is cleaned of what a terminal would act on.

    Args:
        as_json: Whether to print results as JSON, and nothing else to standard output.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        piped = not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdecimal()
        self.console = _Console(highlight=False, width=_WIDTH_OF_A_PIPE if piped else None)
        self._errors = Console(stderr=True, highlight=False)

    def say(self, text: str = "", style: str | None = None) -> None:
        """Print a line for people; a terminal breaks it between words."""
        if not self.as_json:
            self._print(self.console, text, style)

    def note(self, text: str) -> None:
        """Print a line to standard error."""
        self._print(self._errors, text)

    def warn(self, text: str) -> None:
        """Print a warning to standard error."""
        self._print(self._errors, text, "yellow")

    def line(self, text: Text, *, aside: bool = False) -> None:
        """Print an unbroken line, to standard error if `aside`. A terminal that is too narrow cuts it."""
        console = self._errors if aside else self.console
        text = Text.assemble(*((in_a_line(part.text), part.style or "") for part in text.render(console)))
        if console.is_terminal:
            console.print(text, no_wrap=True, overflow="ellipsis")
        else:
            console.print(text, soft_wrap=True)

    def drawing(self, text: str) -> None:
        """Print a drawing with terminal codes; without colours if the output is no terminal."""
        drawn = Text.from_ansi(text)
        self.console.print(drawn if self.console.is_terminal else drawn.plain.rstrip(), soft_wrap=True)

    def json(self, value: object, **more: object) -> None:
        """Print a value as JSON: a table as rows and units (and `more`), moments as ISO 8601, NaN as null."""
        if isinstance(value, Data):
            value = {"rows": rows_of(value), "units": value.units, **more}
        # A console that is not UTF-8, such as a pipe on Windows, still gets ASCII.
        ascii_only = sys.stdout.encoding.lower().replace("-", "") != "utf8"
        text = json.dumps(plain(value), indent=2, ensure_ascii=ascii_only, allow_nan=False)
        sys.stdout.write(f"{_NOT_ASCII.sub(_json_escape, text)}\n")

    def table(
        self, rows: Sequence[T], headings: Sequence[Heading[T]], *, empty: str, json: Callable[[], object] | None = None
    ) -> None:
        """Print rows, for people as a table of as many columns as there is room for.

        Args:
            rows: The rows.
            headings: The columns.
            empty: Printed if there are no rows.
            json: Returns the JSON to print instead with --json.
        """
        if json is not None and self.as_json:
            self.json(json())
            return
        if not rows:
            self.say(empty)
            return
        cells = [[_cell(heading.value(row), heading) for row in rows] for heading in headings]
        shown = _fitting(headings, cells, self.console.width)
        table = Table(
            header_style="bold",
            footer_style="bold",
            box=None,
            padding=(0, _GAP, 0, 0),
            pad_edge=False,
            show_footer=any(heading.footer for heading in headings),
        )
        for place in shown:
            heading = headings[place]
            table.add_column(
                Text(heading.text),
                footer=Text(heading.footer),
                justify="right" if all(_is_number(heading.value(row)) for row in rows) else "left",
                no_wrap=True,
                overflow="ellipsis",
            )
        for number in range(len(rows)):
            table.add_row(*(cells[place][number] for place in shown))
        self._table(table)
        hidden = [heading.text for place, heading in enumerate(headings) if place not in shown]
        if hidden:
            self.say(f"In a wider window also: {', '.join(hidden)}.", "dim")

    def facts(self, facts: Mapping[str, object], title: str = "") -> None:
        """Print names and values, one pair a line, without those that have no value."""
        if title:
            self.say(title, "bold")
        table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        table.add_column(style="dim", no_wrap=True)
        table.add_column()
        for name, value in facts.items():
            if value not in (None, ""):
                table.add_row(Text(in_a_line(name)), Text(_words(value, None)))
        self._table(table)

    @contextmanager
    def progress(self, label: str, counted: str = "") -> Iterator[Callable[[int, int], None]]:
        """Show progress on a terminal while a block runs.

        Args:
            label: Name of the work.
            counted: Name of what is counted, to show its rate; empty to omit the rate.
        """
        if self.as_json or not self._errors.is_terminal:
            yield lambda done, total: None
            return
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            Task,
            TextColumn,
            TimeRemainingColumn,
        )

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(f"{task.speed:,.1f} {counted}/s" if task.speed else "")

        rate = (Rate(),) if counted else ()
        columns = (TextColumn(label), BarColumn(30), MofNCompleteColumn(), *rate, TimeRemainingColumn())
        with Progress(*columns, console=self._errors, transient=True) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def _print(self, console: Console, text: str, style: str | None = None) -> None:
        console.print(Text(in_lines(text), style=style or ""), soft_wrap=not console.is_terminal)

    def _table(self, table: Table) -> None:
        if self.console.is_terminal:
            self.console.print(table)
            return
        with self.console.capture() as drawn:
            self.console.print(table)
        # Without the blanks that fill up the cells.
        sys.stdout.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))


def plain(value: object) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def rows_of(data: Data) -> list[dict[str, object]]:
    """Return the rows of a table as dicts."""
    names = [column.name for column in data.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*(one.cells() for one in data.columns), strict=True)]


def _fitting(headings: Sequence[Heading[T]], cells: Sequence[Sequence[Text]], width: int) -> list[int]:
    """Return the places of the columns that there is room for, lowest ranks first."""
    left = width + _GAP
    fitting: list[int] = []
    for place in sorted(range(len(headings)), key=lambda place: (headings[place].rank, place)):
        heading = headings[place]
        needed = max([len(heading.text), len(heading.footer), *(cell.cell_len for cell in cells[place])]) + _GAP
        if needed <= left or not fitting:
            fitting.append(place)
            left -= needed
    return sorted(fitting)


def _cell(value: object, heading: Heading[T]) -> Text:
    words = _words(value, heading.digits)
    if heading.trimmed and "." in words and isinstance(value, float):
        words = words.rstrip("0").rstrip(".")
    return Text(words, style=heading.style(value) or "")


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _words(value: object, digits: int | None) -> str:
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return value.name.replace("_", " ").lower()
    if isinstance(value, float):
        if not math.isfinite(value):
            return _NOTHING
        return f"{value:,.10g}" if digits is None else f"{value:,.{digits}f}"
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return f"{value:%Y-%m-%d %H:%M} (zone unknown)"
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return in_a_line(str(value))


def _json_escape(found: re.Match[str]) -> str:
    """Escape a character that a terminal would act on, or that UTF-8 cannot encode."""
    return json.dumps(found[0])[1:-1] if is_invisible(found[0]) else found[0]
