"""Starting reports: what goes over the wire, and what is refused before."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import (
    APIError,
    NetworkError,
    ReportResult,
    Task,
    ValidationError,
)
from powertrack_sdk.simulator import Fault, Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.tasks.expected import CONFIG, FETCH, LOOK, PAGE, READ, posts, started
from tests.transports import Answering, answers
from tests.wire import HOME, held, wire


@pytest.mark.parametrize("key", ["F3001", 3001, "f3001", " F3001 "])
def test_a_report_is_started_as_it_is_saved(client: Driver, sim: Simulator, key: str | int) -> None:
    task = client.start_report(key)
    assert wire(sim) == [READ, started()]
    assert task
    assert isinstance(task, Task)
    assert (task.key, task.is_done, task.has_failed, task.progress) == ("1000001", False, False, 0)


@pytest.mark.parametrize("parameters", [None, {}, {"skipNotInService": False}, {"range": {"start": "2026-04-20"}}])
def test_parameters_that_change_nothing_are_not_sent(
    client: Driver, sim: Simulator, parameters: JsonObject | None
) -> None:
    client.start_report("F3001", parameters)
    assert wire(sim) == [READ, started()]


def test_parameters_are_merged_into_the_saved_configuration(client: Driver, sim: Simulator) -> None:
    saved = held(sim, CONFIG)
    parameters = {
        "range": {"start": "2026-06-01"},
        "recipients": ["alex@example.com"],
        "sourceItems": [{"key": "S10002"}],
    }
    client.start_report("F3001", parameters)
    span, sources = saved["range"], saved["sourceItems"]
    assert isinstance(span, dict)
    assert isinstance(sources, list)
    expected: JsonObject = {
        **saved,
        "range": {**span, "start": "2026-06-01"},
        "deliveryEmails": ["alex@example.com"],
        "sourceItems": [*sources, {"key": "S10002"}],
    }
    assert wire(sim) == [READ, started(expected)]
    [_, request] = sim.requests
    assert isinstance(request.body, dict)
    assert json.dumps(request.body["reportConfig"]) == json.dumps(expected), "in the order of the saved one"


def test_the_saved_report_stays_as_it_is(client: Driver, sim: Simulator) -> None:
    saved = held(sim, CONFIG)
    client.run_report("F3001", {"reportTitle": "Another title"})
    assert held(sim, CONFIG) == saved


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"dateRange": "lastMonth", "includeCharts": True}, "dateRange is not a field"),
        ({"reportTitel": "x"}, "reportTitel is not a field; nearest: reportTitle"),
        ({"range": {"start": "June"}}, "range.start is"),
        ({"skipNotInService": "yes"}, "skipNotInService must be a boolean, not a string"),
        ({"lastChanged": "2026-06-01T00:00:00Z"}, "lastChanged is read-only"),
        ({"key": "F3002"}, "key"),
        (["reportTitle"], "a patch is a dict, not list"),
    ],
)
@pytest.mark.parametrize("method", ["start_report", "run_report"])
def test_wrong_parameters_start_nothing(
    client: Driver, sim: Simulator, method: str, parameters: Any, problem: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        getattr(client, method)("F3001", parameters)
    assert problem in str(caught.value)
    assert str(caught.value).startswith("ReportConfig: ")
    assert posts(sim) == []


@pytest.mark.parametrize("key", ["REPORT123", "S10001", "", "F", None])
def test_what_is_no_report_is_refused(client: Driver, sim: Simulator, key: Any) -> None:
    with pytest.raises(ValidationError, match="the key of a file is expected"):
        client.start_report(key)
    assert sim.requests == []


def test_a_report_that_is_not_there(client: Driver, sim: Simulator) -> None:
    with pytest.raises(APIError, match="404"):
        client.start_report("F9999")
    assert posts(sim) == []


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        ({"key": "F3001"}, "F3001: its configuration names no owner"),
        ({"key": "F3001", "ownerKey": ""}, "F3001: its configuration names no owner"),
        ({"key": "F3002", "ownerKey": "C1001"}, "F3001: the answer describes 'F3002' instead; nothing was started"),
        ({}, "F3001: the answer describes None instead"),
        ([], "the answer cannot be read"),
    ],
)
def test_a_configuration_that_cannot_be_used(connect: Connect, config: JsonValue, problem: str) -> None:
    transport = answers(config)
    with pytest.raises(APIError, match=problem):
        connect(transport).start_report("F3001")
    assert transport.methods == ["GET"]


def test_what_cannot_be_sent_back_as_it_came_is_not_sent(connect: Connect) -> None:
    """Only where the configuration goes back does it matter what Python makes of it."""
    config = b'{"key": "F3001", "ownerKey": "C1001", "sort": 0.10000000000000000001, "name": "a"}'
    transport = answers(config, {"key": "1"})
    with pytest.raises(APIError, match=r"sort: the number 0\.1"):
        connect(transport, max_retries=0).start_report("F3001", {"name": "b"})
    assert transport.methods == ["GET"]
    assert connect(answers(config, {"key": "1"})).start_report("F3001").key == "1"


def test_a_start_without_a_task(connect: Connect) -> None:
    """One capture has an empty object for an answer."""
    transport = answers({"key": "F3001", "ownerKey": "C1001"}, {})
    with pytest.raises(APIError, match="the answer names no task, so the report cannot be waited for"):
        connect(transport).start_report("F3001")


@pytest.mark.parametrize("kind", ["reset-after", "timeout", "unavailable"])
def test_a_start_is_never_repeated(client: Driver, sim: Simulator, kind: Any) -> None:
    sim.inject(Fault(kind, method="POST", times=None))
    with pytest.raises(APIError) as caught:
        client.run_report("F3001")
    assert posts(sim) == [started()]
    if isinstance(caught.value, NetworkError):
        assert "it may or may not have been acted on" in str(caught.value)


def test_a_report_from_begin_to_end(client: Driver, sim: Simulator, clock: FakeClock) -> None:
    seen: list[Task] = []
    result = client.run_report("F3001", progress=seen.append)
    assert wire(sim) == [READ, started(), LOOK, LOOK, LOOK, FETCH]
    assert [task.progress for task in seen] == [0, 50, 100]
    assert [task.is_done for task in seen] == [False, False, True]
    assert clock.slept == [2, 3]
    assert isinstance(result, ReportResult)
    assert result.task is seen[-1]
    assert result.title == "Example Report Title"
    names = {row[2] for row in result.table if row[0] == "Site Name"}
    assert names == {site.name for site in client.get_portfolio_overview("C1001").sites}


def test_a_report_of_other_sites_and_days(client: Driver, sim: Simulator) -> None:
    result = client.run_report(
        "F3001",
        {
            "range": {"start": "2026-06-01", "end": "2026-06-03"},
            "sourceItems": [{"key": "C1002", "$remove": True}, {"key": "S10002"}],
        },
    )
    assert result.begin is not None
    assert result.end is not None
    assert (result.begin.isoformat(), result.end.isoformat()) == ("2026-06-01T00:00:00", "2026-06-03T00:00:00")
    assert [row[2] for row in result.table if row[0] == "Site ID"] == ["10002"]


def test_the_report_is_read_from_home_and_started_from_its_page(client: Driver, sim: Simulator) -> None:
    client.run_report("F3001")
    assert {request.referer for request in wire(sim) if request.method == "GET"} == {HOME}
    assert [request.referer for request in posts(sim)] == [PAGE]


def test_the_page_is_that_of_the_owner(connect: Connect) -> None:
    pages: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        pages.append(request.headers["referer"])
        body = {"key": "F7", "ownerKey": "C55"} if request.method == "GET" else {"key": "1"}
        return httpx.Response(200, json=body)

    connect(Answering(answer)).start_report("F7")
    assert pages[-1].endswith("/powertrack/C55/reports/reportconfigs/F7")
