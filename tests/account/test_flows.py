"""Reads about the session's user: what goes over the wire, and what comes back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import ALL, HOME, Sent, get, held, wire

AUDIT = "/api/auditlog"


def asked(key: str, *, recursive: bool) -> Sent:
    return Sent("POST", AUDIT, ALL, HOME, {"ancestorKey": key, "isRecursive": recursive})


def test_the_preferences(client: Driver, sim: Simulator) -> None:
    preferences = client.get_user_preferences()
    assert wire(sim) == [get("/api/userpreferences")]
    document = held(sim, "/api/userpreferences")
    assert preferences.raw == document
    assert preferences.last_changed == datetime(2025, 12, 19, 20, 0, 19, tzinfo=UTC)
    told = json.loads(str(document["value"]))
    notices = json.loads(told["renewalCenterData"]["data"])
    told["renewalCenterData"]["data"] = notices
    assert preferences.value == told
    assert notices[0]["siteKey"] == "S10001"


@pytest.mark.parametrize(
    ("filters", "sent"),
    [
        ({"ancestorKey": "H100005"}, asked("H100005", recursive=False)),
        ({"ancestorKey": "H100005", "isRecursive": False}, asked("H100005", recursive=False)),
        ({"ancestorKey": " s10001", "isRecursive": True}, asked("S10001", recursive=True)),
        ({"ancestorKey": "F3001"}, asked("F3001", recursive=False)),
        ({"isRecursive": True, "ancestorKey": "as400008"}, asked("AS400008", recursive=True)),
    ],
)
def test_what_changed_of_an_object(client: Driver, sim: Simulator, filters: dict[str, Any], sent: Sent) -> None:
    assert client.get_audit_log(filters) == []
    assert wire(sim) == [sent]


def test_who_changed_what(client: Driver, sim: Simulator) -> None:
    client.update_hardware_config("H100005", {"name": "Inverter 5, west"})
    client.update_site_config("S10002", {"name": "Another"})
    sim.requests.clear()
    [entry] = client.get_audit_log({"ancestorKey": "S10001", "isRecursive": True})
    assert wire(sim) == [asked("S10001", recursive=True)]
    body: JsonObject = {"ancestorKey": "S10001", "isRecursive": True}
    assert [entry.raw] == objects(held(sim, AUDIT, ALL, body)["auditLogs"])
    assert (entry.parent_key, entry.change_type, entry.author_name) == ("H100005", "Changed", "Alex Example")
    assert entry.date is not None
    assert client.get_audit_log({"ancestorKey": "S10001"}) == []


@pytest.mark.parametrize(
    ("arguments", "recursive"),
    [((), True), ((None,), True), (({},), True), (({"isRecursive": True},), True), (({"isRecursive": False},), False)],
)
def test_all_that_the_session_may_see(
    client: Driver, sim: Simulator, arguments: tuple[Any, ...], recursive: bool
) -> None:
    client.update_site_config("S10003", {"name": "Another"})
    sim.requests.clear()
    entries = client.get_audit_log(*arguments)
    assert [request.path for request in wire(sim)[:-1]] == ["/api/node/favorites", "/api/node"]
    assert wire(sim)[-1] == asked("C1001", recursive=recursive)
    assert [entry.parent_key for entry in entries] == (["S10003"] if recursive else [])


@pytest.mark.parametrize(
    ("filters", "problem"),
    [
        ({"ancestorkey": "S10001"}, "'ancestorkey' is not a filter; .*; nearest: ancestorKey"),
        ({"recursive": True}, "'recursive' is not a filter; .*; nearest: isRecursive"),
        ({"user": "U2001"}, "'user' is not a filter; there are ancestorKey and isRecursive$"),
        ({5: True}, "5 is not a filter"),
        ({"ancestorKey": 10001}, "ancestorKey is 10001; it has to be the key of an object, such as 'S10001'"),
        ({"ancestorKey": None}, "ancestorKey is None; it has to be the key of an object"),
        ({"ancestorKey": "10001"}, "'10001' is not a valid key; expected letters and a number"),
        ({"ancestorKey": ""}, "'' is not a valid key"),
        ({"ancestorKey": "S1", "isRecursive": 1}, "isRecursive is 1; it has to be True or False"),
        ({"isRecursive": None}, "isRecursive is None; it has to be True or False"),
        (["ancestorKey"], "filters are a dict, not list"),
        ("S10001", "filters are a dict, not str"),
    ],
)
def test_odd_filters_are_refused(client: Driver, sim: Simulator, filters: object, problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        client.get_audit_log(filters)
    assert sim.requests == []


def test_all_that_is_wrong_is_told_at_once(client: Driver) -> None:
    with pytest.raises(ValidationError) as caught:
        client.get_audit_log({"ancestor": "S10001", "isRecursive": "yes"})
    assert len(caught.value.problems) == 2
    assert all(problem in str(caught.value) for problem in caught.value.problems)


@pytest.mark.parametrize(("rows", "keys"), [(None, []), ([], []), ([{"key": "AE1", "date": None}, None], ["AE1"])])
def test_entries_of_which_little_is_known(connect: Connect, rows: JsonValue, keys: list[str]) -> None:
    entries = connect(answers({"auditLogs": rows})).get_audit_log({"ancestorKey": "S10001"})
    assert [entry.key for entry in entries] == keys
    assert all(entry.date is None and entry.changes == [] for entry in entries)
