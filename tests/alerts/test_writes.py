"""Writes of alert triggers: what goes over the wire, and what is refused before anything does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import APIError, ReadOnlyError, UpdateResult, ValidationError, VerificationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.alerts.triggers import DEVICE, KEYS, LOW, NAMES, PAGE, told, triggers, unsafe
from tests.driver import Connect, Driver
from tests.wire import Sent, get, wire

CALLS: dict[str, Callable[..., UpdateResult]] = {
    "update": lambda client, **options: client.update_alert_triggers(
        "H100005", [{"name": "High Temperature", "threshold": 80.0}], **options
    ),
    "add": lambda client, **options: client.add_alert_trigger("H100005", LOW, **options),
    "delete": lambda client, **options: client.delete_alert_trigger("H100005", "AS400020", **options),
    "delete all": lambda client, **options: client.delete_alert_trigger("H100005", **options),
    "copy": lambda client, **options: client.copy_alert_triggers("H100003", ["H100005", "H100006"], **options),
}

each_call = pytest.mark.parametrize("call", CALLS)


@each_call
def test_a_dry_run_tells_and_writes_nothing(client: Driver, sim: Simulator, backups: Path, call: str) -> None:
    before = triggers(sim)
    result = CALLS[call](client, dry_run=True)
    assert bool(result) is result.dry_run is True
    assert result.applied is result.verified is False
    assert result.changes
    assert "would" in str(result)
    assert unsafe(sim) == []
    assert not backups.exists()
    assert triggers(sim) == before


@each_call
def test_what_a_dry_run_shows_is_what_is_done(client: Driver, call: str) -> None:
    shown = CALLS[call](client, dry_run=True)
    done = CALLS[call](client)
    assert done.verified
    assert sorted(map(str, done.changes)) == sorted(map(str, shown.changes))


@each_call
def test_a_client_that_only_reads_refuses(connect: Connect, sim: Simulator, call: str) -> None:
    before = triggers(sim)
    with pytest.raises(ReadOnlyError):
        CALLS[call](connect(read_only=True))
    assert unsafe(sim) == []
    assert triggers(sim) == before


@each_call
def test_each_write_is_backed_up_and_in_the_history(client: Driver, sim: Simulator, backups: Path, call: str) -> None:
    count = len(triggers(sim))
    result = CALLS[call](client)
    assert result.backup_path in list(backups.glob("*.json"))
    written = [write for run in client.history() for write in run.writes]
    assert len(written) == len(list(backups.glob("*.json")))
    assert {write.outcome for write in written} == {"written"}
    assert count != len(triggers(sim)) or call == "update"


def test_one_trigger_changes_in_what_was_asked_for(client: Driver, sim: Simulator) -> None:
    before = triggers(sim)
    result = client.update_alert_triggers("H100005", [{"key": "x2d061a96", "enabled": False, "threshold": 80.5}])
    [parameter] = objects(before[2]["parameters"])
    expected: JsonObject = {**before[2], "isActive": False, "parameters": [{**parameter, "value": 80.5}]}
    read = get("/api/alerttrigger/x2d061a96")
    assert wire(sim) == [get(DEVICE), read, Sent("PUT", "/api/alerttrigger", {}, PAGE, expected), read]
    assert [str(change) for change in result.changes] == [
        "isActive: true -> false",
        "parameters[Threshold].value: 75.0 -> 80.5",
    ]
    assert (result.document, result.key) == ("AlertTrigger", "x2d061a96")
    assert result.verified
    assert [told(trigger) for trigger in triggers(sim)] == [told(before[0]), told(before[1]), told(expected)]


@pytest.mark.parametrize(
    "data",
    [
        [{"name": "High Temperature", "enabled": False}],
        {"triggers": [{"name": "High Temperature", "enabled": False}]},
        {"name": "High Temperature", "enabled": False},
        ({"name": "High Temperature", "enabled": False},),
        [{"id": 400022, "enabled": False}],
        [{"key": "X2D061A96", "isActive": False}],
        [{"key": "x2d061a96", "name": "High Temperature", "enabled": False}],
    ],
)
def test_a_trigger_is_named_in_several_ways(client: Driver, sim: Simulator, data: Any) -> None:
    result = client.update_alert_triggers("H100005", data)
    assert [change.path for change in result.changes] == ["isActive"]
    assert [trigger["isActive"] for trigger in triggers(sim)] == [True, True, False]


def test_a_trigger_that_is_named_by_its_key_may_get_another_name(client: Driver, sim: Simulator) -> None:
    client.update_alert_triggers(100005, [{"key": "x2d061a96", "name": "Too hot"}])
    assert [trigger["name"] for trigger in triggers(sim)] == [*NAMES[:2], "Too hot"]


def test_several_triggers_at_once(client: Driver, sim: Simulator) -> None:
    before = triggers(sim)
    result = client.update_alert_triggers("H100005", [{"name": name, "severity": 3} for name in NAMES])
    assert result.verified
    assert [part.key for part in result.parts] == KEYS
    assert {change.path for change in result.changes} == {f"{key}.priorityLevel" for key in KEYS}
    assert (result.document, result.key) == ("AlertTriggers", "H100005")
    bodies = [request.body for request in unsafe(sim)]
    assert sorted(map(str, bodies)) == sorted(str({**trigger, "priorityLevel": 3}) for trigger in before)
    assert {request.referer for request in unsafe(sim)} == {PAGE}
    assert len(client.history()) == 1, "they are one run"


def test_of_several_triggers_those_that_are_so_already_are_not_written(client: Driver, sim: Simulator) -> None:
    result = client.update_alert_triggers(
        "H100005", [{"name": NAMES[0], "enabled": True}, {"name": NAMES[1], "enabled": False}]
    )
    assert result
    assert [request.body["key"] for request in unsafe(sim) if isinstance(request.body, dict)] == [KEYS[1]]


def test_where_nothing_changes_nothing_is_sent(client: Driver, sim: Simulator, backups: Path) -> None:
    data = [{"name": name, "enabled": True} for name in NAMES]
    result = client.update_alert_triggers("H100005", data)
    assert bool(result) is True
    assert (result.changes, result.applied) == ((), False)
    assert unsafe(sim) == []
    assert not backups.exists()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ([], "nothing to change: the list of triggers is empty"),
        ({"triggers": []}, "nothing to change: the list of triggers is empty"),
        (None, "triggers are a list of dicts, or a dict with such a list as its triggers"),
        ("High Temperature", "triggers are a list of dicts"),
        ([5], "triggers are a list of dicts"),
        ({"triggers": 5}, "triggers are a list of dicts"),
        ([{"enabled": False}], "a trigger of H100005 is named by key, id or name; the item has enabled"),
        ([{"key": "H100005", "enabled": False}], "'H100005' is the key of a device; the key of an alert trigger is"),
        (
            [{"key": "AS400021", "enabled": False}],
            "H100005 has no trigger with the key 'AS400021'; nearest: AS400020",
        ),
        (
            [{"name": "High Temprature", "enabled": False}],
            "H100005 has no trigger with the name 'High Temprature'; nearest: High Temperature",
        ),
        ([{"id": "400022", "enabled": False}], "H100005 has no trigger with the id '400022'; nearest: 400022"),
        ([{"key": "x2d061a96"}], "nothing to change"),
        ([{"key": "x2d061a96", "enabled": "no"}], "isActive must be a boolean, not a string"),
        (
            [{"key": "x2d061a96", "threshold": "80"}],
            "parameters[Threshold].value must be a number, as the type beside it says",
        ),
        ([{"key": "AS400020", "threshold": 80}], "there is no parameters[Threshold]"),
        ([{"key": "x2d061a96", "enabeld": False}], "enabeld is not a field; nearest: isActive (alias enabled)"),
        ([{"key": "x2d061a96", "lastChanged": None}], "lastChanged is read-only"),
        ([{"key": "x2d061a96", "id": 400022, "enabled": False}], "id is read-only"),
        (
            [{"key": "x2d061a96", "enabled": False}, {"name": "High Temperature", "enabled": True}],
            "x2d061a96 is named more than once",
        ),
        (
            [{"key": "x2d061a96", "threshold": 1, "parameters[Threshold].value": 2}],
            "give parameters[Threshold].value different values",
        ),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_an_update_that_is_wrong_is_refused(
    client: Driver, sim: Simulator, backups: Path, data: Any, problem: str, dry_run: bool
) -> None:
    with pytest.raises(ValidationError) as caught:
        client.update_alert_triggers("H100005", data, dry_run)
    assert problem in str(caught.value)
    assert unsafe(sim) == []
    assert not backups.exists()


def test_all_that_is_wrong_is_told_at_once(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError) as caught:
        client.update_alert_triggers("H100005", [{"name": "x", "a": 1}, {"b": 1}, {"id": 5, "c": 1}])
    assert len(caught.value.problems) == 3
    assert unsafe(sim) == []


def test_a_name_that_two_triggers_have_is_not_clear(client: Driver, sim: Simulator) -> None:
    client.update_alert_triggers("H100005", [{"key": "AS400020", "name": "High Temperature"}])
    with pytest.raises(
        ValidationError,
        match="has 2 triggers with the name 'High Temperature': AS400020, x2d061a96; name one by its key",
    ):
        client.update_alert_triggers("H100005", [{"name": "High Temperature", "enabled": False}])


@pytest.mark.parametrize("key", ["C1001", "", None, "AS400020", 1.5])
@pytest.mark.parametrize(
    "method", ["update_alert_triggers", "add_alert_trigger", "delete_alert_trigger", "copy_alert_triggers"]
)
def test_what_is_no_device_and_no_site_is_refused(client: Driver, sim: Simulator, method: str, key: Any) -> None:
    arguments: dict[str, tuple[object, ...]] = {
        "update_alert_triggers": ([{"name": "x", "enabled": True}],),
        "add_alert_trigger": (LOW,),
        "delete_alert_trigger": (),
        "copy_alert_triggers": (["H100005"],),
    }
    with pytest.raises(ValidationError):
        getattr(client, method)(key, *arguments[method])
    assert sim.requests == []


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.update_alert_triggers("H100005", [{"name": name, "severity": 3} for name in NAMES]),
        lambda client: client.delete_alert_trigger("H100005"),
        lambda client: client.copy_alert_triggers("H100003", ["H100005", "H100006", "H100007"]),
    ],
)
def test_more_than_a_few_take_a_plan(connect: Connect, sim: Simulator, backups: Path, call: Any) -> None:
    before = triggers(sim)
    with pytest.raises(
        ValidationError, match="this would write to 3 targets, and more than 2 take a plan; nothing was"
    ):
        call(connect(max_targets=2))
    assert unsafe(sim) == []
    assert not backups.exists()
    assert triggers(sim) == before
    assert call(connect(max_targets=3)).verified


def test_by_default_ten_are_a_few(client: Driver) -> None:
    sim_devices = [f"H{number}" for number in (100005, 100006, 100007, 100008, 100013, 100014, 100015, 100016)]
    others = ["H100004", "H100012", "H100011"]
    with pytest.raises(ValidationError, match="this would write to 11 targets, and more than 10 take a plan"):
        client.copy_alert_triggers("H100001", [*sim_devices, *others])
    assert client.copy_alert_triggers("H100001", [*sim_devices, *others[:2]])
    assert client.copy_alert_triggers("H100001", [*sim_devices, *others], dry_run=True)


def test_a_failure_among_several_names_the_run(connect: Connect, sim: Simulator) -> None:
    sim.inject(Fault("server-error", method="PUT", after=1))
    client = connect(concurrency=1)
    with pytest.raises(APIError) as caught:
        client.update_alert_triggers("H100005", [{"name": name, "severity": 3} for name in NAMES])
    [record] = client.history()
    [note] = caught.value.__notes__
    assert f"resume_run({record.id!r})" in note
    assert "1 written, 1 not written, 1 skipped" in note
    assert client.resume_run(record.id)
    assert [trigger["priorityLevel"] for trigger in triggers(sim)] == [3, 3, 3]


def test_a_trigger_that_comes_out_differently_is_an_error(client: Driver, sim: Simulator) -> None:
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError, match="AlertTrigger x2d061a96 is not as asked for after the write"):
        client.update_alert_triggers("H100005", [{"key": "x2d061a96", "enabled": False}])


def test_the_arguments_are_not_changed(client: Driver) -> None:
    data = {"triggers": [{"name": "High Temperature", "parameters": [{"name": "Threshold", "value": 1.5}]}]}
    kept = json.dumps(data)
    client.update_alert_triggers("H100005", data)
    client.add_alert_trigger("H100005", LOW)
    assert json.dumps(data) == kept
    assert LOW == {"name": "Low Voltage", "threshold": 380.0}
