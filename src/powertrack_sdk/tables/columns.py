"""A table by its columns, from which data frames and HTML are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import astuple, field, frozen

from powertrack_core.model import equal
from powertrack_sdk.zones import zone

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Kind: TypeAlias = Literal["number", "integer", "flag", "text", "day", "instant", "local"]
Value: TypeAlias = "float | int | bool | str | date | None"

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


@frozen(kw_only=True)
class Column:
    """One column of a table. A value that is missing is None in a column of any kind; NaN is a value, equal to itself.

    Attributes:
        name: Its name, which no other column of the table has.
        kind: What its values are: a `number` is a float, a `flag` a bool, a `day` a date. Moments are whole numbers of
            microseconds since 1970, of an `instant` in UTC, of a `local` time by the clock on the wall.
        values: Its values.
        unit: Their unit; empty where they have none or nobody knows it.
        zone: Name of the time zone in which an `instant` is shown.
    """

    name: str
    kind: Kind
    values: Sequence[Value] = field(repr=False)
    unit: str = ""
    zone: str = "UTC"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Column):
            return NotImplemented
        return equal(astuple(self, recurse=False), astuple(other, recurse=False))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to look at."""
        return all(value is None or value == "" for value in self.values)

    def cells(self) -> Iterator[Value]:
        """Its values as people read them, moments as dates with times."""
        if self.kind == "local":
            return (_clock(value) for value in self.values)
        if self.kind == "instant":
            place = zone(self.zone)
            return (moment and moment.replace(tzinfo=UTC).astimezone(place) for moment in map(_clock, self.values))
        return iter(self.values)


@frozen(kw_only=True)
class Table:
    """Columns of equal length.

    Attributes:
        title: What is in it, in a few words.
        columns: Its columns.
        index: Name of the column that is the index of a pandas DataFrame; None for a plain count of rows.
    """

    title: str
    columns: tuple[Column, ...]
    index: str | None = None

    @property
    def units(self) -> dict[str, str]:
        """Units by the name of the column, of those that have one. They are spelt as in the reference: `kW`, `W/m2`."""
        return {column.name: column.unit for column in self.columns if column.unit}

    def __len__(self) -> int:
        return len(self.columns[0].values) if self.columns else 0

    def to_pandas(self) -> pd.DataFrame:
        """The table as a pandas DataFrame; see `Tabular.to_pandas`."""
        from powertrack_sdk.tables import frames

        return frames.to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """The table as a polars DataFrame; see `Tabular.to_polars`."""
        from powertrack_sdk.tables import frames

        return frames.to_polars(self)

    def to_arrow(self) -> pa.Table:
        """The table as an Arrow table; see `Tabular.to_arrow`."""
        from powertrack_sdk.tables import frames

        return frames.to_arrow(self)

    def _repr_html_(self) -> str:
        """The table in HTML, without columns that hold nothing; those of a chart all stay, as each is a device."""
        from powertrack_core import notebook

        shown = [column for column in self.columns if self.index is not None or not column.is_empty]
        headings = [notebook.heading(column.name, column.unit) for column in shown]
        caption = f"{self.title}: {len(self)} row{'' if len(self) == 1 else 's'}"
        return notebook.grid(caption, headings, zip(*(column.cells() for column in shown), strict=True), len(self))


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970: of an aware moment in UTC, of a naive one by its own clock."""
    clock = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    return (clock - _EPOCH) // _MICROSECOND


def distinct(names: Iterable[str]) -> list[str]:
    """Names of which none is there twice: what comes again gets a number, as in `Power`, `Power 2`."""
    found: dict[str, None] = {}
    for name in names:
        choice, number = name, 1
        while choice in found:
            number += 1
            choice = f"{name} {number}"
        found[choice] = None
    return list(found)


def _clock(value: Value) -> datetime | None:
    return _EPOCH + value * _MICROSECOND if isinstance(value, int) else None
