"""The tree of customers, sites and devices, as other reads and writes ask it."""

from __future__ import annotations

import pytest

from powertrack_api.decoding import JsonObject, JsonValue
from powertrack_sdk import APIError
from powertrack_sdk.nodes.flows import devices_below, site_of
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import ALL, HOME, Sent, get, wire


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
