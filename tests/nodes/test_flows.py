"""The tree of customers, sites and devices, as other reads and writes ask it."""

from __future__ import annotations

import json

import httpx
import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import APIError, ValidationError
from powertrack_sdk.nodes.flows import devices_below, session_customer, session_site
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.reading import site_of
from tests.driver import Connect, Driver
from tests.transports import Answering, answers
from tests.wire import ALL, HOME, Sent, get, wire

FAVORITES, NOTICES = "/api/node/favorites", "/api/notifications/session"


def test_the_site_of_a_device(client: Driver, sim: Simulator) -> None:
    assert client.run(site_of("H100005")) == "S10001"
    assert wire(sim) == [get("/api/node/H100005", "/powertrack/H100005/administration/config")]


@pytest.mark.parametrize("parent", [{}, {"parentKey": None}, {"parentKey": 7}])
def test_a_device_that_names_no_site(connect: Connect, parent: JsonObject) -> None:
    with pytest.raises(APIError, match="H100005: its node names no site"):
        connect(answers({"key": "H100005", **parent})).run(site_of("H100005"))


def test_the_devices_of_a_site(client: Driver, sim: Simulator) -> None:
    devices = client.run(devices_below("S10002"))
    [sent] = wire(sim)
    assert isinstance(sent.body, dict)
    assert sent == Sent("POST", "/api/node", ALL, HOME, {**sent.body, "key": "S10002", "context": "query"})
    assert [device.key for device in devices] == [device.key for device in client.get_hardware_list("S10002")]


def test_only_devices_and_in_their_order(connect: Connect) -> None:
    nodes: list[JsonValue] = [
        {"key": "S10001", "kind": "site", "sort": 0},
        {"key": "H3", "kind": "hardware", "sort": 2},
        {"key": "H2", "kind": "hardware", "sort": 1},
        {"key": "H1", "kind": "hardware", "sort": 1},
        {"key": "H4", "kind": "hardware"},
        {"key": "C1", "kind": None},
    ]
    devices = connect(answers({"key": "S10001", "nodes": nodes})).run(devices_below("S10001"))
    assert [device.key for device in devices] == ["H4", "H1", "H2", "H3"]


def test_a_site_without_devices(connect: Connect) -> None:
    assert connect(answers({"key": "S10001", "nodes": None})).run(devices_below("S10001")) == []


def path_to(key: str) -> Sent:
    body: JsonObject = {
        "key": key,
        "context": "path",
        "kinds": ["customer", "hardware", "site", "user", "file", "folder", "report"],
        "subKinds": [],
        "nodes": [],
        "filter": "",
        "filterBy": "",
    }
    return Sent("POST", "/api/node", ALL, HOME, body)


def session(answer: dict[str, JsonValue | bytes]) -> Answering:
    """A server that knows these paths."""

    def of(request: httpx.Request) -> httpx.Response:
        body = answer[request.url.path]
        return httpx.Response(200, content=body) if isinstance(body, bytes) else httpx.Response(200, json=body)

    return Answering(of)


def test_the_customer_of_the_session(client: Driver, sim: Simulator) -> None:
    assert client.run(session_customer()) == "C1001"
    assert wire(sim) == [get(FAVORITES, query={}), path_to("S10001")]


def test_the_topmost_customer_is_that_of_the_session(connect: Connect) -> None:
    nodes: list[JsonValue] = [
        {"key": "D1", "kind": "folder"},
        {"key": "C9", "kind": None},
        {"key": "C7", "kind": "customer"},
        {"key": "C8", "kind": "customer"},
        {"key": "S10003", "kind": "site"},
    ]
    transport = session({FAVORITES: ["S10003"], "/api/node": {"key": "", "nodes": nodes}})
    assert connect(transport).run(session_customer()) == "C7"


@pytest.mark.parametrize("favorites", [[], ["", None, 5], b""])
@pytest.mark.parametrize("first", [{}, {"siteKey": None}, {"siteKey": ""}])
def test_without_favorites_a_notice_leads_to_the_customer(
    connect: Connect, favorites: JsonValue | bytes, first: JsonObject
) -> None:
    nodes: JsonObject = {"key": "", "nodes": [{"key": "C1001", "kind": "customer"}]}
    notices: JsonObject = {"key": "session", "list": [first, {"siteKey": "S10002"}]}
    transport = session({FAVORITES: favorites, NOTICES: notices, "/api/node": nodes})
    assert connect(transport).run(session_customer()) == "C1001"
    assert [request.url.path for request in transport.requests] == [FAVORITES, NOTICES, "/api/node"]
    assert json.loads(transport.requests[-1].content) == path_to("S10002").body


@pytest.mark.parametrize("notices", [{}, {"list": None}, {"list": [{}]}, b""])
def test_a_session_that_knows_nothing(connect: Connect, notices: JsonValue | bytes) -> None:
    transport = session({FAVORITES: [], NOTICES: notices})
    for flow, told in ((session_customer(), "name the customer"), (session_site(), "name a site")):
        with pytest.raises(ValidationError, match=told):
            connect(transport).run(flow)


@pytest.mark.parametrize("nodes", [None, [], [{"key": "S10001", "kind": "site"}], [{"key": "C1001"}]])
def test_a_path_without_a_customer(connect: Connect, nodes: JsonValue) -> None:
    transport = session({FAVORITES: ["S10001"], "/api/node": {"key": "", "nodes": nodes}})
    with pytest.raises(ValidationError, match="name the customer by its key"):
        connect(transport).run(session_customer())


def test_a_site_of_the_session(client: Driver, sim: Simulator) -> None:
    assert client.run(session_site()) == "S10001"
    assert wire(sim) == [get(FAVORITES, query={})]


def test_favorites_that_are_no_sites_are_passed_over(connect: Connect) -> None:
    assert connect(session({FAVORITES: ["C1001", "S10002"]})).run(session_site()) == "S10002"
    transport = session({FAVORITES: ["C1001"], NOTICES: {"list": [{"siteKey": "x"}, {"siteKey": "S10003"}]}})
    assert connect(transport).run(session_site()) == "S10003"
