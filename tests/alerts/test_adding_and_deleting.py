"""Adding and deleting alert triggers: what goes over the wire, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import APIError, UnknownOutcomeError, ValidationError
from powertrack_sdk.simulator import Fault, Simulator
from powertrack_sdk.simulator.core.faults import FaultKind
from powertrack_sdk.writes.backup import load_backup
from tests.alerts.triggers import DEVICE, KEYS, LOW, PAGE, told, triggers, unsafe
from tests.driver import Connect, Driver
from tests.wire import Sent, held, wire


def test_a_trigger_is_added_from_the_template_of_its_alert_type(client: Driver, sim: Simulator) -> None:
    before = triggers(sim)
    template = held(sim, "/api/alerttrigger/new/H100005/AI320")
    result = client.add_alert_trigger("H100005", {"alertTypeKey": "AI320", "threshold": 380.0, "severity": 2})
    [parameter] = objects(template["parameters"])
    expected: JsonObject = {**template, "parameters": [{**parameter, "value": 380.0}], "priorityLevel": 2}
    assert (expected["key"], expected["id"]) == ("", 0)
    assert [f"{request.method} {request.path}" for request in wire(sim)] == [
        "GET /api/alerttrigger/new/H100005/AI320",
        "GET /api/alerttrigger/H100005",
        "POST /api/alerttrigger",
        "GET /api/alerttrigger/H100005",
    ]
    assert unsafe(sim) == [Sent("POST", "/api/alerttrigger", {}, PAGE, expected)]
    [created] = [trigger for trigger in triggers(sim) if trigger not in before]
    assert result.created == (created["key"],)
    assert told(created) == told(expected)
    assert (result.action, result.document, result.key) == ("create", "AlertTriggers", "H100005")
    assert str(result).splitlines() == ["AlertTriggers H100005: created and read back", "  + Low Voltage, AI320"]


def test_the_alert_type_is_found_by_its_name(client: Driver, sim: Simulator) -> None:
    result = client.add_alert_trigger("H100005", {"name": "low voltage", "enabled": False})
    paths = [request.path for request in wire(sim)]
    assert paths[:2] == ["/api/lookuplist/alertTypes/H100005", "/api/alerttrigger/new/H100005/AI320"]
    [created] = [trigger for trigger in triggers(sim) if trigger["key"] in result.created]
    assert (created["alertTypeKey"], created["name"], created["isActive"]) == ("AI320", "low voltage", False)


def test_a_trigger_may_be_added_as_the_template_is(client: Driver, sim: Simulator) -> None:
    template = held(sim, "/api/alerttrigger/new/H100005/AI320")
    result = client.add_alert_trigger("H100005", {"alertTypeKey": "AI320"})
    assert unsafe(sim)[0].body == template
    assert result.verified


def test_two_triggers_of_one_type_are_told_apart(client: Driver, sim: Simulator) -> None:
    first = client.add_alert_trigger("H100005", {"alertTypeKey": "AI320", "threshold": 1.0})
    second = client.add_alert_trigger("H100005", {"alertTypeKey": "AI320", "threshold": 2.0})
    assert first.created != second.created
    assert second.verified
    assert len(triggers(sim)) == 5


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"name": "Lo Voltage"}, "H100005 can have no trigger of an alert type 'Lo Voltage'; nearest: Low Voltage"),
        ({"name": "zzz"}, "of an alert type 'zzz'; there are Always alert, "),
        ({}, "of an alert type ''; there are "),
        ({"enabled": False}, "of an alert type ''; there are "),
        ([LOW], "a patch is a dict, not list"),
        (None, "a patch is a dict, not NoneType"),
        ({"alertTypeKey": "AI320", "key": "x2d1"}, 'key names what is written, and must stay ""'),
        ({"alertTypeKey": "AI320", "id": 5}, "id is read-only"),
        ({"alertTypeKey": "AI320", "parentKey": "H100006"}, "parentKey is read-only"),
        ({"alertTypeKey": "AI320", "thresold": 5}, "thresold is not a field; nearest: "),
        ({"alertTypeKey": "AI320", "threshold": "5"}, "parameters[Threshold].value must be a number"),
        ({"alertTypeKey": "AI250", "threshold": 5}, "there is no parameters[Threshold]"),
    ],
)
def test_a_trigger_that_cannot_be_is_not_added(client: Driver, sim: Simulator, data: Any, problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        client.add_alert_trigger("H100005", data)
    assert problem in str(caught.value)
    assert unsafe(sim) == []


def test_an_alert_type_that_there_is_not(client: Driver, sim: Simulator) -> None:
    with pytest.raises(APIError) as caught:
        client.add_alert_trigger("H100005", {"alertTypeKey": "AI99999"})
    assert caught.value.status_code == 404
    assert unsafe(sim) == []


@pytest.mark.parametrize("kind", ["reset-after", "timeout", "truncated"])
def test_a_trigger_whose_creation_is_not_answered_is_found(client: Driver, sim: Simulator, kind: Any) -> None:
    sim.inject(Fault(kind, method="POST"))
    result = client.add_alert_trigger("H100005", LOW)
    assert result.verified
    assert len(unsafe(sim)) == 1
    assert len(triggers(sim)) == 4


def test_a_trigger_that_was_not_created_is_an_error_that_says_so(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("server-error", method="POST"))
    with pytest.raises(APIError, match=r"AlertTriggers H100005 was not written .* answered 500"):
        client.add_alert_trigger("H100005", LOW)
    assert len(unsafe(sim)) == 1
    assert len(triggers(sim)) == 3


def test_a_trigger_is_deleted(client: Driver, sim: Simulator, backups: Path) -> None:
    before = triggers(sim)
    result = client.delete_alert_trigger("H100005", "x2d061a96")
    assert unsafe(sim) == [Sent("DELETE", "/api/alerttrigger/H100005/x2d061a96", {}, PAGE)]
    assert triggers(sim) == before[:2]
    assert (result.action, result.document, result.key) == ("delete", "AlertTrigger", "x2d061a96")
    assert str(result).splitlines() == [
        "AlertTrigger x2d061a96: deleted and read back",
        "  - High Temperature, AI315",
    ]
    assert load_backup(result.backup_path).content == before[2]
    assert [result.backup_path] == list(backups.glob("*.json"))


def test_all_triggers_of_a_device_are_deleted(client: Driver, sim: Simulator, backups: Path) -> None:
    before = triggers(sim)
    result = client.delete_alert_trigger("H100005")
    assert result.verified
    assert sorted(request.path for request in unsafe(sim)) == sorted(f"{DEVICE}/{key}" for key in KEYS)
    assert triggers(sim) == []
    assert sorted(part.key for part in result.parts) == sorted(KEYS)
    kept = [load_backup(path).content for path in backups.glob("*.json")]
    assert sorted(map(str, kept)) == sorted(map(str, before))


@pytest.mark.parametrize("kind", ["firewall", "maintenance"])
def test_a_404_of_a_gateway_does_not_show_that_a_trigger_is_gone(
    connect: Connect, sim: Simulator, kind: FaultKind
) -> None:
    before = triggers(sim)
    sim.inject(Fault("reset-before", method="DELETE"))
    sim.inject(Fault(kind, method="GET", path="/api/alerttrigger/x2d061a96", status=404, after=1, times=None))
    client = connect()
    with pytest.raises(UnknownOutcomeError, match="cannot be read back"):
        client.delete_alert_trigger("H100005", "x2d061a96")
    assert client.history()[0].writes[0].outcome == "unknown"
    sim.clear_faults()
    assert triggers(sim) == before


def test_where_there_is_no_trigger_there_is_nothing_to_delete(client: Driver, sim: Simulator) -> None:
    client.delete_alert_trigger("H100005")
    sim.requests.clear()
    result = client.delete_alert_trigger("H100005")
    assert bool(result) is True
    assert (result.changes, result.applied) == ((), False)
    assert unsafe(sim) == []


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("AS400021", "H100005 has no trigger AS400021; nearest: AS400020"),
        ("AS400012", "H100005 has no trigger AS400012"),
        ("H100005", "'H100005' is the key of a device; the key of an alert trigger is expected"),
        ("", "'' is not a valid key"),
    ],
)
def test_a_trigger_that_is_not_there_is_not_deleted(client: Driver, sim: Simulator, key: str, problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        client.delete_alert_trigger("H100005", key)
    assert problem in str(caught.value)
    assert unsafe(sim) == []


def test_a_deletion_without_an_answer_is_found_to_be_done(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("reset-after", method="DELETE"))
    assert client.delete_alert_trigger("H100005", "x2d061a96").verified
    assert len(unsafe(sim)) == 1
