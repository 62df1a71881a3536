"""Writes tables as Parquet, CSV, and lines of JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date, datetime

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.export.parts import Format
from powertrack_sdk.foreign import BYTE_ORDER_MARK, for_spreadsheet
from powertrack_sdk.tables.columns import Table, Value

_NEEDS_QUOTES = frozenset(',"\r\n')


def check_installed(format: Format) -> None:  # noqa: A002
    """Check that the library of a format is installed.

    Raises:
        ConfigurationError: It is not.
    """
    if format != "parquet":
        return
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ConfigurationError(
            'Parquet needs pyarrow; install it with `pip install "powertrack-sdk[arrow]"`, or export csv or jsonl'
        ) from error


def encoded(table: Table, format: Format) -> bytes:  # noqa: A002
    """Return the content of the file of a table."""
    if format == "parquet":
        return _parquet(table)
    lines = _csv(table) if format == "csv" else _jsonl(table)
    return "".join(lines).encode("utf-8")


def _parquet(table: Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table.to_arrow(), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _csv(table: Table) -> Iterator[str]:
    """Give a line of names, then a line a row. A missing value is an empty cell, an empty text a pair of quotes.

    Excel reads UTF-8 correctly only if the file begins with a byte order mark. The `csv` module cannot distinguish
    missing values from empty texts before Python 3.12.
    """
    yield BYTE_ORDER_MARK + ",".join(_quoted(column.name) for column in table.columns) + "\n"
    for row in zip(*(column.cells() for column in table.columns), strict=True):
        yield ",".join(_cell(value) for value in row) + "\n"


def _jsonl(table: Table) -> Iterator[str]:
    """Give an object for each row. A missing value is null; NaN and infinity, which JSON lacks, are texts."""
    names = [column.name for column in table.columns]
    for row in zip(*(column.cells() for column in table.columns), strict=True):
        values = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        yield json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    plain = _plain(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return _quoted(plain) if isinstance(plain, str) else repr(plain)


def _quoted(text: str) -> str:
    text = for_spreadsheet(text)
    if text and not _NEEDS_QUOTES & set(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _plain(value: Value) -> bool | int | float | str | None:
    """Return a value as JSON has it."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, datetime):
        text = value.isoformat()
        return text.replace("+00:00", "Z") if value.tzinfo is not None else text
    return value.isoformat() if isinstance(value, date) else value
