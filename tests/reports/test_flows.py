"""Reads of reports: what goes over the wire, and what comes back."""

from __future__ import annotations

import logging

import httpx
import pytest

from powertrack_api import examples
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import APIError, EmptyResponseError, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import Answering, answers
from tests.wire import ALL, Sent, get, held, wire

CONFIGS = "/api/view/reportconfigs"
LATER = "2026-01-01T00:00:00Z"


def asked(filter_by: str = "", since: str = ALL["lastChanged"]) -> Sent:
    page = "/powertrack/C1001/reports/reportconfigs"
    return Sent("POST", CONFIGS, {"lastChanged": since}, page, {"key": "C1001", "filter": filter_by})


def part(*keys: str, more: JsonValue = True, changed: JsonValue = LATER) -> JsonObject:
    return {"isMore": more, "key": "", "lastChanged": changed, "list": [{"key": key} for key in keys]}


def asked_since(transport: Answering) -> list[str]:
    return [request.url.params["lastChanged"] for request in transport.requests]


def test_the_rights(client: Driver, sim: Simulator) -> None:
    rights = client.get_reporting_capabilities()
    assert wire(sim) == [get("/api/reporting", query={})]
    assert rights.raw == examples.load("reports/get_reporting")
    assert rights.has_reporting_access is False


@pytest.mark.parametrize("customer", ["C1001", "c1001", 1001])
def test_the_reports_of_a_customer(client: Driver, sim: Simulator, customer: str | int) -> None:
    reports = client.get_report_configs(customer)
    assert wire(sim) == [asked()]
    assert reports == objects(held(sim, CONFIGS, ALL, {"key": "C1001", "filter": ""})["list"])
    assert [report["key"] for report in reports] == ["F3001"]


def test_the_reports_of_the_session(client: Driver, sim: Simulator) -> None:
    reports = client.get_report_configs()
    assert [request.path for request in wire(sim)[:-1]] == ["/api/node/favorites", "/api/node"]
    assert wire(sim)[-1] == asked()
    assert reports == client.get_report_configs("C1001")


def test_reports_with_a_text(client: Driver, sim: Simulator) -> None:
    assert client.get_report_configs("C1001", filter="nothing is called so") == []
    assert wire(sim) == [asked("nothing is called so")]
    assert len(client.get_report_configs("C1001", "Example")) == 1


def test_reports_in_parts(client: Driver, sim: Simulator) -> None:
    for number in range(60):
        body = {"name": f"Report {number}", "parentKey": "D4001", "key": ""}
        client.request("POST", "/api/reportconfig", body=body)
    sim.requests.clear()
    reports = client.get_report_configs("C1001")
    assert len(sim.requests) == 3
    assert all(
        request == asked(since=before)
        for request, before in zip(
            wire(sim), [ALL["lastChanged"], *(str(reports[last]["lastChanged"]) for last in (24, 49))], strict=True
        )
    )
    assert {report["name"] for report in reports} == {"Example Report", *(f"Report {number}" for number in range(60))}
    assert len({report["key"] for report in reports}) == len(reports) == 61


def test_a_report_that_comes_again_is_there_once(connect: Connect) -> None:
    newer: JsonObject = {**part(more=False), "list": [{"key": "F2", "name": "newer"}, {"key": "F3"}]}
    transport = answers(part("F1", "F2"), newer)
    assert connect(transport).get_report_configs("C1001") == [
        {"key": "F1"},
        {"key": "F2", "name": "newer"},
        {"key": "F3"},
    ]
    assert asked_since(transport) == [ALL["lastChanged"], LATER]


@pytest.mark.parametrize(
    ("later", "requests"),
    [
        ([part("F1")], 2),  # the same again
        ([part()], 2),
        ([b""], 2),  # nothing changed since
        ([part("F2", changed=None)], 2),
        ([part("F2", changed="2026-02-01T00:00:00Z"), b""], 3),
    ],
)
def test_a_list_that_cannot_be_read_to_its_end(
    connect: Connect, caplog: pytest.LogCaptureFixture, later: list[JsonValue | bytes], requests: int
) -> None:
    transport = answers(part("F1"), *later)
    with caplog.at_level(logging.WARNING, "powertrack_sdk"):
        reports = connect(transport).get_report_configs("C1001")
    assert reports[0] == {"key": "F1"}
    assert len(transport.requests) == requests
    assert f"C1001 has more reports than the {len(reports)} that could be read" in caplog.text


def test_a_server_that_always_has_more_is_left_at_last(connect: Connect) -> None:
    count = iter(range(10**9))

    def answer(_: httpx.Request) -> httpx.Response:
        number = next(count)
        return httpx.Response(200, json=part(f"F{number}", changed=f"{LATER}{number}"))

    transport = Answering(answer)
    assert len(connect(transport).get_report_configs("C1001")) == len(transport.requests) == 1000


@pytest.mark.parametrize("more", [False, None, "yes"])
def test_what_is_missing(connect: Connect, caplog: pytest.LogCaptureFixture, more: JsonValue) -> None:
    body: JsonObject = {"isMore": more, "list": [{"name": "a"}, None, {"name": "a"}, {"key": None, "name": "b"}]}
    reports = connect(answers(body)).get_report_configs("C1001")
    assert reports == [{"name": "a"}, {"key": None, "name": "b"}]
    assert connect(answers({})).get_report_configs("C1001") == []
    assert caplog.records == []


def test_reports_of_an_unknown_form_are_told(connect: Connect) -> None:
    with pytest.raises(APIError, match="holds something else than objects"):
        connect(answers({"list": ["F1"]})).get_report_configs("C1001")


def test_no_answer_at_first_is_told(connect: Connect) -> None:
    with pytest.raises(EmptyResponseError):
        connect(answers(b"")).get_report_configs("C1001")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"customer_id": "S10001"}, "the key of a customer is expected"),
        ({"customer_id": ""}, "the key of a customer is expected"),
        ({"filter": None}, "filter is None; a text is expected"),
    ],
)
def test_odd_arguments_are_refused(client: Driver, sim: Simulator, arguments: dict[str, str], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        client.get_report_configs(**arguments)
    assert sim.requests == []


def test_a_session_without_a_customer_is_told(connect: Connect) -> None:
    transport = answers([], {})
    with pytest.raises(ValidationError, match="name the customer"):
        connect(transport).get_report_configs()
    assert transport.methods == ["GET", "GET"]
