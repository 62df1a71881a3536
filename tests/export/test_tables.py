"""Tables whose columns do not depend on what a site has, and files that keep every value."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_api.models.alert import Alert
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ChartData, Hardware, SiteOverview
from powertrack_sdk.export.data_sets import (
    alerts_table,
    charts_table,
    columns_of,
    hardware_table,
    registers_table,
    sites_table,
)
from powertrack_sdk.export.formats import encoded
from powertrack_sdk.export.parts import DATA_SETS, PARTITIONS, Part, months, place_of
from powertrack_sdk.foreign import from_spreadsheet
from powertrack_sdk.tables.columns import Column, Kind, Table, Value, microseconds
from tests.tables.test_frames import same, tables


def at(text: str) -> int:
    return microseconds(datetime.fromisoformat(text))


def column(table: Table, name: str) -> list[Value]:
    return next(list(one.values) for one in table.columns if one.name == name)


def kinds(table: Table) -> list[tuple[str, Kind, str]]:
    return [(one.name, one.kind, one.unit) for one in table.columns]


def chart(*series: JsonObject, **fields: JsonValue) -> ChartData:
    return ChartData.from_json({"series": [*series], **fields})


def line(name: str | None, *points: tuple[int, JsonValue], **fields: JsonValue) -> JsonObject:
    return {"name": name, "dataXy": [{"x": time, "y": value} for time, value in points], **fields}


ODD: list[JsonValue] = [
    None,
    5,
    -1.5,
    "NaN",
    "text",
    True,
    [1],
    {"a": 1},
    "2026-04-01T00:00:00",
    "2026-04-01T00:00:00Z",
]


@pytest.mark.filterwarnings("ignore:the time zone")
@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (SiteOverview, lambda row: sites_table([row])),
        (Hardware, lambda row: hardware_table([row], "US/Eastern")),
        (Alert, lambda row: alerts_table([row], "US/Eastern")),
    ],
)
def test_columns_do_not_depend_on_values(
    kind: type[SiteOverview | Hardware | Alert], table: Callable[[object], Table], value: JsonValue
) -> None:
    data_set = {SiteOverview: "sites", Hardware: "hardware", Alert: "alerts"}[kind]
    names = {name for name in kind.json_names if name != "key"}
    found = table(kind.from_json({"key": "X1", **dict.fromkeys(names, value)}))
    assert kinds(found) == [(one.name, one.kind, one.unit) for one in columns_of(data_set)]  # type: ignore[arg-type]
    assert len(found) == 1
    assert encoded(found, "parquet")


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_no_column_has_the_name_of_a_folder(data_set: str) -> None:
    names = [one.name for one in columns_of(data_set)]  # type: ignore[arg-type]
    assert names
    assert len(names) == len(set(names))
    assert not {"site", "month"} & set(names)


def test_a_moment_without_a_zone_is_by_the_clock_of_the_site() -> None:
    rows = [
        SiteOverview.from_json({"key": "S1", "timeZone": zone, "expirationDate": moment})
        for zone, moment in [
            ("US/Eastern", "2030-04-01T00:00:00"),
            ("US/Eastern", "2030-04-01T00:00:00Z"),
            (None, "2030-04-01T00:00:00"),
            ("US/Eastern", "9999-12-31T23:59:59.9999999"),
            ("US/Eastern", "0001-01-01T00:00:00"),
        ]
    ]
    assert column(sites_table(rows), "expiration_date") == [
        at("2030-04-01T04:00:00Z"),
        at("2030-04-01T00:00:00Z"),
        at("2030-04-01T00:00:00Z"),
        at("9999-12-31T23:59:59.999999Z"),
        None,
    ]


def test_values_of_any_kind_are_texts() -> None:
    values: list[JsonValue] = [None, "5", 5, 1.5, True, [1, "a"]]
    rows = [SiteOverview.from_json({"key": "S1", "ratedPower": value}) for value in values]
    assert column(sites_table(rows), "rated_power") == [None, "5", "5", "1.5", "true", '[1, "a"]']


def test_registers_are_rows() -> None:
    registers: list[JsonValue] = [
        {"name": "KwAC", "unit": 10, "value": 1.5},
        {"name": "KwAC", "value": "NaN"},
        {},
    ]
    devices = [Hardware.from_json({"key": "H1", "dataRegisters": registers}), Hardware.from_json({"key": "H2"})]
    table = registers_table(devices)
    assert column(table, "device") == ["H1", "H1", "H1"]
    assert column(table, "register") == ["KwAC", "KwAC", None]
    assert column(table, "unit") == ["kW", None, None]
    first, second, third = column(table, "value")
    assert (first, third) == (1.5, None)
    assert isinstance(second, float)
    assert math.isnan(second)


def test_series_of_one_name_stay_apart() -> None:
    found = charts_table(
        chart(line("Power", (0, 1)), line("Power", (0, 2), key="b"), line(None, (0, 3), key="c"), binSize=60), "UTC"
    )
    assert column(found, "series") == ["Power", "Power 2", "c"]
    assert column(found, "series_key") == [None, "b", "c"]
    assert column(found, "value") == [1.0, 2.0, 3.0]
    assert column(found, "bin_size") == [60, 60, 60]


JUNE = Part("charts", "S10001", date(2025, 6, 1), date(2025, 6, 30))
HOUR = 3_600_000  # milliseconds
MIDNIGHT = at("2025-06-01T04:00:00Z") // 1000
"""Of the first of June in the east."""


@pytest.mark.parametrize(
    ("zone", "kept"),
    [
        ("US/Eastern", [0, 1, 719]),
        ("US/Central", [1, 719, 720]),
        ("Nowhere", [-1, 0, 1, 719, 720, 721]),
        (None, [-1, 0, 1, 719, 720, 721]),
    ],
)
def test_a_point_of_another_month_is_left_to_that_month(zone: str | None, kept: list[int]) -> None:
    """As where a server gives the bin that begins as the last day ends. Without a known zone nobody can tell."""
    points = [(MIDNIGHT + hour * HOUR, hour) for hour in (-1, 0, 1, 719, 720, 721)]
    found = charts_table(chart(line("Power", *points)), zone, JUNE)
    assert column(found, "value") == [float(hour) for hour in kept]


def test_the_hours_of_a_day_on_which_clocks_change_are_all_there() -> None:
    part = Part("charts", "S10001", date(2026, 11, 1), date(2026, 11, 1))
    start = at("2026-11-01T04:00:00Z") // 1000
    found = charts_table(chart(line("Power", *((start + hour * HOUR, hour) for hour in range(30)))), "US/Eastern", part)
    assert column(found, "value") == [float(hour) for hour in range(25)]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 2000))
def test_months_cover_every_day_once(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = list(months(first, last))
    assert (found[0][0], found[-1][1]) == (first, last)
    assert all((begin.year, begin.month) == (end.year, end.month) for begin, end in found)
    assert all(end + timedelta(days=1) == begin for (_, end), (begin, _) in pairwise(found))


@pytest.mark.parametrize("data_set", DATA_SETS)
def test_a_path_names_its_part(data_set: str) -> None:
    part = Part(data_set, "S10001", date(2025, 6, 3), date(2025, 6, 30))  # type: ignore[arg-type]
    folders = PARTITIONS[part.data_set]
    expected = (data_set, "S10001" if "site" in folders else None, "2025-06" if "month" in folders else None)
    assert place_of(part.path("csv")) == expected


@pytest.mark.parametrize(
    "path", ["", "charts", "other/part.csv", "charts/../part.csv", "charts/site=../part.csv", "/charts/part.csv"]
)
def test_no_other_path_is_that_of_a_part(path: str) -> None:
    with pytest.raises(ValueError, match="is not the path of a part"):
        place_of(path)


@given(tables())
def test_parquet_keeps_values(table: Table) -> None:
    found = pq.read_table(io.BytesIO(encoded(table, "parquet")))
    assert found.schema.equals(table.to_arrow().schema, check_metadata=True)
    for one in table.columns:
        values = found[one.name].cast(pa.int64()) if one.kind in ("instant", "local") else found[one.name]
        assert all(same(*pair) for pair in zip(values.to_pylist(), one.values, strict=True))


@given(tables())
def test_lines_of_json_keep_values(table: Table) -> None:
    lines = encoded(table, "jsonl").decode("utf-8").split("\n")[:-1]
    rows = [json.loads(one, parse_constant=pytest.fail) for one in lines]
    assert len(rows) == len(table)
    for one in table.columns:
        assert all(same(read(one, row[one.name]), value) for row, value in zip(rows, one.values, strict=True))


@given(tables())
def test_csv_keeps_values(table: Table) -> None:
    """What is missing is nothing, and an empty text is a pair of quotes, which Python does not tell apart."""
    number = Column(name="number of the row", kind="integer", values=range(len(table)))
    table = Table(title="Any", columns=(*table.columns, number))
    text = encoded(table, "csv").decode("utf-8-sig")
    names, *rows = [[from_spreadsheet(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    assert names == [one.name for one in table.columns]
    for place, one in enumerate(table.columns):
        for row, value in zip(rows, one.values, strict=True):
            assert same(read(one, row[place] or None), value if value != "" else None)


@given(tables())
def test_no_cell_of_csv_is_a_formula(table: Table) -> None:
    text = encoded(table, "csv").decode("utf-8-sig")
    for cell in (cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row):
        begin = cell.lstrip()[:1]
        assert begin not in set("=@") and not cell.startswith(("\t", "\r", "\n"))
        if begin in set("+-") and begin:
            float(cell)  # a number, or the test fails


def test_csv_has_a_mark_that_readers_pass_over(tmp_path: Path) -> None:
    texts = ["Piñon", "=1+1", "-5"]
    table = Table(title="Texts", columns=(Column(name="text", kind="text", values=texts),))
    content = encoded(table, "csv")
    assert content == "\ufefftext\nPiñon\n'=1+1\n-5\n".encode()
    file = tmp_path / "part.csv"
    file.write_bytes(content)
    expected = {"text": ["Piñon", "'=1+1", "-5"]}
    assert pyarrow.csv.read_csv(file).to_pydict() == expected
    assert pl.read_csv(file).to_dict(as_series=False) == expected
    assert pd.read_csv(file).to_dict("list") == expected
    with duckdb.connect() as database:
        assert database.sql(f"FROM '{file}'").fetchall() == [(text,) for text in expected["text"]]


def test_csv_tells_an_empty_text_from_a_missing_one() -> None:
    texts = ["", None, 'a "b", c', "two\nlines", "plain"]
    table = Table(
        title="Texts",
        columns=(Column(name="text", kind="text", values=texts), Column(name="n", kind="integer", values=range(5))),
    )
    assert encoded(table, "csv") == b'\xef\xbb\xbftext,n\n"",0\n,1\n"a ""b"", c",2\n"two\nlines",3\nplain,4\n'


def read(one: Column, value: JsonValue) -> Value:
    """A value of a text file, as columns hold it."""
    if value is None:
        return None
    if one.kind in ("instant", "local"):
        moment = datetime.fromisoformat(str(value))
        assert (moment.tzinfo is None) == (one.kind == "local")
        return microseconds(moment)
    if one.kind == "flag":
        return {"true": True, "false": False}[str(value).lower()]
    kinds: dict[Kind, Callable[[str], Value]] = {
        "number": float,
        "integer": int,
        "day": date.fromisoformat,
        "text": str,
    }
    return kinds[one.kind](str(value))
