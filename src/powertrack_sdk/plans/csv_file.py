"""Rows of a plan from a spreadsheet that was saved as CSV."""

from __future__ import annotations

import csv
import io
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


def read_csv(path: Path) -> Sheet:
    """Read a CSV file.

    It may begin with a byte order mark, and be parted by commas, semicolons or tabs, whichever its first line has most
    of. Lines within quotes count as one row.

    Raises:
        ConfigurationError: It cannot be read.
        ValidationError: It is no table: no heading, a heading twice, a row with more cells than headings.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror})") from error
    text = _decoded(content, path)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise ValidationError(f"{path}, line {reader.line_num}: {error}") from None
    if not table:
        raise ValidationError(f"{path} is empty; its first row has to name the columns")
    headings = [heading.strip() for heading in table[0][1]]
    _check_headings(headings, path)
    return Sheet(tuple(_rows(headings, table[1:])), decimal_comma=delimiter == ";")


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
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise ValidationError(f"{path} cannot be read as {encoding}") from None
    return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    counts = Counter(character for character in heading if character in _DELIMITERS)
    return max(_DELIMITERS, key=lambda delimiter: counts[delimiter])


def _check_headings(headings: list[str], path: Path) -> None:
    problems = [f"{path}: column {place} has no heading" for place, name in enumerate(headings, 1) if not name]
    twice = [name for name, count in Counter(headings).items() if count > 1 and name]
    problems += [f"{path}: the heading {name} stands more than once" for name in twice]
    if not set(headings) & set(NAMING[:-1]):
        problems.append(f"{path}: no column names the targets; give one of {', '.join(NAMING[:-1])}")
    refuse(problems)


def _rows(headings: list[str], table: list[tuple[int, list[str]]]) -> list[Row]:
    rows: list[Row] = []
    problems: list[str] = []
    for number, (line, cells) in enumerate(table, start=2):
        place = f"row {number}" if line == number else f"row {number} (up to line {line})"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(headings):
            problems.append(f"{place} has {len(cells)} cells, but there are {len(headings)} columns")
            continue
        filled: dict[str, JsonValue] = {name: cell for name, cell in zip(headings, cells, strict=False) if cell.strip()}
        names = {name: value for name, value in filled.items() if name in NAMING}
        changes = {name: value for name, value in filled.items() if name not in NAMING}
        if changes:
            rows.append(Row(place, names, changes))
    refuse(problems)
    return rows
