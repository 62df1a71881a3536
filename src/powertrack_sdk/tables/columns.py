"""Tables by column, the source of data frames and HTML."""

from __future__ import annotations

from abc import ABC, abstractmethod
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
    """A column of a table. Missing values are None for any kind; NaN is a value, equal to itself.

    Attributes:
        name: Its unique name.
        kind: The type of its values: a `number` is a float, a `flag` a bool, a `day` a date. Moments are integers of
            microseconds since 1970: an `instant` in UTC, a `local` moment in local time.
        values: Its values.
        unit: Their unit; empty if they have none or it is unknown.
        zone: Name of the time zone to show an `instant` in.
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
        """Whether it has no values other than empty texts."""
        return all(value is None or value == "" for value in self.values)

    def cells(self) -> Iterator[Value]:
        """Return its values, moments as datetimes."""
        if self.kind == "local":
            return (_clock(value) for value in self.values)
        if self.kind == "instant":
            place = zone(self.zone)
            return (moment and moment.replace(tzinfo=UTC).astimezone(place) for moment in map(_clock, self.values))
        return iter(self.values)


class Tabular(ABC):
    """A result that can become a table: a data frame, or HTML in a notebook."""

    __slots__ = ()

    @abstractmethod
    def table(self) -> Table:
        """Return the result as a table, with units."""

    def to_pandas(self) -> pd.DataFrame:
        """Return the result as a pandas DataFrame.

        Returns:
            Numbers are `float64` with NaN for missing ones, integers `Int64`, flags `boolean`, texts `string`, days
            `datetime64[s]`, moments `datetime64[us]` with their time zone. `attrs["units"]` has the units by column.

        Raises:
            ConfigurationError: pandas is not installed.
        """
        from powertrack_sdk.tables import frames

        return frames.to_pandas(self.table())

    def to_polars(self) -> pl.DataFrame:
        """Return the result as a polars DataFrame.

        Returns:
            Missing values are null; NaN is kept. Moments are `Datetime("us")` with their time zone. Units are in
            `table().units`, because polars has no place for them.

        Raises:
            ConfigurationError: polars is not installed.
        """
        from powertrack_sdk.tables import frames

        return frames.to_polars(self.table())

    def to_arrow(self) -> pa.Table:
        """Return the result as an Arrow table.

        Returns:
            Missing values are null; NaN is kept. Moments are `timestamp[us]` with their time zone. The metadata of a
            field has its unit: `{b"unit": b"kW"}`.

        Raises:
            ConfigurationError: pyarrow is not installed.
        """
        from powertrack_sdk.tables import frames

        return frames.to_arrow(self.table())

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


@frozen(kw_only=True)
class Table(Tabular):
    """Columns of equal length.

    Attributes:
        title: Its heading.
        columns: Its columns.
        index: Name of the index column of a pandas DataFrame; None for row numbers.
    """

    title: str
    columns: tuple[Column, ...]
    index: str | None = None

    @property
    def units(self) -> dict[str, str]:
        """Units by column name, spelt as in the reference: `kW`, `W/m2`."""
        return {column.name: column.unit for column in self.columns if column.unit}

    def __len__(self) -> int:
        return len(self.columns[0].values) if self.columns else 0

    def table(self) -> Table:
        """Return itself."""
        return self

    def _repr_html_(self) -> str:
        """Return HTML without empty columns, except for charts, where each column is a device."""
        from powertrack_core import notebook

        shown = [column for column in self.columns if self.index is not None or not column.is_empty]
        headings = [notebook.heading(column.name, column.unit) for column in shown]
        caption = f"{self.title}: {len(self)} row{'' if len(self) == 1 else 's'}"
        return notebook.grid(caption, headings, zip(*(column.cells() for column in shown), strict=True), len(self))


def microseconds(moment: datetime) -> int:
    """Return the microseconds since 1970 of an aware moment in UTC, or of a naive one in its own time."""
    clock = moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    return (clock - _EPOCH) // _MICROSECOND


def distinct(names: Iterable[str]) -> list[str]:
    """Make names unique: repeated ones get a number, such as `Power 2`."""
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
