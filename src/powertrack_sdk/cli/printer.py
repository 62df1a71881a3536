"""What commands print: tables for people, JSON for machines, progress for those who wait."""

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
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import field, frozen
from rich.console import Console
from rich.table import Table
from rich.text import Text

from powertrack_sdk.foreign import in_a_line, in_lines, is_invisible
from powertrack_sdk.tables.columns import Table as Data

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

T = TypeVar("T")

_NOTHING = "-"
_GAP = 2
# A pipe has no width. Rows stay whole there, however long they are.
_WIDTH_OF_A_PIPE = 10_000
_NOT_ASCII = re.compile(r"[^\n -~]")


@frozen(kw_only=True)
class Show(Generic[T]):
    """A column of a table for people.

    Attributes:
        heading: What stands above it, with the unit.
        value: What it shows of a row.
        digits: Digits after the decimal point of a number; None for as many as it has, up to ten in all.
        trimmed: Whether zeros at the end are left out, as where each row is of another quantity.
        style: Colour of a cell by its value; None for the usual one.
        rank: Where there is no room for all, columns with higher ranks are left out first.
        footer: What stands below it.
    """

    heading: str
    value: Callable[[T], object]
    digits: int | None = None
    trimmed: bool = False
    style: Callable[[Any], str | None] = field(default=lambda _: None)
    rank: int = 0
    footer: str = ""


class _Console(Console):
    """A console that leaves it to the command what to do when nobody reads any more."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Printer:
    """Prints to standard output what a command found, and to standard error how far it is.

    Text is cleaned of what a terminal would act on, as names come from other users.

    Args:
        as_json: Whether results are printed for machines.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        piped = not sys.stdout.isatty()
        self.console = _Console(highlight=False, width=_WIDTH_OF_A_PIPE if piped and not _told_width() else None)
        self._errors = Console(stderr=True, highlight=False)

    @property
    def width(self) -> int:
        """How long a line may be."""
        return self.console.width

    def say(self, text: str = "", style: str | None = None) -> None:
        """Print a line for people; machines do not get it."""
        if not self.as_json:
            self.tell(text, style)

    def tell(self, text: str, style: str | None = None, *, aside: bool = False) -> None:
        """Print a line, to standard error where it is said aside. A terminal breaks it between words."""
        console = self._errors if aside else self.console
        console.print(Text(in_lines(text), style=style or ""), soft_wrap=not console.is_terminal)

    def line(self, text: Text, *, aside: bool = False) -> None:
        """Print what has to stay in one line. A terminal that is too narrow shows its beginning."""
        console = self._errors if aside else self.console
        text = Text.assemble(*((in_a_line(part.text), part.style or "") for part in text.render(console)))
        if console.is_terminal:
            console.print(text, no_wrap=True, overflow="ellipsis")
        else:
            console.print(text, soft_wrap=True)

    def drawing(self, text: str) -> None:
        """Print something drawn with the codes of a terminal; where there is no terminal, without its colours."""
        drawn = Text.from_ansi(text)
        self.console.print(drawn if self.console.is_terminal else drawn.plain.rstrip(), soft_wrap=True)

    def note(self, text: str) -> None:
        """Print a line to standard error."""
        self.tell(text, aside=True)

    def warn(self, text: str) -> None:
        """Print a warning to standard error."""
        self.tell(text, "yellow", aside=True)

    def json(self, value: object) -> None:
        """Print a value as JSON. What JSON has no number for is null, moments are ISO 8601."""
        # Where the output is no UTF-8, as in a pipe on Windows, plain ASCII arrives all the same.
        ascii_only = sys.stdout.encoding.lower().replace("-", "") != "utf8"
        text = json.dumps(plain(value), indent=2, ensure_ascii=ascii_only, allow_nan=False)
        sys.stdout.write(f"{_NOT_ASCII.sub(_json_escape, text)}\n")

    def data(self, data: Data, **more: object) -> None:
        """Print all of a table as JSON: its rows, the units of its columns, and what else is named."""
        self.json({"rows": rows_of(data), "units": data.units, **more})

    def rows(self, rows: Sequence[T], shows: Sequence[Show[T]], empty: str = "Nothing.") -> None:
        """Print a table for people, with as many of its columns as there is room for.

        Args:
            rows: The rows.
            shows: The columns.
            empty: What is said where there are no rows.
        """
        if not rows:
            self.say(empty)
            return
        cells = [[_cell(show.value(row), show) for row in rows] for show in shows]
        kept = _fitting(shows, cells, self.width)
        table = Table(
            header_style="bold",
            footer_style="bold",
            box=None,
            padding=(0, _GAP, 0, 0),
            pad_edge=False,
            show_footer=any(show.footer for show in shows),
        )
        for place in kept:
            show = shows[place]
            right = all(_is_number(show.value(row)) for row in rows)
            table.add_column(
                Text(show.heading),
                footer=Text(show.footer),
                justify="right" if right else "left",
                no_wrap=True,
                overflow="ellipsis",
            )
        for number in range(len(rows)):
            table.add_row(*(cells[place][number] for place in kept))
        self._table(table)
        left_out = [show.heading for place, show in enumerate(shows) if place not in kept]
        if left_out:
            self.say(f"In a wider window also: {', '.join(left_out)}.", "dim")

    def facts(self, facts: Mapping[str, object], title: str = "") -> None:
        """Print names and values below each other, without those that are not there."""
        if title:
            self.say(title, "bold")
        table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        table.add_column(style="dim", no_wrap=True)
        table.add_column()
        for name, value in facts.items():
            if value not in (None, ""):
                table.add_row(Text(in_a_line(name)), Text(_words(value, None)))
        self._table(table)

    def _table(self, table: Table) -> None:
        if self.console.is_terminal:
            self.console.print(table)
            return
        with self.console.capture() as drawn:
            self.console.print(table)
        # Cells are filled up with blanks, which are nothing but a nuisance in a file.
        sys.stdout.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))

    @contextmanager
    def progress(self, label: str, counted: str = "") -> Iterator[Callable[[int, int], None]]:
        """Show how far something is while a block runs, where somebody watches.

        Args:
            label: What is under way.
            counted: What is counted, to show how many of them are done in a second; empty to leave that out.
        """
        if self.as_json or not self._errors.is_terminal:
            yield lambda done, total: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        rate = (_rate(counted),) if counted else ()
        columns = (TextColumn(label), BarColumn(30), MofNCompleteColumn(), *rate, TimeRemainingColumn())
        with Progress(*columns, console=self._errors, transient=True) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _rate(counted: str) -> ProgressColumn:
    """A column of progress that shows how many are done in a second."""
    from rich.progress import ProgressColumn, Task

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f} {counted}/s" if task.speed else "")

    return Rate()


def plain(value: object) -> Any:
    """A value as JSON has it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


def rows_of(data: Data) -> list[dict[str, object]]:
    """The rows of a table as dicts."""
    names = [column.name for column in data.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*(one.cells() for one in data.columns), strict=True)]


def first_row(data: Data) -> dict[str, object]:
    """The one row of a table."""
    return next(iter(rows_of(data)), {})


def _told_width() -> bool:
    return os.environ.get("COLUMNS", "").isdecimal()


def _fitting(shows: Sequence[Show[T]], cells: Sequence[Sequence[Text]], width: int) -> list[int]:
    """Places of the columns that there is room for, those with the lowest ranks first."""
    left = width + _GAP
    kept: list[int] = []
    for place in sorted(range(len(shows)), key=lambda place: (shows[place].rank, place)):
        show = shows[place]
        needed = max([len(show.heading), len(show.footer), *(cell.cell_len for cell in cells[place])]) + _GAP
        if needed <= left or not kept:
            kept.append(place)
            left -= needed
    return sorted(kept)


def _cell(value: object, show: Show[T]) -> Text:
    words = _words(value, show.digits)
    if show.trimmed and "." in words and isinstance(value, float):
        words = words.rstrip("0").rstrip(".")
    return Text(words, style=show.style(value) or "")


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
        return _figure(value, digits) if math.isfinite(value) else _NOTHING
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return f"{value:%Y-%m-%d %H:%M} (zone unknown)"
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return in_a_line(str(value))


def _json_escape(found: re.Match[str]) -> str:
    """A character as JSON escapes it if a terminal would act on it, or if UTF-8 has no bytes for it."""
    return json.dumps(found[0])[1:-1] if is_invisible(found[0]) else found[0]


def _figure(value: float, digits: int | None) -> str:
    """A number; where nobody says how many digits it has, as many as it was written with, up to ten in all."""
    if digits is None:
        return f"{value:,.10g}"
    return f"{value:,.{digits}f}"
