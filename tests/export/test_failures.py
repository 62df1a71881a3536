"""What cannot be read is told, and the rest goes on; what keeps all from being read ends it."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import APIError, AuthenticationError, ConfigurationError, ExportResult, FailedPart, ValidationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Connect, Driver
from tests.export.exported import FIRST, LAST, MONTHS, asked_by, files, manifest, parts
from tests.transports import JSON_TYPE, Answering, watching

pytestmark = pytest.mark.slow

ARGUMENTS = {"customer_id": "C1001", "start_date": FIRST, "end_date": LAST}


def altered(sim: Simulator, path: str, alter: Callable[[JsonObject], None]) -> Answering:
    """The transport of a simulator whose answers to some requests are altered."""
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        response = transport.handle_request(request)
        if path not in request.url.path:
            return response
        body = json.loads(response.content)
        alter(body)
        return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=json.dumps(body))

    return Answering(answer)


def test_one_site_that_fails_is_told_and_the_rest_goes_on(connect: Connect, sim: Simulator, out: Path) -> None:
    client = connect(max_retries=0)
    sim.inject(Fault("server-error", path="sitehardwareproduction/S10002", times=None))
    sim.inject(Fault("unavailable", path="activealerts/S10003", times=None))
    result = client.export_portfolio(out=out, **ARGUMENTS)
    assert isinstance(result, ExportResult)
    assert not result
    failed = ["alerts/site=S10003", "hardware/site=S10002", "hardware_registers/site=S10002"]
    assert [failure.path for failure in result.failed] == [f"{folder}/part.parquet" for folder in failed]
    first = result.failed[0]
    assert isinstance(first, FailedPart)
    assert (first.data_set, first.site, first.month) == ("alerts", "S10003", None)
    assert "503" in first.reason
    assert "500" in result.failed[1].reason
    assert len(result.written) == 16 - 3
    assert not {failure.path for failure in result.failed} & files(out).keys()
    told = objects(manifest(out)["failures"])
    assert [(row["path"], row["reason"]) for row in told] == [(one.path, one.reason) for one in result.failed]
    assert str(result).splitlines()[-1] == f"13 written, 3 failed ({out})"

    sim.clear_faults()
    sim.requests.clear()
    again = client.export_portfolio(out=out, **ARGUMENTS)
    assert again
    views = [f"{data_set} {site}" for data_set in ("alerts", "hardware") for site in ("S10001", "S10002", "S10003")]
    assert asked_by(sim.requests) == [*views, "sites C1001"], "the charts are kept"
    assert manifest(out)["failures"] == []


def test_a_passing_failure_is_tried_again(client: Driver, sim: Simulator, out: Path) -> None:
    sim.inject(Fault("unavailable", path="view/chart", times=2))
    assert client.export_portfolio(out=out, **ARGUMENTS)


def test_a_month_that_fails_the_second_time_keeps_its_file(connect: Connect, sim: Simulator, out: Path) -> None:
    client = connect(max_retries=0)
    options = {"customer_id": "C1001", "out": out, "what": ["charts"], "sites": ["S10001"]}
    assert client.export_portfolio(**options)
    before = files(out)
    sim.inject(Fault("server-error", path="view/chart"))
    result = client.export_portfolio(**options)
    assert [one.path for one in result.failed] == list(before)
    assert all(one.reason.endswith("The data read at 2026-06-24 17:00 UTC are kept") for one in result.failed)
    assert files(out) == before
    assert list(parts(out)) == list(before)


def test_a_site_without_data_has_parts_without_rows(client: Driver, out: Path) -> None:
    result = client.export_portfolio(out=out, **ARGUMENTS)
    assert result, "that there is no data is no failure"
    charts = [part for part in result.empty if part.data_set == "charts"]
    assert [(part.site, part.month) for part in charts] == [("S10003", month) for month in MONTHS]
    assert all(part.path in files(out) for part in charts)
    assert {path for path, part in parts(out).items() if part["rows"] == 0} == {part.path for part in result.empty}


def test_a_session_that_ends_ends_the_export_and_what_was_written_stays(
    connect: Connect, sim: Simulator, out: Path
) -> None:
    def watch(request: httpx.Request) -> None:
        if len(sim.requests) == 6:
            sim.expire_session()

    client = connect(watching(sim, watch), concurrency=2)
    with pytest.raises(AuthenticationError) as caught:
        client.export_portfolio(out=out, **ARGUMENTS)
    assert f"The parts read so far stay in {out}; the same call reads the rest." in caught.value.__notes__
    written = files(out)
    assert "sites/part.parquet" in written
    assert len(written) < 16
    assert parts(out).keys() == written.keys()
    assert manifest(out)["finished_at"] is None
    assert len(sim.requests) <= 8, "nothing more is asked for"

    sim.renew_session()
    sim.requests.clear()
    again = connect(concurrency=2)
    assert again.export_portfolio(out=out, **ARGUMENTS)
    assert len(asked_by(sim.requests)) == 1 + 12 - len({*map(_reading, written)} - {"sites"})
    assert manifest(out)["finished_at"] is not None


def _reading(path: str) -> str:
    """What is read at once: a device's readings come with it."""
    folder = path.rpartition("/")[0]
    return folder.replace("hardware_registers", "hardware")


def test_a_portfolio_that_cannot_be_read_is_an_error(connect: Connect, sim: Simulator, out: Path) -> None:
    client = connect(max_retries=0)
    sim.inject(Fault("server-error", path="portfolio"))
    with pytest.raises(APIError, match="500"):
        client.export_portfolio(out=out, **ARGUMENTS)
    assert files(out) == {}
    assert client.export_portfolio(out=out, **{**ARGUMENTS, "format": "csv"}), "nothing keeps the folder from it"


def test_what_a_chart_says_of_itself_is_told(connect: Connect, sim: Simulator, out: Path) -> None:
    def alter(body: JsonObject) -> None:
        body["errorString"] = "No such chart."

    client = connect(altered(sim, "view/chart", alter))
    result = client.export_portfolio(out=out, what=["charts"], sites=["S10001"], **ARGUMENTS)
    reason = "POST /api/view/chart: PowerTrack answered 200 with an error inside: No such chart."
    assert [one.reason for one in result.failed] == [reason] * 2


def test_a_number_that_no_column_can_hold_is_told(connect: Connect, sim: Simulator, out: Path) -> None:
    def alter(body: JsonObject) -> None:
        objects(body["hardware"])[0]["sortOrder"] = 2**70

    client = connect(altered(sim, "sitehardwareproduction/S10001", alter))
    result = client.export_portfolio("C1001", out, ["hardware"])
    reason = "the answer has a number in sort_order that is too large for 64 bits"
    assert [(one.path, one.reason) for one in result.failed] == [
        (f"{name}/site=S10001/part.parquet", reason) for name in ("hardware", "hardware_registers")
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"customer_id": "S10001"}, "the key of a site; the key of a customer is expected"),
        ({"what": []}, "what is empty; some of sites, hardware, alerts, charts are expected"),
        ({"what": ["charts", "reports"]}, "what is 'reports'; some of sites"),
        ({"what": "charts"}, "what is one text, 'charts'; a list is expected"),
        ({"sites": "S10001"}, "sites is one text"),
        ({"sites": ["H100005"]}, "the key of a device"),
        ({"format": "xlsx"}, "format is 'xlsx'; one of parquet, csv, jsonl is expected"),
        ({"bin_size": 0}, "bin_size is 0"),
        ({"start_date": "June"}, "start_date is 'June'"),
        ({"start_date": "2026-06-01"}, "start_date 2026-06-01 lies after end_date 2026-05-03"),
        ({"start_date": "2026-07-01", "end_date": None}, "start_date 2026-07-01 lies after today"),
        ({"end_date": "9999-12-31"}, "end_date is 9999-12-31"),
        ({"what": ["sites"]}, "start_date and end_date apply to charts only, and charts are not asked for"),
    ],
)
def test_a_wrong_argument_is_told_before_anything_is_sent(
    client: Driver, sim: Simulator, out: Path, options: dict[str, Any], told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        client.export_portfolio(**{**ARGUMENTS, "out": out, **options})
    assert sim.requests == []
    assert files(out) == {}


def test_parquet_takes_an_extra(client: Driver, sim: Simulator, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ConfigurationError, match=r"Parquet needs pyarrow; install it with .*powertrack-sdk\[arrow\]"):
        client.export_portfolio(out=out, **ARGUMENTS)
    assert sim.requests == []
    assert not out.exists()
    assert client.export_portfolio(out=out, **{**ARGUMENTS, "format": "csv"})


def test_a_folder_that_cannot_be_made_is_told(client: Driver, sim: Simulator, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ConfigurationError, match=r"cannot be written .*Choose another folder"):
        client.export_portfolio(out=tmp_path / "file" / "below", **ARGUMENTS)
    assert sim.requests == []


def test_a_part_that_cannot_be_written_ends_the_export(client: Driver, sim: Simulator, out: Path) -> None:
    (out / "notes").mkdir(parents=True)

    def block(done: int, total: int) -> None:
        if not (out / "charts").exists():
            (out / "charts").write_text("no folder")

    with pytest.raises(ConfigurationError, match=r"charts.*cannot be written"):
        client.export_portfolio(out=out, progress=block, **{**ARGUMENTS, "what": ["sites", "charts"]})
    assert parts(out).keys() == {"sites/part.parquet"}


def test_progress_counts_parts(client: Driver, sim: Simulator, out: Path) -> None:
    seen: list[tuple[int, int]] = []
    client.export_portfolio(out=out, progress=lambda done, total: seen.append((done, total)), **ARGUMENTS)
    assert seen == sorted(seen)
    assert seen[0] == (1, 16)
    assert seen[-1] == (16, 16)


@pytest.mark.skipif(os.name == "nt", reason="counts files while they are put in place")
@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_parts_are_held_than_requests_are_allowed(
    connect: Connect, sim: Simulator, out: Path, concurrency: int
) -> None:
    """A part is on the disk before the next but so many is asked for."""
    held: list[int] = []
    counting = threading.Lock()

    def watch(request: httpx.Request) -> None:
        if request.url.path == "/api/view/chart":
            with counting:  # so that no other is asked for between counting files and requests
                there = len([*(out / "charts").rglob("*.parquet")])
                held.append(len(held) + 1 - there)

    client = connect(watching(sim, watch), concurrency=concurrency)
    client.export_portfolio("C1001", out, ["charts"], start_date="2025-12-31", end_date="2026-05-01")
    assert len(held) == 18
    assert max(held) <= concurrency
