"""Alert triggers of many devices: copies, and plans."""

from __future__ import annotations

from typing import Any

import pytest

from powertrack_core.decoding import objects
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.alerts.triggers import KEYS, LOW, NAMES, told, triggers, unsafe
from tests.driver import Connect, Driver


def test_triggers_are_copied_to_other_devices(client: Driver, sim: Simulator) -> None:
    source = triggers(sim, "H100003")
    before = triggers(sim)
    client.update_alert_triggers("H100003", [{"name": "Device communication", "severity": 4}])
    sim.requests.clear()
    result = client.copy_alert_triggers("H100003", ["H100005", 100006, "h100005", "H100003"])
    assert result.verified
    source = triggers(sim, "H100003")
    for device in ("H100005", "H100006"):
        found = {str(trigger["name"]): told(trigger) for trigger in triggers(sim, device)}
        assert list(found) == [*NAMES, "Zero production"]
        assert found["Device communication"] == {**told(source[0]), "hasImpact": before[0]["hasImpact"]}
        assert found["Zero production"] == told(source[1])
        assert [trigger["parentKey"] for trigger in triggers(sim, device)] == [device] * 4
    sent = sorted((request.method, request.path, request.referer) for request in unsafe(sim))
    pages = [f"/powertrack/{device}/administration/alertsettings" for device in ("H100005", "H100006")]
    assert sent == [
        *(("POST", "/api/alerttrigger", page) for page in pages),
        *(("PUT", "/api/alerttrigger", page) for page in pages),
    ]
    assert {
        (body["key"], body["id"])
        for request in unsafe(sim)
        if request.method == "POST" and isinstance(body := request.body, dict)
    } == {("", 0)}
    assert triggers(sim, "H100003") == source


def test_copying_again_changes_nothing(client: Driver, sim: Simulator) -> None:
    client.copy_alert_triggers("H100003", ["H100005"])
    sim.requests.clear()
    result = client.copy_alert_triggers("H100003", ["H100005"])
    assert bool(result) is True
    assert result.changes == ()
    assert unsafe(sim) == []


def test_several_new_triggers_of_a_device_are_one_request(client: Driver, sim: Simulator) -> None:
    client.delete_alert_trigger("H100006")
    sim.requests.clear()
    result = client.copy_alert_triggers("H100005", ["H100006"])
    assert result.verified
    [post] = unsafe(sim)
    assert (post.path, post.referer) == (
        "/api/alerttriggers",
        "/powertrack/H100006/administration/alertsettings",
    )
    assert [trigger["name"] for trigger in objects(post.body)] == NAMES
    assert sorted(str(trigger["name"]) for trigger in triggers(sim, "H100006")) == sorted(NAMES)
    assert len(result.created) == 3


def test_a_parameter_that_the_source_lacks_goes(client: Driver, sim: Simulator) -> None:
    client.update_alert_triggers(
        "H100006", [{"key": "x2d061a9a", "parameters": [{"name": "Threshold", "$remove": True}]}]
    )
    client.copy_alert_triggers("H100006", ["H100005"])
    assert triggers(sim)[2]["parameters"] == []
    assert not client.copy_alert_triggers("H100006", ["H100005"]).changes


def test_triggers_of_one_type_and_name_are_matched_one_by_one(client: Driver, sim: Simulator) -> None:
    client.add_alert_trigger("H100005", {"alertTypeKey": "AI320", "threshold": 1.0})
    client.add_alert_trigger("H100005", {"alertTypeKey": "AI320", "threshold": 2.0})
    client.copy_alert_triggers("H100005", ["H100006"])
    assert [told(trigger) for trigger in triggers(sim, "H100006")] == [told(trigger) for trigger in triggers(sim)]
    assert not client.copy_alert_triggers("H100005", ["H100006"]).changes
    client.update_alert_triggers("H100005", [{"key": triggers(sim)[4]["key"], "threshold": 3.0}])
    assert client.copy_alert_triggers("H100005", ["H100006"])
    assert [told(trigger) for trigger in triggers(sim, "H100006")] == [told(trigger) for trigger in triggers(sim)]


@pytest.mark.parametrize(
    ("targets", "problem"),
    [
        ([], "there is no device to copy the triggers of H100003 to"),
        (["H100003"], "there is no device to copy the triggers of H100003 to"),
        (["C1001"], "'C1001' is the key of a customer"),
        (["H100005", None], "None is not a valid key"),
        ("H100005", "targets is one text"),
    ],
)
def test_a_copy_to_nowhere_is_refused(client: Driver, sim: Simulator, targets: Any, problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        client.copy_alert_triggers("H100003", targets)
    assert problem in str(caught.value)
    assert sim.requests == []


def test_plans_of_additions(client: Driver, sim: Simulator) -> None:
    devices = ["H100005", 100006, "h100005"]
    plan = client.plan_alert_additions(devices, LOW)
    assert [(entry.action, entry.document, entry.key) for entry in plan] == [
        ("create", "AlertTriggers", "H100005"),
        ("create", "AlertTriggers", "H100006"),
    ]
    assert unsafe(sim) == []
    assert client.apply_plan(plan)
    for device in ("H100005", "H100006"):
        assert [trigger["name"] for trigger in triggers(sim, device)] == [*NAMES, "Low Voltage"]
    assert {request.path for request in unsafe(sim)} == {"/api/alerttrigger"}


def test_plans_of_deletions(client: Driver, sim: Simulator) -> None:
    plan = client.plan_alert_deletions(["H100005", "H100003"])
    assert [(entry.action, entry.key, entry.owner) for entry in plan] == [
        *(("delete", key, "H100005") for key in KEYS),
        ("delete", "AS400012", "H100003"),
        ("delete", "x2d061a8d", "H100003"),
    ]
    assert unsafe(sim) == []
    assert client.apply_plan(plan)
    assert triggers(sim) == triggers(sim, "H100003") == []


def test_plans_of_copies(client: Driver, sim: Simulator) -> None:
    plan = client.plan_alert_copy("H100003", ["H100005", "H100006", "H100004"])
    assert [(entry.action, entry.key) for entry in plan] == [
        ("create", "H100005"),
        ("create", "H100006"),
        ("create", "H100004"),
    ]
    assert unsafe(sim) == []
    assert client.apply_plan(plan)
    assert not client.plan_alert_copy("H100003", ["H100005", "H100006", "H100004"])


def test_a_plan_of_a_deletion_of_what_changed_since_is_a_conflict(client: Driver, sim: Simulator) -> None:
    plan = client.plan_alert_deletions(["H100003"])
    client.update_alert_triggers("H100003", [{"key": "AS400012", "severity": 5}])
    result = client.apply_plan(plan, on_error="continue")
    assert [entry.outcome for entry in result.entries] == ["conflict", "written"]
    assert [trigger["key"] for trigger in triggers(sim, "H100003")] == ["AS400012"]


def test_plans_tell_their_progress(connect: Connect) -> None:
    client = connect(concurrency=1)
    steps: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        steps.append((done, of))

    client.plan_alert_additions(["H100005", "H100006"], LOW, progress=progress)
    client.plan_alert_deletions(["H100003"], progress=progress)
    client.plan_alert_copy("H100003", ["H100005"], progress=progress)
    assert steps == [(1, 2), (2, 2), (1, 2), (2, 2), (1, 1)]


def test_a_plan_of_additions_to_a_device_that_cannot_have_it(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="H100003 can have no trigger of an alert type 'Low Voltage'"):
        client.plan_alert_additions(["H100005", "H100003"], LOW)
    assert unsafe(sim) == []
