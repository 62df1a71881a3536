"""What commands print: tables for people, JSON for machines, progress for those who wait."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from typing import Any, Generic, TypeVar

from attrs import field, frozen
from rich.console import Console
from rich.table import Table
from rich.text import Text

from powertrack_sdk.tables.columns import Table as Data

T = TypeVar("T")

_NOTHING = "-"
# A pipe has no width. Rows stay whole there, however long they are.
_WIDTH_OF_A_PIPE = 10_000


@frozen(kw_only=True)
class Show(Generic[T]):
    """A column of a table for people.

    Attributes:
        heading: What stands above it, with the unit.
        value: What it shows of a row.
        digits: Digits after the decimal point of a number.
        style: Colour of a cell by its value; None for the usual one.
        rank: Where there is no room for all, columns with higher ranks are left out first.
        footer: What stands below it.
    """

    heading: str
    value: Callable[[T], object]
    digits: int = 0
    style: Callable[[Any], str | None] = field(default=lambda _: None)
    rank: int = 0
    footer: str = ""


class Printer:
    """Prints to standard output what a command found, and to standard error how far it is.

    Args:
        as_json: Whether results are printed for machines.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        piped = not sys.stdout.isatty()
        self.console = Console(highlight=False, width=_WIDTH_OF_A_PIPE if piped and not _told_width() else None)
        self._errors = Console(stderr=True, highlight=False)

    def say(self, text: str = "", style: str | None = None) -> None:
        """Print a line for people; machines do not get it."""
        if not self.as_json:
            self.console.print(Text(text, style=style or ""), soft_wrap=True)

    def tell(self, text: str, style: str | None, *, aside: bool) -> None:
        """Print a line for people, to standard error where standard output is for machines."""
        (self._errors if aside else self.console).print(Text(text, style=style or ""), soft_wrap=True)

    def drawing(self, text: str) -> None:
        """Print something drawn with the codes of a terminal; where there is no terminal, without its colours."""
        drawn = Text.from_ansi(text)
        self.console.print(drawn if self.console.is_terminal else drawn.plain.rstrip(), soft_wrap=True)

    def note(self, text: str) -> None:
        """Print a line to standard error."""
        self.tell(text, None, aside=True)

    def json(self, value: object) -> None:
        """Print a value as JSON. What JSON has no number for is null, moments are ISO 8601."""
        json.dump(plain(value), sys.stdout, indent=2, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")

    def data(self, data: Data) -> None:
        """Print all of a table as JSON: its rows, and the units of its columns."""
        names = [column.name for column in data.columns]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*(one.cells() for one in data.columns), strict=True)]
        self.json({"rows": rows, "units": data.units})

    def rows(self, rows: Sequence[T], shows: Sequence[Show[T]], title: str = "", empty: str = "Nothing.") -> None:
        """Print a table for people, with as many of its columns as there is room for.

        Args:
            rows: The rows.
            shows: The columns.
            title: What stands above it.
            empty: What is said where there are no rows.
        """
        if title:
            self.say(title, "bold")
        if not rows:
            self.say(empty)
            return
        cells = [[_cell(show.value(row), show) for row in rows] for show in shows]
        kept = _fitting(shows, cells, self.console.width)
        table = Table(
            header_style="bold", box=None, padding=(0, 2, 0, 0), show_footer=any(show.footer for show in shows)
        )
        for place in kept:
            show = shows[place]
            right = all(_is_number(show.value(row)) for row in rows)
            table.add_column(
                show.heading,
                footer=show.footer,
                justify="right" if right else "left",
                no_wrap=True,
                overflow="ellipsis",
            )
        for number in range(len(rows)):
            table.add_row(*(cells[place][number] for place in kept))
        self.console.print(table)

    def facts(self, facts: Mapping[str, object], title: str = "") -> None:
        """Print names and values below each other, without those that are not there."""
        if title:
            self.say(title, "bold")
        shown = {name: value for name, value in facts.items() if value not in (None, "")}
        width = max(map(len, shown), default=0)
        for name, value in shown.items():
            line = Text(f"{name:<{width}}  ", style="dim") + Text(_words(value, 3))
            self.console.print(line, soft_wrap=True)

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """Show how far something is while a block runs, where somebody watches."""
        if self.as_json or not self._errors.is_terminal:
            yield lambda done, total: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn(label), BarColumn(30), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._errors, transient=True) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


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


def _told_width() -> bool:
    import os

    return os.environ.get("COLUMNS", "").isdecimal()


def _fitting(shows: Sequence[Show[T]], cells: Sequence[Sequence[Text]], width: int) -> list[int]:
    """Places of the columns that there is room for."""
    widths = [
        max([len(show.heading), len(show.footer), *(cell.cell_len for cell in column)]) + 2
        for show, column in zip(shows, cells, strict=True)
    ]
    kept = list(range(len(shows)))
    while len(kept) > 1 and sum(widths[place] for place in kept) > width:
        kept.remove(max(kept, key=lambda place: (shows[place].rank, place)))
    return kept


def _cell(value: object, show: Show[T]) -> Text:
    return Text(_words(value, show.digits), style=show.style(value) or "")


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def _words(value: object, digits: int) -> str:
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return value.name.replace("_", " ").lower()
    if isinstance(value, float):
        return f"{value:,.{digits}f}" if math.isfinite(value) else _NOTHING
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value)
