"""What changed in the API is found, exactly that, and told in the log once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from powertrack_core.decoding import JsonObject, JsonValue, load_object
from powertrack_core.operation import Operation
from powertrack_sdk import APIError, PowerTrackError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.traffic.report import read_report
from tests.driver import Connect, Driver
from tests.test_clients import READS
from tests.traffic.observed import Found, changing, found, json_response, news, told
from tests.transports import Answering, answers

SITE = "GET /api/edit/site/{siteKey}"
CONFIG = "/api/edit/site/S10001"


def setting(name: str, value: JsonValue) -> Callable[[JsonObject], None]:
    """A change that sets a field."""
    return lambda body: body.update({name: value})


def grow(body: Any) -> None:
    """What a later version of the API may do to a portfolio: a field more, a null, and another type."""
    for row in body["sites"]:
        row["batteryHealth"] = {"state": "good", "cycles": 12}
        row["name"] = None
        row["inverterFaults"] = "4 of 4"


def recode(body: Any) -> None:
    body["functionCode"] = 58


def test_exactly_what_changed_is_found(connect: Connect, sim: Simulator, kept: Path) -> None:
    changes = {"/api/view/portfolio/": grow, "/api/edit/hardware/H100005": recode}
    client = connect(changing(sim, changes, ("/api/view/batteries/",)), observe=kept)
    for method, arguments in READS.items():
        getattr(client, method)(*arguments)
    client.request("GET", "/api/view/batteries/S10001")
    client.close_client()
    portfolio = "GET /api/view/portfolio/{customerKey}"
    assert news(kept) == {
        ("field", portfolio, "sites[].batteryHealth", ""),
        ("null", portfolio, "sites[].name", ""),
        ("type", portfolio, "sites[].inverterFaults", ""),
        ("enumeration value", "GET /api/edit/hardware/{hardwareKey}", "functionCode", "code 58"),
        ("operation", "GET /api/view/batteries/{siteKey}", "", ""),
    }


def of_config(connect: Connect, sim: Simulator, kept: Path, change: Callable[[JsonObject], object]) -> set[Found]:
    client = connect(changing(sim, {CONFIG: change}), observe=kept)
    client.request("GET", CONFIG)
    client.close_client()
    return found(kept)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (setting("batteryHealth", 3), ("field", SITE, "batteryHealth", "")),
        (setting("location", None), ("null", SITE, "location", "")),
        (setting("name", 7), ("type", SITE, "name", "")),
        (setting("name", ["Maple"]), ("type", SITE, "name", "")),
        (setting("location", "45.1 N"), ("type", SITE, "location", "")),
        (setting("customers", {"C1001": True}), ("field", SITE, "customers", "")),
        (setting("key", "H10001"), ("form of a text", SITE, "key", "")),
        (setting("key", None), ("identity missing", SITE, "key", "")),
        (lambda body: body.pop("key"), ("identity missing", SITE, "key", "")),
        (lambda body: body["location"].update(altitude=1), ("field", SITE, "location.altitude", "")),
        (setting("acCapacityUnit2", 1), ("field", SITE, "acCapacityUnit2", "")),
        (setting("capacityAcUnit", 99), ("enumeration value", SITE, "capacityAcUnit", "code 99")),
        (
            setting("capacityAcUnit", 123456),
            ("enumeration value", SITE, "capacityAcUnit", "a number too large for a code"),
        ),
        (setting("S10002", 1), ("field", SITE, "{siteKey}", "")),
        (setting("Alex Example", 1), ("field", SITE, "{text}", "")),
    ],
)
def test_one_change_is_one_finding(
    connect: Connect, sim: Simulator, kept: Path, change: Callable[[JsonObject], object], expected: Found
) -> None:
    assert of_config(connect, sim, kept, change) == {expected}


@pytest.mark.parametrize(
    "change",
    [
        setting("capacityAc", 7),
        setting("capacityAc", 7.5),
        setting("capacityAcUnit", 10.0),
        setting("capacityAcUnit", 47),
        setting("name", ""),
        lambda body: body.pop("name"),
        lambda body: body.clear() or body.update(key="S10001"),
    ],
    ids=["a whole number", "a fraction", "a whole code", "a code without a name", "no text", "a field less", "few"],
)
def test_what_reads_are_lenient_with_is_no_news(
    connect: Connect, sim: Simulator, kept: Path, change: Callable[[JsonObject], object]
) -> None:
    assert of_config(connect, sim, kept, change) == set()


@pytest.mark.parametrize("value", [None, 1, 2.5, "NaN", "Infinity", "-Infinity"])
def test_a_measurement_may_be_all_that_one_may_be(connect: Connect, sim: Simulator, kept: Path, value: Any) -> None:
    def change(body: Any) -> None:
        for row in body["sites"]:
            row["power"] = value

    client = connect(changing(sim, {"/api/view/portfolio/": change}), observe=kept)
    client.get_portfolio_overview("C1001")
    client.close_client()
    assert news(kept) == set()


def test_a_measurement_that_is_a_word_is_news(connect: Connect, sim: Simulator, kept: Path) -> None:
    def change(body: Any) -> None:
        body["sites"][0]["power"] = "offline"

    client = connect(changing(sim, {"/api/view/portfolio/": change}), observe=kept)
    client.get_portfolio_overview("C1001")
    client.close_client()
    assert news(kept) == {("form of a text", "GET /api/view/portfolio/{customerKey}", "sites[].power", "")}


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "2026-06-01T00:00:00.1234567Z", None])
def test_moments_may_be_missing_in_each_way(connect: Connect, sim: Simulator, kept: Path, value: Any) -> None:
    def change(body: Any) -> None:
        for row in body["sites"]:
            row["lastUpload"] = value

    client = connect(changing(sim, {"/api/view/portfolio/": change}), observe=kept)
    client.get_portfolio_overview("C1001")
    client.close_client()
    assert news(kept) == set()


def test_parts_of_maps_are_compared_by_the_kind_of_their_keys(connect: Connect, sim: Simulator, kept: Path) -> None:
    def change(body: Any) -> None:
        for one in body["hardwareSummary"].values():
            one["loudest"] = True

    client = connect(changing(sim, {"/api/view/activealerts/": change}), observe=kept)
    client.get_alert_summary("C1001")
    client.close_client()
    operation = "GET /api/view/activealerts/activesummary/{customerKey}"
    assert found(kept) == {("field", operation, "hardwareSummary.{hardwareKey}.loudest", "")}


def test_points_of_series_are_compared(connect: Connect, sim: Simulator, kept: Path) -> None:
    def change(body: Any) -> None:
        for point in body["series"][0]["dataXy"][40:]:
            point["z"] = 1.5

    client = connect(changing(sim, {"/api/view/chart": change}), observe=kept)
    client.get_chart_data(15, "S10001", "2026-06-23", "2026-06-23", bin_size=15)
    client.close_client()
    assert found(kept) == {("field", "POST /api/view/chart", "series[].dataXy[].z", "")}


@pytest.mark.parametrize(
    ("key", "kind"), [("S10001", "siteKey"), ("H100005", "hardwareKey"), ("AS400004", "alertKey"), ("U2001", "userKey")]
)
def test_each_kind_of_key_has_an_operation_of_its_own(connect: Connect, kept: Path, key: str, kind: str) -> None:
    client = connect(answers({"key": key, "grown": 1}), observe=kept)
    client.request("GET", f"/api/node/{key}")
    client.close_client()
    assert ("field", f"GET /api/node/{{{kind}}}", "grown", "") in found(kept)


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/api/view/batteries/S10001", ("operation", "GET /api/view/batteries/{siteKey}")),
        ("POST", "/api/batteries", ("operation", "POST /api/batteries")),
        ("GET", "/api/view/site/H100005", ("kind of key", "GET /api/view/site/{hardwareKey}")),
        ("GET", "/api/node/Q17", ("kind of key", "GET /api/node/{otherKey}")),
        ("DELETE", "/api/edit/site/S10001", ("operation", "DELETE /api/edit/site/{siteKey}")),
        ("GET", "/api/v2/1234/ae-17", ("operation", "GET /api/{text}/{id}/{text}")),
        ("GET", "/api/find/Alex%20Example?x=1", ("operation", "GET /api/find/{text}")),
        ("GET", "/api/x/001122AABB01/{00000000-1111-2222-3333-444444444444}", ("operation", "GET /api/x/{mac}/{guid}")),
    ],
)
def test_what_is_asked_for_by_path_and_unknown(
    connect: Connect, kept: Path, method: str, path: str, expected: tuple[str, str]
) -> None:
    client = connect(answers({"charge": 1.5}), observe=kept)
    client.request(method, path)
    client.close_client()
    assert found(kept) == {(*expected, "", "")}


def test_what_is_asked_for_by_path_and_known(connect: Connect, kept: Path) -> None:
    client = connect(answers({"key": "S10001"}), observe=kept)
    client.request("GET", "/API/Edit/Site/S10001")
    client.request("GET", "/api/view/site/S10001", query={"lastChanged": "1900-01-01T00:00:00.000Z"})
    client.close_client()
    assert found(kept) == set()


def test_query_parameters(connect: Connect, kept: Path) -> None:
    client = connect(answers({"key": "S10001"}), observe=kept)
    client.request("GET", "/api/view/site/S10001?expand=all", query={"lastChanged": "x", "Alex Example": "1"})
    client.close_client()
    assert found(kept) == {
        ("query parameter", "GET /api/view/site/{siteKey}", "", "expand"),
        ("query parameter", "GET /api/view/site/{siteKey}", "", "{text}"),
    }


@pytest.mark.parametrize("status", [202, 204, 400, 409, 418])
def test_other_statuses_than_those_described(connect: Connect, kept: Path, status: int) -> None:
    client = connect(answers(json_response({"key": "S10001", "message": "x", "more": 1}, status)), observe=kept)
    try:
        client.request("GET", CONFIG)
    except APIError as error:
        assert error.status_code == status
    client.close_client()
    expected: set[Found] = {("status", SITE, "", str(status))}
    if status < 300:
        expected |= {("field", SITE, "more", ""), ("field", SITE, "message", "")}
    assert found(kept) == expected


@pytest.mark.parametrize(
    "answer",
    [
        json_response({"message": "x"}, 401),
        json_response({"message": "x"}, 404),
        json_response({"message": "x"}, 429),
        json_response({"message": "x"}, 500),
        json_response({"message": "x"}, 503),
        httpx.Response(302, headers={"Location": "/login"}),
        httpx.Response(200, headers={"Content-Type": "text/html"}, content=b"<html>Sign in</html>"),
        httpx.Response(200, headers={"Content-Type": "application/json"}, content=b'{"key": "S1", "cut'),
        httpx.Response(200, headers={"Content-Type": "application/json"}, content=b""),
    ],
    ids=["401", "404", "429", "500", "503", "redirect", "page", "cut off", "empty"],
)
@pytest.mark.parametrize("path", [CONFIG, "/api/view/batteries"])
def test_what_goes_wrong_is_no_news(connect: Connect, kept: Path, answer: httpx.Response, path: str) -> None:
    client = connect(answers(answer), observe=kept, max_retries=0)
    if answer.content or answer.status_code != 200:
        with pytest.raises(PowerTrackError):
            client.request("GET", path)
    else:
        assert client.request("GET", path) is None
    client.close_client()
    complete = answer.status_code == 200 and "json" in answer.headers["Content-Type"]
    unknown: set[Found] = {("operation", "GET /api/view/batteries", "", "")}
    assert found(kept) == (unknown if complete and path != CONFIG else set())


@pytest.mark.parametrize("kind", ["server-error", "rate-limit", "truncated", "login-page"])
def test_faults_are_no_news(client: Driver, connect: Connect, sim: Simulator, kept: Path, kind: Any) -> None:
    assert client.client, "another one, which sees the same simulator"
    observed = connect(observe=kept, max_retries=2)
    sim.inject(Fault(kind))
    try:
        observed.get_site_config("S10001")
    except PowerTrackError:
        assert kind == "login-page"
    observed.close_client()
    assert found(kept) == set()


def test_an_answer_where_none_was_described(connect: Connect, kept: Path) -> None:
    client = connect(answers({"saved": True}), observe=kept)
    client.request("POST", "/api/userpreferences", body={})
    client.close_client()
    assert found(kept) == {("first value", "POST /api/userpreferences", "", "")}


def test_csv_is_not_looked_into(connect: Connect, kept: Path) -> None:
    client = connect(observe=kept)
    client.run_report("F3001")
    client.close_client()
    assert news(kept) == set()


def test_each_finding_is_told_once_in_a_run(
    connect: Connect, sim: Simulator, kept: Path, logged: pytest.LogCaptureFixture
) -> None:
    client = connect(changing(sim, {"/api/edit/site/": setting("batteryHealth", 3)}), observe=kept)
    for _ in range(3):
        for key in ("S10001", "S10002", "S10003"):
            client.get_site_config(key)
    client.close_client()
    assert told(logged) == [f"{SITE}: field batteryHealth is not in the specification; it is whole number"]
    logged.clear()
    client = connect(changing(sim, {"/api/edit/site/": setting("batteryHealth", 3)}), observe=kept)
    client.get_site_config("S10001")
    client.close_client()
    assert len(told(logged)) == 1, "the next run tells it again"


def test_what_breaks_programs_is_a_warning(
    connect: Connect, sim: Simulator, kept: Path, logged: pytest.LogCaptureFixture
) -> None:
    def change(body: Any) -> None:
        body["name"], body["grown"] = 7, None

    of_config(connect, sim, kept, change)
    assert told(logged, logging.WARNING) == [f"{SITE}: field name is whole number; expected text"]
    assert told(logged, logging.INFO) == [f"{SITE}: field grown is not in the specification; it is null"]


def test_sentences_say_what_came(connect: Connect, sim: Simulator, kept: Path) -> None:
    def change(body: Any) -> None:
        body["location"]["latitude"] = None
        body["key"] = "C1001"
        body["capacityAcUnit"] = 99
        body["batteries"] = [{"key": "H1", "since": "2026-06-01T00:00:00Z", "cells": [1, 2.5]}, None]

    client = connect(changing(sim, {CONFIG: change}, ("/api/view/batteries",)), observe=kept)
    client.request("GET", CONFIG, query={"expand": "1"})
    client.request("GET", "/api/view/batteries")
    client.close_client()
    assert [str(one) for one in read_report(kept).findings] == [
        f"{SITE}: field key is text (customerKey); expected text of another form",
        f"{SITE}: field batteries is not in the specification; it is list of (object or null)",
        f"{SITE}: field location.latitude is null; expected number",
        f"{SITE}: field capacityAcUnit has code 99, which is not in the specification",
        f"{SITE}: query parameter expand is not in the specification",
        "GET /api/view/batteries is not in the specification; the answer is object",
    ]
    assert read_report(kept).findings[1].inner == (
        ("batteries[]", "object or null"),
        ("batteries[].cells", "list of number"),
        ("batteries[].cells[]", "number"),
        ("batteries[].key", "text (hardwareKey)"),
        ("batteries[].since", "text (instant)"),
    )


def test_long_answers_are_looked_at_in_part(connect: Connect, kept: Path) -> None:
    """Of a list only some items are, from all over it."""
    rows: list[JsonValue] = [{"key": f"S{10000 + number}", "name": "x" * 60} for number in range(6000)]
    late = [{**row, "grown": 1} if place > 3000 else row for place, row in enumerate(rows) if isinstance(row, dict)]
    client = connect(answers({"key": "C1001", "sites": [*late]}), observe=kept)
    client.request("GET", "/api/view/portfolio/C1001")
    client.close_client()
    assert found(kept) == {("field", "GET /api/view/portfolio/{customerKey}", "sites[].grown", "")}


def test_not_every_answer_is_looked_at(connect: Connect, sim: Simulator, kept: Path) -> None:
    client = connect(observe=kept)
    for _ in range(110):
        client.get_site_config("S10001")
    client.close_client()
    assert read_report(kept).answers == 9  # the first eight, and the hundredth
    assert len(sim.requests) == 110


def test_what_is_nested_deep_is_looked_at_down_to_some_depth(connect: Connect, kept: Path) -> None:
    deep = b'{"a":' * 900 + b"1" + b"}" * 900
    client = connect(answers(deep), observe=kept)
    assert client.request("GET", "/api/deep")
    client.close_client()
    [finding] = read_report(kept).findings
    assert 10 < len(finding.inner) < 100


def test_an_observer_that_fails_disturbs_nobody(connect: Connect, kept: Path, logged: pytest.LogCaptureFixture) -> None:
    client = connect(observe=kept)
    wrong: Any = {7: "x"}  # an operation of one's own, with something else than a text where a name belongs
    for _ in range(2):
        assert client.send(Operation(id="own", method="GET", path=CONFIG, parse=load_object, query=wrong))["key"]
    client.close_client()
    assert told(logged) == ["an answer could not be recorded (TypeError) and was skipped"]


def test_requests_with_other_methods_are_passed_over(connect: Connect, kept: Path) -> None:
    transport = Answering(lambda _: httpx.Response(200, content=b"{}"))
    client = connect(transport, observe=kept)
    client.request("OPTIONS", CONFIG)
    client.close_client()
    assert transport.methods == ["OPTIONS"]
    assert read_report(kept).answers == 0
