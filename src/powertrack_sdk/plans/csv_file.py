"""Rows of a plan from a spreadsheet that was saved as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from attrs import frozen

from powertrack_api.decoding import JsonValue
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.plans.cells import Reader, reader_for
from powertrack_sdk.plans.rows import NAMING, Request, Row, refuse
from powertrack_sdk.writes import nearest
from powertrack_sdk.writes.documents import document

_DELIMITERS = ",;\t"
_NAMING = frozenset(NAMING[:-1])
"""Headings of columns that name targets by themselves."""
_NAMED_DELIMITER = re.compile(r"sep=([,;\t])[ \t]*(?:\r\n?|\n)", re.IGNORECASE)
"""The first line by which spreadsheets tell each other what parts the cells."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@frozen
class Sheet:
    """A spreadsheet.

    Attributes:
        rows: Its rows, of which empty cells are left out. All values are text still.
        decimal_comma: Whether numbers may have a comma for the decimal point, as where semicolons part the cells.
    """

    rows: tuple[Row, ...]
    decimal_comma: bool


@frozen
class _Line:
    """A row with its number, the number of the line at which it ends, and its cells up to the last that is filled."""

    number: int
    ends: int
    cells: list[str]

    def __str__(self) -> str:
        return f"row {self.number}" if self.ends == self.number else f"row {self.number} (up to line {self.ends})"


def read_csv(path: Path) -> Sheet:
    """Read a CSV file.

    It may begin with a byte order mark, and be parted by commas, semicolons or tabs, whichever makes the most of its
    headings, or by what its first line names, as in `sep=;`. Without a mark it is UTF-8, or else the Western code page
    of Windows. Rows are numbered as in a
    spreadsheet: lines within quotes count as one row, and blank rows count. What is empty at the end of a row is passed
    over.

    Raises:
        ConfigurationError: It cannot be read.
        ValidationError: It is no table: no heading, a heading twice, a row with more cells than headings. All faults
            are told.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    text = _decoded(content, path)
    named = _NAMED_DELIMITER.match(text)
    delimiter = named[1] if named is not None else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = [_Line(number, reader.line_num, _filled(cells)) for number, cells in enumerate(reader, start=1)]
    except csv.Error as error:
        raise ValidationError(f"{path}, line {reader.line_num}: {error}") from None
    filled = [line for line in table[1 if named is not None else 0 :] if line.cells]
    if not filled:
        raise ValidationError(f"{path} is empty; its first row has to name the columns")
    headings = [heading.strip() for heading in filled[0].cells]
    _check_headings(headings, path)
    return Sheet(tuple(_rows(headings, filled[1:], path)), decimal_comma=delimiter == ";")


def convert(requests: list[Request], sheet: Sheet) -> None:
    """Give the cells of a spreadsheet the types of their fields.

    Raises:
        ValidationError: A column names no field, or a cell does not fit. All faults are told, with row and column.
    """
    readers: dict[tuple[str, str], Reader | None] = {}
    problems: list[str] = []
    for request in requests:
        whole = document(request.document)
        for name, cell in request.patch.items():
            column = request.document, name
            if column not in readers:
                try:
                    readers[column] = reader_for(name, whole.shape, decimal_comma=sheet.decimal_comma)
                except KeyError:
                    readers[column] = None
                    near = nearest.told(name.rpartition(".")[2], name.rpartition(".")[0], [], whole)
                    problems.append(f"{request.told_by[name]}, column {name}: {whole.name} has no such field{near}")
            read = readers[column]
            if read is not None:
                try:
                    request.patch[name] = read(str(cell))
                except ValueError as error:
                    problems.append(f"{request.told_by[name]}, column {name}: {error}")
    refuse(problems)


def _decoded(content: bytes, path: Path) -> str:
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise ValidationError(f"{path} cannot be read as {encoding}") from None
        if _is_damaged(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise ValidationError(
                f"{path}, line {line}: the byte {content[error.start]:#04x} is damaged; all else is UTF-8"
            ) from None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise ValidationError(
            f"{path} is neither UTF-8 nor of the Western code page of Windows; save it as UTF-8"
        ) from None


def _is_damaged(content: bytes) -> bool:
    """Whether it is UTF-8 but for some bytes: in Western texts of other encodings hardly a letter looks like that."""
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return damaged <= sum(character > "\x7f" for character in text) - damaged


def _delimiter(text: str) -> str:
    """What parts the cells: where a heading names targets, and else where there are the most headings."""
    return max(_DELIMITERS, key=lambda delimiter: _headings_found(text, delimiter))


def _headings_found(text: str, delimiter: str) -> tuple[bool, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        headings = next(({cell.strip() for cell in cells} for cells in reader if _filled(cells)), set())
    except csv.Error:
        return False, 0
    return not headings.isdisjoint(_NAMING), len(headings)


def _filled(cells: list[str]) -> list[str]:
    """Cells without the empty ones at their end."""
    last = next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)
    return cells[:last]


def _check_headings(headings: list[str], path: Path) -> None:
    problems = [f"{path}: column {place} has no heading" for place, name in enumerate(headings, 1) if not name]
    twice = [name for name, count in Counter(headings).items() if count > 1 and name]
    problems += [f"{path}: the heading {name} stands more than once" for name in twice]
    if _NAMING.isdisjoint(headings):
        problems.append(f"{path}: no column names the targets; give one of {', '.join(NAMING[:-1])}")
    refuse(problems)


def _rows(headings: list[str], lines: list[_Line], path: Path) -> list[Row]:
    rows: list[Row] = []
    problems: list[str] = []
    for line in lines:
        if len(line.cells) > len(headings):
            problems.append(f"{path}: {line} has {len(line.cells)} cells, but there are {len(headings)} columns")
            continue
        told = zip(headings, line.cells, strict=False)  # cells that are empty at the end are not there
        filled: dict[str, JsonValue] = {name: cell for name, cell in told if cell.strip()}
        names = {name: value for name, value in filled.items() if name in NAMING}
        changes = {name: value for name, value in filled.items() if name not in NAMING}
        if changes:
            rows.append(Row(str(line), names, changes))
    refuse(problems)
    return rows
