"""Rows of a plan from a spreadsheet that was saved as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.foreign import from_spreadsheet
from powertrack_sdk.plans.cell_values import Decimals, is_error_value, trimmed
from powertrack_sdk.plans.cells import Reader, reader_for
from powertrack_sdk.plans.file_text import text_of_file
from powertrack_sdk.plans.rows import NAMING, Request, Row, refuse
from powertrack_sdk.writes import nearest
from powertrack_sdk.writes.documents import spec_of

_DELIMITERS = ",;\t"
_NAMING = frozenset(NAMING[:-1])
"""Headings of columns that name targets by themselves."""
_NAMED_DELIMITER = re.compile(r"sep=([,;\t])[ \t]*(?:\r\n?|\n)", re.IGNORECASE)
"""The first line by which some spreadsheets name the delimiter."""
_DECIMALS = {",": Decimals.POINT, ";": Decimals.COMMA, "\t": Decimals.EITHER}
"""The decimal separator, by delimiter: a comma cannot be both."""
_HEADINGS = {name.casefold(): name for name in NAMING}


@frozen
class Sheet:
    """A spreadsheet.

    Attributes:
        rows: Its rows, of which empty cells are left out. All values are text still.
        decimals: Which character stands before the decimals of numbers.
        problems: Faults of single rows and cells; these are left out.
        warnings: Guesses.
    """

    rows: tuple[Row, ...]
    decimals: Decimals
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_csv(path: Path, encoding: str | None = None) -> Sheet:
    """Read a CSV file.

    It may begin with a byte order mark, and be parted by commas, semicolons or tabs, whichever makes the most of its
    headings, or by what its first line names, as in `sep=;`. Rows are numbered as in a spreadsheet: lines within quotes
    count as one row, and blank rows count. Empty cells at the end of a row are passed over.

    Args:
        path: The file.
        encoding: Its encoding. By default UTF-8, UTF-16, UTF-32, or a code page of Windows if it is clear which.

    Raises:
        ConfigurationError: It cannot be read.
        ValidationError: It is another kind of file, its encoding is not clear, or it has no usable headings.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    warnings: list[str] = []
    text = text_of_file(content, path, encoding, warnings)
    named = _NAMED_DELIMITER.match(text)
    delimiter = named[1] if named is not None else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = [
            (_place(number, reader.line_num), _filled([*map(from_spreadsheet, cells)]))
            for number, cells in enumerate(reader, start=1)
        ]
    except csv.Error as error:
        raise ValidationError(f"{path}, line {reader.line_num}: {error}") from None
    filled = [(place, cells) for place, cells in table[1 if named is not None else 0 :] if cells]
    if not filled:
        raise ValidationError(f"{path} is empty; its first row has to name the columns")
    headings = [_heading(cell) for cell in filled[0][1]]
    _check_headings(headings, path)
    problems: list[str] = []
    rows = _rows(headings, filled[1:], path, problems)
    return Sheet(tuple(rows), _DECIMALS[delimiter], tuple(problems), tuple(warnings))


def convert(requests: list[Request], sheet: Sheet) -> list[str]:
    """Convert cells to the types of their fields, and leave out those that do not fit.

    Returns:
        Faults of cells and columns, each with its row and column.
    """
    readers: dict[tuple[str, str], Reader | None] = {}
    problems: list[str] = []
    for request in requests:
        whole = spec_of(request.document)
        read_cells: JsonObject = {}
        for name, cell in request.patch.items():
            column = request.document, name
            if column not in readers:
                try:
                    readers[column] = reader_for(name, whole.shape, sheet.decimals)
                except KeyError:
                    readers[column] = None
                    near = nearest.suggestion(name.rpartition(".")[2], name.rpartition(".")[0], [], whole)
                    problems.append(f"{request.place_of[name]}, column {name}: {whole.name} has no such field{near}")
            read = readers[column]
            if read is not None:
                try:
                    read_cells[name] = read(str(cell))
                except ValueError as error:
                    problems.append(f"{request.place_of[name]}, column {name}: {error}")
        request.patch = read_cells
    return problems


def _place(number: int, ends: int) -> str:
    """Place of a row, as people look for it: its number, and the line at which it ends if that is another."""
    return f"row {number}" if ends == number else f"row {number} (up to line {ends})"


def _heading(cell: str) -> str:
    """A heading. Those that name targets may be written as `Key`, `SITE KEY` or `site_key`."""
    text = trimmed(cell)
    return _HEADINGS.get(re.sub("[ _-]", "", text).casefold(), text)


def _delimiter(text: str) -> str:
    """The delimiter: one by which a heading names targets, or else the one with the most headings."""
    return max(_DELIMITERS, key=lambda delimiter: _headings_found(text, delimiter))


def _headings_found(text: str, delimiter: str) -> tuple[bool, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        headings = next(({_heading(cell) for cell in cells} for cells in reader if _filled(cells)), set())
    except csv.Error:
        return False, 0
    return not headings.isdisjoint(_NAMING), len(headings)


def _filled(cells: list[str]) -> list[str]:
    """Cells without the empty ones at their end."""
    last = next((place for place in range(len(cells), 0, -1) if trimmed(cells[place - 1])), 0)
    return cells[:last]


def _check_headings(headings: list[str], path: Path) -> None:
    problems = [f"{path}: column {place} has no heading" for place, name in enumerate(headings, 1) if not name]
    twice = [name for name, count in Counter(headings).items() if count > 1 and name]
    problems += [f"{path}: the heading {name} stands more than once" for name in twice]
    if len(headings) == 1 and any(delimiter in headings[0] for delimiter in _DELIMITERS):
        problems.append(
            f"{path}: each row is a single cell, {headings[0][:40]!r}, because the whole row is in quotes; remove the"
            " quotes around the rows, or save the file again from a spreadsheet with one value in each cell"
        )
    elif _NAMING.isdisjoint(headings):
        found = ", ".join(repr(name[:40]) for name in headings[:5])
        problems.append(
            f"{path}: no column names the targets; give one of {', '.join(NAMING[:-1])}. The first row that is not"
            f" blank has the headings {found}; commas, semicolons or tabs separate them"
        )
    refuse(problems)


def _rows(headings: list[str], lines: list[tuple[str, list[str]]], path: Path, problems: list[str]) -> list[Row]:
    rows: list[Row] = []
    for place, cells in lines:
        if len(cells) > len(headings):
            problems.append(f"{path}: {place} has {len(cells)} cells, but there are {len(headings)} columns")
            continue
        # Empty cells at the end are left out.
        filled = {name: cell for name, cell in zip(headings, cells, strict=False) if trimmed(cell)}
        faulty = [name for name, cell in filled.items() if is_error_value(cell)]
        problems += [
            f"{place}, column {name}: {trimmed(filled[name])} is an error value of the spreadsheet, or a column too"
            " narrow; mend the cell and save the file again"
            for name in faulty
        ]
        names: dict[str, JsonValue] = {name: trimmed(cell) for name, cell in filled.items() if name in NAMING}
        changes: dict[str, JsonValue] = {
            name: cell for name, cell in filled.items() if name not in NAMING and name not in faulty
        }
        if changes and not any(name in NAMING for name in faulty):
            rows.append(Row(place, names, changes))
    return rows
