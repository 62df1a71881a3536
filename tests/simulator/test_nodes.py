"""The tree of customer, sites and devices."""

from __future__ import annotations

import json

import pytest

from powertrack_core.decoding import JsonObject, JsonValue

from .browser import CUSTOMER, INVERTER, SITE, STATION, Browser, OpenBrowser, an_object, rows


def path_to(browser: Browser, key: str, kinds: list[JsonValue]) -> JsonObject:
    return an_object(browser.ask("node", {"key": key, "context": "path", "kinds": kinds, "subKinds": [], "filter": ""}))


def test_the_path_runs_from_the_customer_to_the_device(browser: Browser) -> None:
    answer = path_to(browser, INVERTER, ["customer", "site", "hardware"])
    assert answer["node"] is None
    assert [node["key"] for node in rows(answer, "nodes")] == [CUSTOMER, SITE, INVERTER]
    assert [node["path"] for node in rows(answer, "nodes")] == [[], [CUSTOMER], [CUSTOMER, SITE]]
    assert answer["lastChanged"] == max(str(node["lastChanged"]) for node in rows(answer, "nodes"))


def test_the_path_has_only_the_kinds_asked_for(browser: Browser) -> None:
    assert [node["key"] for node in rows(path_to(browser, INVERTER, ["site"]), "nodes")] == [SITE]


def test_all_sites_of_a_customer(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=7)
    answer = browser.nodes(CUSTOMER, kinds=["site"])
    assert [node["key"] for node in rows(answer, "nodes")] == browser.simulator.site_keys
    node = answer["node"]
    assert isinstance(node, dict)
    assert node["key"] == CUSTOMER


def test_all_devices_of_a_customer(browser: Browser) -> None:
    nodes = rows(browser.nodes(CUSTOMER, kinds=["hardware"]), "nodes")
    assert {node["kind"] for node in nodes} == {"hardware"}
    assert {node["parentKey"] for node in nodes} == set(browser.simulator.site_keys)
    assert len(rows(browser.nodes(CUSTOMER), "nodes")) == len(nodes) + 3


def test_only_devices_with_a_function(browser: Browser) -> None:
    assert {node["subKind"] for node in rows(browser.nodes(SITE, subKinds=[1, 5]), "nodes")} == {1, 5}


def test_only_names_with_a_text(browser: Browser) -> None:
    assert [node["key"] for node in rows(browser.nodes(SITE, filter="wEATHER"), "nodes")] == [STATION]


def test_nothing_lies_below_a_device(browser: Browser) -> None:
    answer = browser.nodes(INVERTER)
    assert answer["nodes"] == []
    assert answer["lastChanged"] == "1900-01-01T00:00:00Z"


def test_the_question_is_echoed(browser: Browser) -> None:
    answer = browser.nodes(SITE, kinds=["hardware"], filter="x")
    assert json.loads(str(answer["key"])) == {
        "key": SITE,
        "context": "query",
        "kinds": ["hardware"],
        "subKinds": [],
        "nodes": [],
        "filter": "x",
        "filterBy": "Name",
    }


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ({"context": "query"}, 400),
        ({"key": SITE}, 400),
        ({"key": SITE, "context": "sideways"}, 400),
        ({"key": SITE, "context": "query", "kinds": "site"}, 400),
        ({"key": "S1", "context": "query"}, 404),
    ],
)
def test_questions_that_make_no_sense(browser: Browser, question: JsonObject, status: int) -> None:
    assert browser.ask("node", question).status_code == status


def test_a_user(browser: Browser) -> None:
    assert browser.read("node/U2001")["kind"] == "user"
