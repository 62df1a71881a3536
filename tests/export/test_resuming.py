"""An export that goes on where another ended: what is there is kept, and nothing is asked for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pyarrow.parquet as pq
import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import AuthenticationError, ConfigurationError, PowerTrackClient, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.bent import CHART, PORTFOLIO, bent
from tests.clock import START, FakeClock
from tests.driver import Connect, Driver
from tests.export.exported import FIRST, LAST, MONTHS, SITES, anew, export, files, manifest, needed, parts
from tests.transports import watching

EVERYTHING = sorted(
    [
        "sites C1001",
        *(f"{data_set} {site}" for data_set in ("hardware", "alerts") for site in SITES),
        *(f"charts {site} {month}" for site in SITES for month in MONTHS),
    ]
)
LIST = ["sites C1001"]
"""What every run asks: which sites there are."""
VIEWS = sorted([*LIST, *(f"{data_set} {site}" for data_set in ("hardware", "alerts") for site in SITES)])
"""What a run asks for that keeps all charts."""


def test_everything_is_asked_for_once(client: Driver, sim: Simulator, out: Path) -> None:
    result = export(client, out)
    assert anew(sim) == EVERYTHING
    assert result
    assert [part.path for part in result.written] == sorted(files(out))
    assert (result.skipped, result.failed) == ((), ())
    assert len(files(out)) == 1 + 3 * 3 + 6


def test_a_client_that_only_reads_exports(connect: Connect, out: Path) -> None:
    assert export(connect(read_only=True), out)


def test_charts_that_are_there_are_kept_and_views_are_read_again(client: Driver, sim: Simulator, out: Path) -> None:
    first, before = export(client, out), files(out)
    anew(sim)
    again = export(client, out)
    assert anew(sim) == VIEWS
    assert [part.data_set for part in again.skipped] == ["charts"] * 6
    assert {*again.written, *again.skipped} == {*first.written}
    assert files(out) == before
    assert (again.rows, again.bytes) == (first.rows, first.bytes)
    assert again.summary == "10 written, 6 there already (read since 2026-06-24)"


def test_views_show_what_is_there_now(connect: Connect, sim: Simulator, clock: FakeClock, out: Path) -> None:
    def rename(body: JsonObject, _: JsonObject) -> None:
        for row in [*objects(body.get("sites")), *objects(body.get("hardware"))]:
            row["name"] = "Renamed"

    days = {"start_date": None, "end_date": None}
    export(connect(), out, what=["sites", "hardware"], **days)
    clock.advance(60)
    transport = bent(sim, {PORTFOLIO: rename, "/api/view/sitehardwareproduction": rename})
    result = export(connect(transport), out, what=["sites", "hardware"], **days)
    for path in ("sites/part.parquet", "hardware/site=S10001/part.parquet"):
        assert set(pq.read_table(out / path, partitioning=None)["name"].to_pylist()) == {"Renamed"}
    assert {part.read_at for part in result.written} == {clock.now()}


@pytest.mark.parametrize(("hours", "kept"), [(1, True), (23, True), (25, False)])
def test_views_of_a_run_that_ended_early_are_kept_for_a_day(
    connect: Connect, sim: Simulator, clock: FakeClock, out: Path, hours: int, kept: bool
) -> None:
    def watch(request: httpx.Request) -> None:
        if request.url.path == "/api/view/chart":
            sim.expire_session()

    with pytest.raises(AuthenticationError):
        export(connect(watching(sim, watch), concurrency=1), out, sites=["S10001"])
    sim.renew_session()
    client = connect(concurrency=1)
    there = set(files(out))
    assert {"sites/part.parquet", "hardware/site=S10001/part.parquet"} <= there
    clock.advance(hours * 3600)
    result = export(client, out, sites=["S10001"])
    assert {part.path for part in result.skipped} == (there if kept else set())
    told = [note for note in result.notes if note.startswith("Kept from the run that ended early: ")]
    assert [note[-21:] for note in told] == (["2026-06-24 17:00 UTC."] if kept else [])
    assert manifest(out)["notes"] == [*result.notes]
    clock.advance(60)
    assert not [part for part in export(client, out, sites=["S10001"]).skipped if part.data_set != "charts"]


def test_a_file_that_is_gone_is_read_again(client: Driver, sim: Simulator, out: Path) -> None:
    export(client, out, what=["charts", "alerts"])
    before = files(out)
    (out / "charts/site=S10002/month=2026-05/part.parquet").unlink()
    shutil.rmtree(out / "alerts")
    anew(sim)
    result = export(client, out, what=["charts", "alerts"])
    assert anew(sim) == sorted([*LIST, "charts S10002 2026-05", *(f"alerts {site}" for site in SITES)])
    assert len(result.written) == 4
    assert files(out) == before


def _cut_off(content: bytes) -> bytes:
    return content[:-1]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        _cut_off,
        _flipped,
        lambda content: bytes(len(content)),
        lambda content: content[::-1],
        lambda content: content + b"\n",
        lambda _: b"",
    ],
)
def test_a_damaged_file_is_read_again(
    client: Driver, sim: Simulator, out: Path, damage: Callable[[bytes], bytes]
) -> None:
    export(client, out, what=["charts"], sites=["S10001", "S10002"])
    before = files(out)
    damaged = "charts/site=S10001/month=2026-04/part.parquet"
    (out / damaged).write_bytes(damage(before[damaged]))
    anew(sim)
    result = export(client, out, what=["charts"], sites=["S10001", "S10002"])
    assert anew(sim) == sorted([*LIST, "charts S10001 2026-04"])
    assert files(out) == before
    assert result.notes == (f"{damaged} did not have the checksum of the manifest, and was read again.",)
    assert manifest(out)["notes"] == [*result.notes]


def test_a_damaged_file_of_another_site_is_not_passed_off_as_sound(client: Driver, out: Path) -> None:
    export(client, out, what=["charts"], sites=["S10001", "S10002"])
    damaged = "charts/site=S10001/month=2026-04/part.parquet"
    (out / damaged).write_bytes(_flipped((out / damaged).read_bytes()))
    result = export(client, out, what=["charts"], sites=["S10002"])
    assert result.notes == (f"{damaged} did not have the checksum of the manifest, and is no longer in the manifest.",)
    assert damaged not in parts(out)


@pytest.mark.parametrize(
    ("moment", "again"),
    [
        ("2026-06-24T17:00Z", ["S10001", "S10002"]),
        ("2026-06-25T12:00Z", ["S10001", "S10002"]),
        ("2026-06-26T03:59Z", ["S10001", "S10002"]),
        ("2026-06-26T04:00Z", ["S10002"]),
        ("2026-06-26T07:00Z", []),
    ],
)
def test_a_month_is_read_again_until_some_days_after_its_end(
    client: Driver, sim: Simulator, clock: FakeClock, out: Path, moment: str, again: list[str]
) -> None:
    """The days of the sites end at 4:00 and 7:00 UTC."""
    options = {"start_date": "2026-05-30", "end_date": "2026-06-24", "what": ["charts"], "sites": ["S10001", "S10002"]}
    clock.advance((datetime.fromisoformat(moment) - START).total_seconds())
    export(client, out, reread_days=1, **options)
    open_ = {part["site"] for part in parts(out).values() if not part["is_final"]}
    assert open_ == set(again)
    anew(sim)
    export(client, out, reread_days=1, **options)
    assert anew(sim) == sorted([*LIST, *(f"charts {site} 2026-06" for site in again)])


@pytest.mark.parametrize(
    ("days", "again"), [(0, []), (23, []), (24, ["2026-05"]), (53, ["2026-05"]), (55, ["2026-04", "2026-05"])]
)
def test_how_far_back_months_are_read_again_is_settable(
    client: Driver, sim: Simulator, out: Path, days: int, again: list[str]
) -> None:
    """On 24 June May had ended 23.5 days before, and April 54.5 days."""
    options = {"what": ["charts"], "sites": ["S10001"], "start_date": "2026-04-01", "end_date": "2026-05-31"}
    export(client, out, **options)
    anew(sim)
    export(client, out, reread_days=days, **options)
    assert anew(sim) == sorted([*LIST, *(f"charts S10001 {month}" for month in again)])


def test_data_that_arrive_late_are_found(connect: Connect, sim: Simulator, clock: FakeClock, out: Path) -> None:
    """A logger was offline from the tenth to the twelfth, and sends what it kept 25 days later."""
    begin, end = (datetime(2026, 6, day, 4, tzinfo=UTC).timestamp() * 1000 for day in (10, 13))
    late = False

    def hold_back(body: JsonObject, _: JsonObject) -> None:
        for series in objects(body["series"]) if not late else ():
            series["dataXy"] = [
                point for point in objects(series["dataXy"]) if not begin <= float(str(point["x"])) < end
            ]

    options = {"what": ["charts"], "sites": ["S10001"], "start_date": "2026-06-01", "end_date": None}
    client = connect(bent(sim, {CHART: hold_back}))
    export(client, out, **options)
    clock.advance(9 * 86400)
    incomplete = export(client, out, **options)
    late = True
    clock.advance(3 * 86400)
    whole = export(client, out, **options)
    june = "charts/site=S10001/month=2026-06/part.parquet"
    rows = [next(part.rows for part in found.written if part.path == june) for found in (incomplete, whole)]
    assert rows[1] - rows[0] == 3 * 96 * 3
    clock.advance(30 * 86400)
    assert june in {part.path for part in export(client, out, **options).written}, (
        "30 days are not over when it was read"
    )
    assert june in {part.path for part in export(client, out, **options).skipped}


def test_more_days_are_added(client: Driver, sim: Simulator, out: Path) -> None:
    export(client, out, end_date="2026-04-29", what=["charts"])
    anew(sim)
    export(client, out, end_date="2026-05-02", what=["charts"])
    assert anew(sim) == sorted([*LIST, *(f"charts {site} {month}" for site in SITES for month in MONTHS)])
    held = parts(out)["charts/site=S10001/month=2026-04/part.parquet"]
    assert (held["from"], held["to"]) == ("2026-04-28", "2026-04-30")
    export(client, out, end_date="2026-05-03", what=["charts"])
    assert anew(sim) == sorted([*LIST, *(f"charts {site} 2026-05" for site in SITES)])
    assert (manifest(out)["from"], manifest(out)["to"]) == ("2026-04-28", "2026-05-03")


def test_days_that_nobody_names(client: Driver, sim: Simulator, clock: FakeClock, out: Path) -> None:
    """The first is that of the folder, or of the month; the last is today."""
    client.export_portfolio("C1001", out, ["charts"], sites=["S10001"])
    assert (manifest(out)["from"], manifest(out)["to"]) == ("2026-06-01", "2026-06-24")
    clock.advance(10 * 86400)
    anew(sim)
    client.export_portfolio("C1001", out, ["charts"], sites=["S10001"])
    assert anew(sim) == sorted([*LIST, "charts S10001 2026-06", "charts S10001 2026-07"])
    assert (manifest(out)["from"], manifest(out)["to"]) == ("2026-06-01", "2026-07-04")


def test_other_data_and_other_sites_are_added(client: Driver, sim: Simulator, out: Path) -> None:
    client.export_portfolio("C1001", out, ["hardware"], sites=["10001"])
    assert (manifest(out)["from"], manifest(out)["chart_type"]) == (None, None)
    assert "data_sets" in manifest(out)
    export(client, out, what=["charts"], sites=["S10001"])
    anew(sim)
    result = export(client, out, what=["charts", "hardware", "sites"], sites=["S10001", "S10002"])
    views = [f"hardware {site}" for site in ("S10001", "S10002")]
    assert anew(sim) == sorted([*LIST, *views, *(f"charts S10002 {month}" for month in MONTHS)])
    assert len(result.skipped) == 2
    assert manifest(out)["what"] == ["sites", "hardware", "charts"]
    client.export_portfolio("C1001", out, ["alerts"])
    assert manifest(out)["from"] == FIRST, "the days of charts stay known"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"format": "csv"}, "format is parquet there, and csv here"),
        ({"bin_size": 60}, "bin_size is 15 there, and 60 here"),
        ({"chart_type": 21}, "chart_type is 15 there, and 21 here"),
        ({"start_date": "2026-03-01"}, "start_date is 2026-04-28 there, and 2026-03-01 here"),
        ({"end_date": "2026-05-02"}, "it reaches to 2026-05-03, and end_date is 2026-05-02"),
        ({"customer_id": "C1002"}, "customer is C1001 there, and C1002 here"),
        ({"format": "jsonl", "bin_size": 5}, "format is parquet there, and jsonl here; bin_size is 15 there, and 5"),
    ],
)
def test_an_export_of_something_else_is_refused(
    client: Driver, sim: Simulator, out: Path, options: dict[str, Any], told: str
) -> None:
    export(client, out)
    before, known = files(out), manifest(out)
    anew(sim)
    arguments = {"customer_id": "C1001", "out": out, "start_date": FIRST, "end_date": LAST, **options}
    with pytest.raises(ConfigurationError, match=f"{told}.*Export into another folder"):
        client.export_portfolio(**arguments)
    assert sim.requests == []
    assert (files(out), manifest(out)) == (before, known)


def test_a_folder_without_a_part_takes_any_export(client: Driver, out: Path) -> None:
    with pytest.raises(ValidationError, match=r"not in the portfolio of C1001, which has 3 sites: S99999"):
        export(client, out, sites=["S10001", "S99999"])
    assert files(out) == {}
    assert export(client, out, format="csv", sites=["S10001"])


def test_two_exports_into_one_folder_keep_out_of_each_others_way(
    client: Driver, sim: Simulator, tmp_path: Path, out: Path
) -> None:
    refused: list[str] = []

    def meanwhile(done: int, total: int) -> None:
        if not refused:
            with (
                PowerTrackClient(sim.auth_manager(), transport=sim.transport(), backup_dir=tmp_path) as other,
                pytest.raises(ConfigurationError, match="another export is writing to") as caught,
            ):
                other.export_portfolio("C1001", out)
            refused.append(str(caught.value))

    assert export(client, out, progress=meanwhile)
    assert refused
    assert export(client, out), "the folder is free again"


def test_a_kill_between_the_journal_and_a_file_loses_nothing(client: Driver, sim: Simulator, out: Path) -> None:
    """What a crash may leave: lines of parts that are there, of one that is not, of an older one, and one cut off."""
    export(client, out)
    before, known = files(out), manifest(out)
    listed = objects(known["parts"])
    newer = {**listed[0], "sha256": "0" * 64, "bytes": 7}
    gone = next(part for part in listed if part["path"] == "charts/site=S10003/month=2026-05/part.parquet")
    (out / str(gone["path"])).unlink()
    journal = [newer, *listed[1:]]
    known["parts"] = [listed[0]]
    (out / "manifest.json").write_text(json.dumps(known))
    (out / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in journal) + '{"path": "cha')
    (out / "charts" / "site=S10003" / ".0123456789abcdef.part").write_bytes(b"half")
    anew(sim)
    result = export(client, out)
    assert anew(sim) == sorted([*VIEWS, needed(str(gone["path"]))])
    assert files(out) == before
    assert parts(out).keys() == before.keys()
    assert len([part for part in result.written if part.data_set == "charts"]) == 1
    assert not (out / "manifest.jsonl").exists()
