"""The folder of an export as other programs read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import PowerTrackClient
from powertrack_sdk.export.parts import FORMATS
from powertrack_sdk.simulator import Simulator
from tests.export.exported import MONTHS, Point, manifest, peppered, plain
from tests.wire import held

Read = dict[tuple[str, str], list[Point]]
"""Points by site and month."""

COLUMNS = ["time", "series", "series_key", "unit", "value"]
UTC_NAMES = ("UTC", "Etc/UTC")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Read]:
    """Three sites and two months of charts in each format, and what the API said."""
    folder, sim = tmp_path_factory.mktemp("export"), Simulator(sites=3)
    told: Read = {}
    with PowerTrackClient(sim.auth_manager(), transport=peppered(sim, told), backup_dir=folder / "backups") as client:
        for kind in FORMATS:
            assert client.export_portfolio(
                "C1001", folder / kind, start_date="2026-04-01", end_date="2026-05-31", format=kind
            )
    assert len(told) == 6
    assert {one[-1] for rows in told.values() for one in rows} > {None, "NaN", "Infinity", "-Infinity", 0.0}
    return folder, {place: rows for place, rows in told.items() if rows}


def by_place(rows: Iterable[tuple[Any, ...]]) -> Read:
    """Rows by their site and month, which are their last values."""
    found: Read = {}
    for time, series, key, unit, value, site, month in rows:
        found.setdefault((site, month), []).append((time, series, key, unit, plain(value)))
    return {place: sorted(rows) for place, rows in found.items()}


def duckdb_rows(relation: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as database:
        return database.sql(f"SELECT {', '.join(COLUMNS)}, site, month FROM {relation}").fetchall()


def test_duckdb_reads_what_the_api_said(exported: tuple[Path, Read]) -> None:
    folder, told = exported
    assert by_place(duckdb_rows(f"'{folder}/parquet/charts/**/*.parquet'")) == told


def test_duckdb_finds_types_zones_and_folders(exported: tuple[Path, Read]) -> None:
    folder, _ = exported
    with duckdb.connect() as database:
        found = database.sql(f"FROM '{folder}/parquet/charts/**/*.parquet'")
        types = dict(zip(found.columns, map(str, found.types), strict=True))
    assert types == {
        "time": "TIMESTAMP WITH TIME ZONE",
        "time_zone": "VARCHAR",
        "series": "VARCHAR",
        "series_key": "VARCHAR",
        "unit": "VARCHAR",
        "value": "DOUBLE",
        "bin_size": "BIGINT",
        "site": "VARCHAR",
        "month": "VARCHAR",
    }


def test_polars_reads_what_the_api_said(exported: tuple[Path, Read]) -> None:
    folder, told = exported
    frame = pl.read_parquet(folder / "parquet" / "charts" / "**" / "*.parquet", hive_partitioning=True)
    assert frame.schema["time"] == pl.Datetime("us", "UTC")
    assert frame.schema["value"] == pl.Float64
    assert by_place(frame.select(*COLUMNS, "site", "month").iter_rows()) == told


def test_pandas_reads_what_the_api_said(exported: tuple[Path, Read]) -> None:
    folder, told = exported
    frame = pd.read_parquet(folder / "parquet" / "charts")
    assert str(frame["time"].dtype) == "datetime64[us, UTC]"
    assert str(frame["value"].dtype) == "float64"
    assert str(frame["bin_size"].dtype) == "int64"

    def as_pandas(rows: list[Point]) -> list[Point]:
        """In pandas a number that is missing is NaN."""
        return [(*point[:-1], "NaN" if point[-1] is None else point[-1]) for point in rows]

    found = by_place(frame[[*COLUMNS, "site", "month"]].itertuples(index=False, name=None))
    assert found == {place: sorted(as_pandas(rows), key=lambda row: row[:-1]) for place, rows in told.items()}


def test_arrow_reads_one_table_with_units(exported: tuple[Path, Read]) -> None:
    """Dask and pandas read through it too. Pieces that differed in type would be refused."""
    folder, told = exported
    table = pyarrow.dataset.dataset(folder / "parquet" / "charts", partitioning="hive").to_table()
    assert table.schema.field("time").type == pa.timestamp("us", "UTC")
    assert table.schema.field("bin_size").metadata == {b"unit": b"min"}
    assert table.num_rows == sum(map(len, told.values()))
    hardware = pyarrow.dataset.dataset(folder / "parquet" / "hardware", partitioning="hive").to_table()
    assert hardware.schema.field("capacity_kw").metadata == {b"unit": b"kW"}


def test_every_part_has_the_same_schema(exported: tuple[Path, Read]) -> None:
    folder, _ = exported
    for data_set in (folder / "parquet").iterdir():
        schemas = [pa.parquet.read_schema(part) for part in data_set.rglob("*.parquet")]
        assert all(schema.equals(schemas[0], check_metadata=True) for schema in schemas)
        assert not {"site", "month"} & {name for schema in schemas for name in schema.names}


def test_no_time_is_of_another_month_than_its_folder(exported: tuple[Path, Read]) -> None:
    """Months begin with the clock of the site: the two sites with data lie in different zones."""
    folder, _ = exported
    with duckdb.connect() as database:
        found = database.sql(
            "SELECT site, time_zone, month, min(local)::VARCHAR, max(local)::VARCHAR FROM"
            f" (SELECT *, timezone(time_zone, time) AS local FROM '{folder}/parquet/charts/**/*.parquet')"
            " GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    days = {"2026-04": "30", "2026-05": "31"}
    assert found == [
        (site, zone, month, f"{month}-01 00:00:00", f"{month}-{days[month]} 23:45:00")
        for site, zone in (("S10001", "US/Eastern"), ("S10002", "US/Pacific"))
        for month in MONTHS
    ]


@pytest.mark.parametrize(("kind", "reader"), [("csv", "read_csv"), ("jsonl", "read_json")])
def test_texts_with_declared_types_are_what_the_api_said(exported: tuple[Path, Read], kind: str, reader: str) -> None:
    folder, told = exported
    names = {"string": "VARCHAR", "double": "DOUBLE", "int64": "BIGINT", "timestamp[us, UTC]": "TIMESTAMPTZ"}
    data_set = manifest(folder / kind)["data_sets"]
    assert isinstance(data_set, dict)
    charts = data_set["charts"]
    assert isinstance(charts, dict)
    columns = [one for one in objects(charts["columns"]) if one["name"] not in ("site", "month")]
    types = ", ".join(f"{one['name']}: '{names[str(one['type'])]}'" for one in columns)
    files = f"'{folder}/{kind}/charts/**/*.{kind}'"
    assert by_place(duckdb_rows(f"{reader}({files}, columns = {{{types}}}, hive_partitioning = true)")) == told


def test_csv_needs_no_types_in_duckdb(exported: tuple[Path, Read]) -> None:
    folder, told = exported
    assert by_place(duckdb_rows(f"read_csv('{folder}/csv/charts/**/*.csv', hive_partitioning = true)")) == told


@pytest.mark.parametrize(
    ("kind", "reader"),
    [
        ("csv", lambda path: pd.read_csv(path, parse_dates=["time"])),
        (
            "jsonl",
            lambda path: pd.read_json(path, lines=True, precise_float=True).astype({"time": "datetime64[us, UTC]"}),
        ),
    ],
)
def test_pandas_reads_a_text_part(
    exported: tuple[Path, Read], kind: str, reader: Callable[[Path], pd.DataFrame]
) -> None:
    folder, told = exported
    frame = reader(folder / kind / "charts" / "site=S10001" / "month=2026-05" / f"part.{kind}")
    rows = told["S10001", "2026-05"]
    assert str(frame["time"].dt.tz) == "UTC"
    assert frame["value"].isna().sum() == sum(row[-1] in (None, "NaN") for row in rows)
    assert sorted(frame["value"].dropna()) == sorted(
        float(row[-1]) for row in rows if row[-1] is not None and row[-1] != "NaN"
    )


def test_devices_and_registers_are_what_the_api_said(exported: tuple[Path, Read]) -> None:
    folder, _ = exported
    sim = Simulator(sites=3)
    told = {
        site: objects(held(sim, f"/api/view/sitehardwareproduction/{site}")["hardware"])
        for site in ("S10001", "S10002", "S10003")
    }
    with duckdb.connect() as database:
        devices = database.sql(
            "SELECT site, key, name, capacity_kw, install_date::VARCHAR, out_of_service, last_success::VARCHAR"
            f" FROM '{folder}/parquet/hardware/**/*.parquet'"
        ).fetchall()
        registers = database.sql(
            f"SELECT site, device, register, value FROM '{folder}/parquet/hardware_registers/**/*.parquet'"
        ).fetchall()
    assert sorted(map(repr, devices)) == sorted(
        repr(
            (
                site,
                row["key"],
                row["name"],
                _number(row, "capacityKW"),
                row["installDate"],
                row["outOfService"],
                _moment(row["lastSuccess"]),
            )
        )
        for site, rows in told.items()
        for row in rows
    )
    assert sorted((*row[:3], str(plain(row[3]))) for row in registers) == sorted(
        (site, row["key"], register["name"], str(plain(register["value"])))
        for site, rows in told.items()
        for row in rows
        for register in objects(row["dataRegisters"])
    )


def test_alerts_and_sites_are_what_the_api_said(exported: tuple[Path, Read]) -> None:
    folder, _ = exported
    sim = Simulator(sites=3)
    alerts = objects(held(sim, "/api/view/activealerts/C1001")["list"])
    sites = objects(held(sim, "/api/view/portfolio/C1001")["sites"])
    with duckdb.connect() as database:
        found = database.sql(
            f"SELECT site, key, hardware_key, description, start::VARCHAR FROM '{folder}/parquet/alerts/**/*.parquet'"
        ).fetchall()
        rows = database.sql(f"SELECT key, name, power, today FROM '{folder}/parquet/sites/*.parquet'").fetchall()
    assert sorted(found) == sorted(
        (one["siteKey"], one["key"], one["hardwareKey"], one["description"], _moment(one["start"])) for one in alerts
    )
    assert alerts
    assert [(*row[:2], *map(plain, row[2:])) for row in rows] == [
        (one["key"], one["name"], plain(one["power"]), plain(one["today"])) for one in sites
    ]


def _number(row: JsonObject, name: str) -> float | None:
    value = plain(row[name])
    return value if isinstance(value, float) else None


def _moment(text: object) -> str | None:
    return f"{text[:10]} {text[11:19]}+00" if isinstance(text, str) else None
