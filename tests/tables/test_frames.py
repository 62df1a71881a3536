"""A table keeps its values in every library."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk.tables.columns import Column, Kind, Table, Value, microseconds

ZONES = ["UTC", "US/Eastern", "Asia/Kolkata", "Australia/Lord_Howe"]
SECOND = 1_000_000
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(microseconds)
VALUES: dict[Kind, st.SearchStrategy[Value]] = {
    "number": st.floats(),
    "integer": st.integers(-(2**63) + 1, 2**63 - 1),
    "flag": st.booleans(),
    "text": st.text(),
    "day": st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    "instant": moments,
    "local": moments,
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    names = draw(st.lists(st.text(min_size=1), min_size=1, max_size=5, unique=True))
    height = draw(st.integers(0, 4))
    columns = []
    for name in names:
        kind = draw(st.sampled_from(list(VALUES)))
        values = draw(st.lists(st.none() | VALUES[kind], min_size=height, max_size=height))
        zone = draw(st.sampled_from(ZONES)) if kind == "instant" else "UTC"
        columns.append(Column(name=name, kind=kind, values=values, unit=draw(st.sampled_from(["", "kW"])), zone=zone))
    return Table(title="Any", columns=tuple(columns))


def same(found: object, expected: object) -> bool:
    """Whether two values are the same, of the same type; NaN is the same as NaN."""
    if isinstance(expected, float) and math.isnan(expected):
        return isinstance(found, float) and math.isnan(found)
    return type(found) is type(expected) and found == expected


def as_value(column: Column, found: Any) -> Value:
    """What a library gives, as columns hold it."""
    if column.kind in ("instant", "local") and found is not None:
        assert (found.tzinfo is None) == (column.kind == "local")
        return microseconds(found)
    value: Value = found
    return value


def from_pandas(column: Column, found: Any) -> Value:
    """What pandas gives, as columns hold it. A number that is missing is NaN there."""
    if column.kind == "number":
        return float(found)
    if found is pd.NaT or found is pd.NA:
        return None
    if column.kind == "day":
        assert found == found.normalize()
        day: date = found.date()
        return day
    if column.kind in ("instant", "local"):
        return as_value(column, found.to_pydatetime())
    plain: Value = {"integer": int, "flag": bool, "text": str}[column.kind](found)
    return plain


@given(tables())
def test_pandas_keeps_values(table: Table) -> None:
    frame = table.to_pandas()

    assert frame.columns.tolist() == [column.name for column in table.columns]
    assert frame.attrs == {"units": table.units}
    for column in table.columns:
        wanted = [math.nan if value is None and column.kind == "number" else value for value in column.values]
        found = [from_pandas(column, value) for value in frame[column.name]]
        assert len(found) == len(wanted)
        assert all(map(same, found, wanted)), (found, wanted)


@given(tables())
def test_polars_keeps_values(table: Table) -> None:
    frame = table.to_polars()

    assert frame.columns == [column.name for column in table.columns]
    for column in table.columns:
        found = [as_value(column, value) for value in frame[column.name].to_list()]
        assert len(found) == len(column.values)
        assert all(map(same, found, column.values)), (found, column.values)


@given(tables())
def test_arrow_keeps_values(table: Table) -> None:
    frame = table.to_arrow()

    assert frame.column_names == [column.name for column in table.columns]
    for column in table.columns:
        found = [as_value(column, value) for value in frame[column.name].to_pylist()]
        assert len(found) == len(column.values)
        assert all(map(same, found, column.values)), (found, column.values)
        unit = {b"unit": column.unit.encode()} if column.unit else None
        assert frame.schema.field(column.name).metadata == unit


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), st.sampled_from(ZONES))
def test_moments_become_whole_microseconds(clock: datetime, zone: str) -> None:
    assert datetime(1970, 1, 1) + timedelta(microseconds=microseconds(clock)) == clock

    aware = clock.replace(tzinfo=ZoneInfo(zone))
    assert datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds(aware)) == aware.astimezone(UTC)


EVERY_KIND = Table(
    title="Every kind",
    columns=tuple(
        Column(name=kind, kind=kind, values=[None], zone="US/Eastern" if kind == "instant" else "UTC")
        for kind in VALUES
    ),
)


def test_types_where_nothing_is_known() -> None:
    assert EVERY_KIND.to_pandas().dtypes.astype(str).to_dict() == {
        "number": "float64",
        "integer": "Int64",
        "flag": "boolean",
        "text": "string",
        "day": "datetime64[s]",
        "instant": "datetime64[us, US/Eastern]",
        "local": "datetime64[us]",
    }
    assert EVERY_KIND.to_polars().schema == {
        "number": pl.Float64(),
        "integer": pl.Int64(),
        "flag": pl.Boolean(),
        "text": pl.String(),
        "day": pl.Date(),
        "instant": pl.Datetime("us", "US/Eastern"),
        "local": pl.Datetime("us"),
    }
    assert {field.name: field.type for field in EVERY_KIND.to_arrow().schema} == {
        "number": pa.float64(),
        "integer": pa.int64(),
        "flag": pa.bool_(),
        "text": pa.string(),
        "day": pa.date32(),
        "instant": pa.timestamp("us", tz="US/Eastern"),
        "local": pa.timestamp("us"),
    }


def test_arrow_leads_to_the_others() -> None:
    table = Table(title="Any", columns=(Column(name="a", kind="number", values=[1.0, None, math.nan]),))

    assert pl.DataFrame(table.to_arrow()).equals(table.to_polars())
    assert table.to_arrow().to_pandas()["a"].tolist()[0] == 1.0


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar(year: int) -> None:
    moment = microseconds(datetime(year, 6, 1))
    table = Table(
        title="Any",
        columns=(
            Column(name="instant", kind="instant", values=[moment], zone="US/Eastern"),
            Column(name="local", kind="local", values=[moment]),
            Column(name="day", kind="day", values=[date(year, 6, 1)]),
        ),
    )
    assert table.to_pandas()["local"].tolist() == [pd.Timestamp(datetime(year, 6, 1)).as_unit("us")]
    assert table.to_pandas()["instant"].dt.year.tolist() == [year]
    assert table.to_polars()["instant"].dt.year().to_list() == [year]
    assert str(year) in table._repr_html_()
