"""Programs that export are killed again and again; each time the next one goes on.

`make test-export` does it for 200 sites and 30 days.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from powertrack_core.decoding import JsonObject
from powertrack_sdk.simulator import Simulator
from tests.export.exported import VIEWS, Point, files, needed, parts, plain
from tests.export.programs import Program, Wire, digest

SITES = int(os.environ.get("POWERTRACK_EXPORT_SITES", "3"))
IS_LONG = SITES >= 200
FIRST, LAST = ("2025-05-25", "2025-06-23") if IS_LONG else ("2025-05-30", "2025-06-02")
REQUESTS = 1 + 4 * SITES
CONCURRENCY = 4

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="kills with signals")]


def run(wire: Wire, url: str, folder: Path, program: Program, out: str = "export") -> Program:
    program.start(wire, url, folder, folder / out, FIRST, LAST, CONCURRENCY)
    return program


def check_whole(out: Path) -> None:
    """Every part can be read, and the only others are drafts, which no reader takes for one."""
    for path in files(out):
        if path.endswith("/part.parquet"):
            pq.read_table(out / path, partitioning=None)
        else:
            assert path.rpartition("/")[2].startswith(".")


def told_by(out: Path) -> dict[str, str]:
    """Digests of what DuckDB reads, by site and month."""
    found = {}
    with duckdb.connect() as database:
        columns = "time, series, series_key, unit, value"
        for path in sorted((out / "charts").rglob("*.parquet")):
            site, month = path.parts[-3].removeprefix("site="), path.parts[-2].removeprefix("month=")
            chosen = f"site = '{site}' AND month = '{month}'"
            rows = database.sql(
                f"SELECT {columns} FROM '{out}/charts/**/*.parquet' WHERE {chosen} ORDER BY time, series"
            ).fetchall()
            found[f"charts {site} {month}"] = digest(_point(row) for row in rows)
    return found


def _point(row: tuple[object, ...]) -> Point:
    return (*row[:-1], plain(row[-1]))  # type: ignore[return-value]  # as DuckDB gives it


def test_nothing_that_is_there_is_asked_for_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wire, out = Wire(Simulator(SITES)), tmp_path / "export"
    kills = [2, REQUESTS // 2, REQUESTS // 3, 1]
    with wire.serve() as server:
        for number, kill_at in enumerate(kills):
            there = {path for path in files(out) if path.endswith("/part.parquet")} if out.exists() else set()
            program = run(wire, server.url, tmp_path, wire.program(f"killed{number}", kill_at))
            assert program.was_killed(), f"it was done before request {kill_at}"
            check_whole(out)
            check_asked(program, there)
        there = {path for path in files(out) if path.endswith("/part.parquet")}
        assert there, "something was done before the last kill"
        last = run(wire, server.url, tmp_path, wire.program("last"))
        outcome = last.outcome()
        check_asked(last, there)
        assert outcome["failed"] == []
        assert outcome["skipped"] == sorted(complete(there))

        again = run(wire, server.url, tmp_path, wire.program("again"))
        written = again.outcome()["written"]
        assert isinstance(written, list)
        assert {str(path).split("/")[0] for path in written} == set(VIEWS)
        assert sorted(again.asked) == sorted(needed(path) for path in found_views(out)), "the charts are kept"

        begun = time.monotonic()
        whole = run(wire, server.url, tmp_path, wire.program("whole"), "whole").outcome()
        took = time.monotonic() - begun
    check_same(out, tmp_path / "whole")
    assert told_by(out) == wire.told
    assert len(wire.told) == 2 * SITES
    if IS_LONG:
        with capsys.disabled():
            tell(whole, took)


def found_views(folder: Path) -> list[str]:
    """Paths of the parts that are views of a moment, without readings, which come with their devices."""
    return [path for path in files(folder) if path.split("/")[0] in VIEWS and "hardware_registers" not in path]


def check_asked(program: Program, there: set[str]) -> None:
    """It asked which sites there are, and nothing for parts that are there."""
    assert program.asked[0] == "sites C1001"
    assert len(program.asked) == len(set(program.asked)), "nothing is asked for twice"
    assert not set(map(needed, complete(there))).intersection(program.asked[1:])


def complete(there: set[str]) -> set[str]:
    """The parts that are there, without the devices whose readings, which come with them, were not written any more."""
    return {path for path in there if path.replace("hardware/", "hardware_registers/") in there}


def check_same(out: Path, whole: Path) -> None:
    """The files are, byte for byte, those of an export that nobody killed, and the manifest has them all."""
    found, expected = files(out), files(whole)
    assert found.keys() == expected.keys() == parts(out).keys()
    assert len(found) == 1 + 5 * SITES
    assert [path for path in found if found[path] != expected[path]] == []
    assert all(parts(out)[path]["sha256"] == hashlib.sha256(found[path]).hexdigest() for path in found)


def tell(whole: JsonObject, took: float) -> None:
    megabytes, memory = float(str(whole["bytes"])) / 1e6, int(str(whole["memory"])) / 1024
    sys.stdout.write(
        f"\n{SITES} sites, {FIRST} to {LAST}: {REQUESTS} requests, {whole['rows']:,} rows, {megabytes:.1f} MB in"
        f" {took:.1f} s; peak memory {memory:.0f} MB\n"
    )


@pytest.mark.skipif(not IS_LONG, reason="`make test-export` exports enough to tell")
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a program is told by Linux")
def test_memory_does_not_grow_with_the_portfolio(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    peaks = {}
    for sites in (SITES // 10, SITES):
        wire = Wire(Simulator(sites))
        with wire.serve() as server:
            outcome = run(wire, server.url, tmp_path, wire.program("whole"), f"of{sites}").outcome()
        peaks[sites] = int(str(outcome["memory"])) / 1024
    with capsys.disabled():
        sys.stdout.write(f"\npeak memory by sites (MB): {peaks}\n")
    assert peaks[SITES] < peaks[SITES // 10] * 1.25


@pytest.mark.skipif(not IS_LONG, reason="smaller folders are read back by the other tests")
def test_all_programs_read_the_same(tmp_path: Path) -> None:
    wire = Wire(Simulator(SITES))
    with wire.serve() as server:
        outcome = run(wire, server.url, tmp_path, wire.program("whole"), "whole").outcome()
    folder, order = tmp_path / "whole" / "charts", ["site", "month", "time", "series"]
    with duckdb.connect() as database:
        by_duckdb = database.sql(f"SELECT * FROM '{folder}/**/*.parquet' ORDER BY {', '.join(order)}").pl()
    by_polars = pl.read_parquet(folder / "**" / "*.parquet", hive_partitioning=True).sort(order)
    by_pandas = pd.read_parquet(folder).sort_values(order)
    columns = [*order, "series_key", "unit", "value", "time_zone", "bin_size"]
    assert (
        by_duckdb.with_columns(pl.col("time").dt.convert_time_zone("UTC"))
        .select(columns)
        .equals(by_polars.select(columns))
    )
    assert by_pandas["value"].to_list() == by_polars["value"].to_list()
    assert by_pandas["time"].astype("int64").to_list() == by_polars["time"].to_physical().to_list()
    assert len(by_polars) == int(str(outcome["rows"])) - rows_of_others(tmp_path / "whole")


def rows_of_others(out: Path) -> int:
    return sum(int(str(part["rows"])) for part in parts(out).values() if part["data_set"] != "charts")
