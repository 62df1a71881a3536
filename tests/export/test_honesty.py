"""What an export says about its data: whose days they are, what is missing, and what is not as asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ExportResult, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.bent import CHART, PORTFOLIO, Bend, bent, chart_bodies, in_zone
from tests.clock import START, FakeClock
from tests.driver import Connect, Driver
from tests.export.exported import FIRST, LAST, files, manifest, parts


def export(client: Driver, out: Path, **options: Any) -> ExportResult:
    result = client.export_portfolio("C1001", out, **{"what": ["charts"], **options})
    assert isinstance(result, ExportResult)
    return result


def in_zones(zones: dict[str, str]) -> dict[str, Bend]:
    """Sites in zones of their own."""

    def portfolio(body: JsonObject, _: JsonObject) -> None:
        for row in objects(body["sites"]):
            row["timeZone"] = zones[str(row["key"])]

    return {PORTFOLIO: portfolio}


def at(clock: FakeClock, moment: str) -> None:
    clock.advance((datetime.fromisoformat(moment) - START).total_seconds())


@pytest.mark.parametrize(
    ("moment", "zone", "days"),
    [
        ("2026-07-01T00:30Z", "US/Eastern", [("2026-06-01", "2026-06-30")]),
        ("2026-07-01T04:00Z", "US/Eastern", [("2026-07-01", "2026-07-01")]),
        ("2026-06-30T22:30Z", "Australia/Sydney", [("2026-07-01", "2026-07-01")]),
        ("2026-06-30T13:30Z", "Australia/Sydney", [("2026-06-01", "2026-06-30")]),
        ("2026-07-01T09:59Z", "Hawaiian Standard Time", [("2026-06-01", "2026-06-30")]),
        ("2026-06-30T10:30Z", "UTC+14", [("2026-07-01", "2026-07-01")]),
        ("2026-07-01T11:30Z", "UTC-12:00", [("2026-06-01", "2026-06-30")]),
        ("2026-07-01T00:30Z", "", [("2026-07-01", "2026-07-01")]),
    ],
)
def test_today_is_that_of_the_site(
    connect: Connect, sim: Simulator, clock: FakeClock, out: Path, moment: str, zone: str, days: list[Any]
) -> None:
    at(clock, moment)
    transport = bent(sim, in_zone(zone))
    export(connect(transport), out, sites=["S10001"])
    assert [(body["start"], body["end"]) for body in chart_bodies(transport)] == days
    assert (manifest(out)["from"], manifest(out)["to"]) == days[0]


def test_each_site_of_a_portfolio_has_a_today_of_its_own(
    connect: Connect, sim: Simulator, clock: FakeClock, out: Path
) -> None:
    zones = {"S10001": "US/Pacific", "S10002": "Australia/Sydney", "S10003": "Europe/Berlin"}
    at(clock, "2026-06-30T21:00Z")
    transport = bent(sim, in_zones(zones))
    client = connect(transport)
    export(client, out)
    asked = {(str(body["source"]), body["start"], body["end"]) for body in chart_bodies(transport)}
    assert asked == {
        ("['S10001']", "2026-06-01", "2026-06-30"),
        ("['S10002']", "2026-06-01", "2026-06-30"),
        ("['S10002']", "2026-07-01", "2026-07-01"),
        ("['S10003']", "2026-06-01", "2026-06-30"),
    }
    assert (manifest(out)["from"], manifest(out)["to"]) == ("2026-06-01", "2026-07-01")
    transport.requests.clear()
    export(client, out)
    assert ("['S10001']", "2026-07-01") not in {(str(b["source"]), b["start"]) for b in chart_bodies(transport)}


def test_a_site_whose_first_day_has_not_begun_is_left_out(
    connect: Connect, sim: Simulator, clock: FakeClock, out: Path
) -> None:
    at(clock, "2026-06-30T21:00Z")
    transport = bent(sim, in_zones({"S10001": "US/Pacific", "S10002": "Australia/Sydney", "S10003": "US/Pacific"}))
    result = export(connect(transport), out, start_date="2026-07-01")
    assert [part.site for part in result.written] == ["S10002"]
    other = bent(sim, in_zone("US/Pacific"))
    with pytest.raises(ValidationError, match="start_date 2026-07-01 lies after today, 2026-06-30"):
        export(connect(other), out.with_name("other"), start_date="2026-07-01")
    assert chart_bodies(other) == []


def _coarser(minutes: int, step: int, declared: JsonValue) -> Bend:
    def bend(body: JsonObject, asked: JsonObject) -> None:
        if str(asked["start"]).startswith("2026-04"):
            body["binSize"] = declared
            for series in objects(body["series"]):
                series["dataXy"] = [*objects(series["dataXy"])[::step]]

    return bend


@pytest.mark.parametrize(
    ("minutes", "step", "declared"),
    [(1440, 96, 1440), (60, 4, 60), (30, 2, None), (60, 4, 15), (30, 2, 0), (5, 1, 5)],
)
def test_bins_of_another_length_never_get_into_the_folder(
    connect: Connect, sim: Simulator, out: Path, minutes: int, step: int, declared: JsonValue
) -> None:
    client = connect(bent(sim, {CHART: _coarser(minutes, step, declared)}))
    result = export(client, out, start_date=FIRST, end_date=LAST, sites=["S10001"])
    april = "charts/site=S10001/month=2026-04/part.parquet"
    assert [one.path for one in result.failed] == [april]
    assert f"bins of {minutes} minutes, and bins of 15 minutes were asked for" in result.failed[0].reason
    assert april not in files(out)
    bins = {
        size for path in files(out) for size in pq.read_table(out / path, partitioning=None)["bin_size"].to_pylist()
    }
    assert bins == {15}


def test_the_table_of_sites_never_shrinks(client: Driver, out: Path) -> None:
    def listed() -> list[str]:
        return sorted(pq.read_table(out / "sites/part.parquet", partitioning=None)["key"].to_pylist())

    export(client, out, what=["sites"], sites=["S10002"])
    assert listed() == ["S10002"]
    export(client, out, what=["sites", "hardware"], sites=["S10001"])
    assert listed() == ["S10001", "S10002"]
    export(client, out, what=["sites"])
    assert listed() == ["S10001", "S10002", "S10003"]
    export(client, out, what=["sites"], sites=["S10001"])
    assert listed() == ["S10001", "S10002", "S10003"]


def test_a_site_that_left_the_portfolio_is_named(connect: Connect, sim: Simulator, out: Path) -> None:
    def without_one(body: JsonObject, _: JsonObject) -> None:
        body["sites"] = [*objects(body["sites"])[1:]]

    export(connect(), out, what=["hardware"])
    result = export(connect(bent(sim, {PORTFOLIO: without_one})), out, what=["hardware"])
    gone = {str(part["site"]) for part in parts(out).values()} - {str(part.site) for part in result.written}
    assert len(gone) == 1
    assert result.notes == (f"No longer in the portfolio: {gone.pop()}. Their files are kept as last read.",)


@pytest.mark.filterwarnings("ignore:the time zone")
def test_an_unknown_zone_is_noted(connect: Connect, sim: Simulator, out: Path) -> None:
    zones = {"S10001": "Zone of an export", "S10002": "US/Eastern", "S10003": ""}
    result = export(connect(bent(sim, in_zones(zones))), out, what=["hardware"])
    assert set(result.notes) == {
        "The time zone 'Zone of an export' of S10001 is unknown; its days and local times are in UTC.",
        "The time zone of S10003 is unknown; its days and local times are in UTC.",
    }


def _silent(values: Iterable[JsonValue] | None) -> Bend:
    def bend(body: JsonObject, _: JsonObject) -> None:
        series = objects(body["series"])[1]
        points = objects(series["dataXy"])
        series["dataXy"] = [] if values is None else [{**point, "y": value} for point in points for value in values]

    return bend


@pytest.mark.parametrize("values", [None, [None], ["NaN"], ["Infinity"]])
def test_a_device_without_a_value_is_named(
    connect: Connect, sim: Simulator, out: Path, values: Iterable[JsonValue] | None
) -> None:
    client = connect(bent(sim, {CHART: _silent(values)}))
    result = export(client, out, start_date=FIRST, end_date=LAST, sites=["S10001"])
    assert result.notes == ("S10001 has no value in at least one month of Expected power.",)
    assert all(part["without_values"] == ["Expected power"] for part in parts(out).values())
    again = export(client, out, start_date=FIRST, end_date=LAST, sites=["S10001"])
    assert again.notes == result.notes
