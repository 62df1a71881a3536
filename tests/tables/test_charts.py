"""A chart as a table: its zone, its nights of changing clocks, its series of unequal time stamps."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ChartData
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver
from tests.wire import ALL, held

HOUR = 3_600_000
MIDNIGHT = 1_782_187_200_000  # 2026-06-23 in New York
ENDING = 1_793_505_600_000  # 2026-11-01 in New York, where daylight saving time ends at two
KILOWATT, CELSIUS = 10, 30


def series(name: str | None, *points: tuple[int, JsonValue], **fields: JsonValue) -> JsonObject:
    return {"name": name, "dataXy": [{"x": time, "y": value} for time, value in points], **fields}


def chart(*parts: JsonObject, zone: JsonValue = "US/Eastern") -> ChartData:
    return ChartData.from_json({"timeZone": zone, "series": list(parts)})


def stamps(frame: pd.DataFrame) -> list[int]:
    """The index in milliseconds since 1970 in UTC."""
    moments: list[int] = pd.DatetimeIndex(frame.index).as_unit("ms").asi8.tolist()
    return moments


def test_a_day_of_a_site(client: Driver, sim: Simulator) -> None:
    found = client.get_chart_data(15, "S10001", "2026-06-23", "2026-06-23", 15)
    frame = found.to_pandas()

    assert frame.index.name == "time"
    assert str(frame.index.dtype) == "datetime64[us, US/Eastern]"
    assert frame.index[0].isoformat() == "2026-06-23T00:00:00-04:00"
    assert list(frame.columns) == [one.name for one in found.series]
    assert [str(dtype) for dtype in frame.dtypes] == ["float64"] * 3
    for one in found.series:
        assert stamps(frame) == [time for time, _ in one.data_xy]
        assert frame[one.name].tolist() == [value for _, value in one.data_xy]
    assert frame.attrs["units"] == {
        "Production meter power": "kW",
        "Expected power": "kW",
        "Plane-of-array irradiance": "W/m2",
    }


def test_polars_and_arrow_hold_the_same(client: Driver, sim: Simulator) -> None:
    found = client.get_chart_data(15, "S10001", "2026-06-23", "2026-06-23", 15)
    expected = {one.name: [value for _, value in one.data_xy] for one in found.series}
    frame, table = found.to_polars(), found.to_arrow()

    assert frame.schema == {"time": pl.Datetime("us", "US/Eastern"), **dict.fromkeys(expected, pl.Float64())}
    assert frame["time"].dt.timestamp("ms").to_list() == [time for time, _ in found.series[0].data_xy]
    assert frame.drop("time").to_dict(as_series=False) == expected

    assert table.schema.field("time").type == pa.timestamp("us", tz="US/Eastern")
    assert table.drop_columns("time").to_pydict() == expected
    assert table.schema.field("Expected power").metadata == {b"unit": b"kW"}
    assert table.schema.field("time").metadata is None


def test_units_can_be_had_from_the_table() -> None:
    found = chart(
        series("Energy", units=KILOWATT + 1, customUnit="Kilowatt hours"),
        series("Cells", units=CELSIUS),
        series("Money", units=64, customUnit="US dollars"),
        series("Odd", units=64),
        series("None", units=0, customUnit=""),
    )
    assert found.table().units == {"Energy": "kWh", "Cells": "degC", "Money": "US dollars"}


def test_an_hour_that_comes_twice_is_there_twice() -> None:
    points = [(ENDING + hour * HOUR, float(hour)) for hour in range(4)]
    frame = chart(series("Power", *points)).to_pandas()

    assert [moment.isoformat() for moment in frame.index] == [
        "2026-11-01T00:00:00-04:00",
        "2026-11-01T01:00:00-04:00",
        "2026-11-01T01:00:00-05:00",
        "2026-11-01T02:00:00-05:00",
    ]
    assert frame["Power"].tolist() == [0.0, 1.0, 2.0, 3.0]
    shown = chart(series("Power", *points)).to_polars()["time"].dt.to_string("%H:%M").to_list()
    assert shown == ["00:00", "01:00", "01:00", "02:00"]
    assert frame.index.is_unique


@pytest.mark.parametrize(("day", "hours"), [("2026-11-01", 25), ("2026-03-08", 23), ("2026-06-23", 24)])
def test_days_of_any_length(client: Driver, day: str, hours: int) -> None:
    frame = client.get_chart_data(15, "S10001", day, day, 15).to_pandas()

    assert len(frame) == hours * 4
    assert frame.index.normalize().unique().strftime("%Y-%m-%d").tolist() == [day]
    assert frame.index.to_series().diff().dropna().unique().tolist() == [pd.Timedelta(minutes=15)]


@pytest.mark.filterwarnings("ignore:the time zone")
@pytest.mark.parametrize("zone", [None, "", "Nowhere/Nothing", "../etc/passwd", "US", 7])
def test_without_a_known_zone_time_is_utc(zone: JsonValue) -> None:
    found = chart(series("Power", (MIDNIGHT, 1.0)), zone=zone)

    assert str(found.to_pandas().index.dtype) == "datetime64[us, UTC]"
    assert found.to_pandas().index[0].isoformat() == "2026-06-23T04:00:00+00:00"
    assert found.to_polars().schema["time"] == pl.Datetime("us", "UTC")
    assert found.to_arrow().schema.field("time").type == pa.timestamp("us", tz="UTC")


def test_what_is_missing_is_told_from_nan() -> None:
    found = chart(series("Power", (0, 1.5), (1, "NaN"), (2, None), (3, "Infinity")))

    assert np.array_equal(found.to_pandas()["Power"], [1.5, math.nan, math.nan, math.inf], equal_nan=True)
    for values in (found.to_polars()["Power"].to_list(), found.to_arrow()["Power"].to_pylist()):
        assert (values[0], values[2], values[3]) == (1.5, None, math.inf)
        assert math.isnan(values[1])


def test_unequal_time_stamps_are_joined() -> None:
    found = chart(
        series("A", (2 * HOUR, 2.0), (0, 0.0)),
        series("B", (HOUR, 10.0), (2 * HOUR, "NaN"), (3 * HOUR, None)),
        series("C"),
    )
    frame = found.to_polars()

    assert frame["time"].dt.timestamp("ms").to_list() == [0, HOUR, 2 * HOUR, 3 * HOUR]
    assert frame["A"].to_list() == [0.0, None, 2.0, None]
    assert (frame["B"][0], frame["B"][1], frame["B"][3]) == (None, 10.0, None)
    assert math.isnan(frame["B"][2])
    assert frame["C"].to_list() == [None] * 4
    assert stamps(found.to_pandas()) == [0, HOUR, 2 * HOUR, 3 * HOUR]


def test_one_series_out_of_order_is_put_in_order() -> None:
    frame = chart(series("A", (2, 2.0), (0, 0.0), (1, 1.0))).to_polars()
    assert frame["A"].to_list() == [0.0, 1.0, 2.0]


def test_a_stamp_that_comes_twice_in_a_series_is_kept() -> None:
    alone = chart(series("A", (0, 1.0), (0, 2.0), (1, 3.0))).to_polars()
    assert alone["A"].to_list() == [1.0, 2.0, 3.0]

    joined = chart(series("A", (0, 1.0), (0, 2.0)), series("B", (0, 7.0), (1, 8.0))).to_polars()
    assert joined["A"].to_list() == [1.0, 2.0, None]
    assert joined["B"].to_list() == [7.0, None, 8.0]


def test_series_of_one_name_stay_apart() -> None:
    found = chart(
        series("Power", (0, 1.0), units=KILOWATT),
        series("Power", (0, 2.0), units=KILOWATT),
        series("Power 2", (0, 3.0)),
        series("time", (0, 4.0)),
    )
    frame = found.to_pandas()

    assert list(frame.columns) == ["Power", "Power 2", "Power 2 2", "time 2"]
    assert frame.iloc[0].tolist() == [1.0, 2.0, 3.0, 4.0]
    assert frame.attrs["units"] == {"Power": "kW", "Power 2": "kW"}


def test_series_without_a_name() -> None:
    found = chart(series(None, header="Header"), series("", key="Key"), series(None), series(None))
    assert found.to_polars().columns == ["time", "Header", "Key", "Series", "Series 2"]


@pytest.mark.parametrize("parts", [[], [series("Power", units=KILOWATT)]])
def test_an_empty_chart_is_an_empty_table(parts: list[JsonObject]) -> None:
    found = chart(*parts)
    names = [str(part["name"]) for part in parts]

    frame = found.to_pandas()
    assert (len(frame), list(frame.columns), frame.index.name) == (0, names, "time")
    assert str(frame.index.dtype) == "datetime64[us, US/Eastern]"
    assert found.to_polars().schema == {"time": pl.Datetime("us", "US/Eastern"), **dict.fromkeys(names, pl.Float64())}
    assert found.to_arrow().column_names == ["time", *names]
    assert "0 rows" in found._repr_html_()


def test_hidden_series_are_there() -> None:
    assert chart(series("A", (0, 1.0), visible=False)).to_polars().columns == ["time", "A"]


def test_the_table_is_what_the_wire_said(client: Driver, sim: Simulator) -> None:
    found = client.get_chart_data(21, "S10002", "2026-06-23", "2026-06-23", 15)
    row = objects(held(sim, "/api/view/chart", ALL, sim.requests[-1].body)["series"])[0]
    points = objects(row["dataXy"])
    frame = found.to_pandas()

    assert stamps(frame) == [point["x"] for point in points]
    assert frame[row["name"]].tolist() == [point["y"] for point in points]
