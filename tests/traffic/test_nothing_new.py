"""What is as the specification says is no news: the simulator as it is, and every example of the specification."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from powertrack_api.api import alerts
from powertrack_sdk import PowerTrackClient, PowerTrackError
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.traffic.operations import Specification
from powertrack_sdk.traffic.record import read_record
from tests.driver import Connect
from tests.generated.example_files import ANSWERS, content, described, name
from tests.generated.specification import OPERATIONS, SAMPLES
from tests.simulator.test_every_operation import KEYS as KNOWN
from tests.simulator.test_every_operation import OTHER_KEYS, bodies
from tests.test_clients import CALLS
from tests.traffic.observed import MADE_UP, found, told
from tests.transports import Answering

FURTHER_MADE_UP = {
    ("enumeration value", "GET /api/task/all", "tasks[].status", "code 4"),
    ("enumeration value", "GET /api/fileconfig/{fileKey}", "fileType", "code 54"),
}
NEVER_ANSWERED = {
    ("first value", f"{one.method} {one.path}", "", "")
    for one in OPERATIONS
    if one.response == {"$ref": "#/components/schemas/Unseen"}
}
"""Whatever comes from these is news: nobody ever saw an answer."""


def test_methods_find_nothing_in_the_simulator(connect: Connect, kept: Path, logged: pytest.LogCaptureFixture) -> None:
    client = connect(observe=kept)
    for method, arguments in CALLS.items():
        if method != "delete_alert_trigger":  # after which there are none to add
            getattr(client, method)(*arguments)
    client.close_client()
    assert found(kept) == MADE_UP
    assert len(told(logged)) == len(MADE_UP)


def test_triggers_of_sites_are_no_news(connect: Connect, kept: Path) -> None:
    client = connect(observe=kept)
    client.get_alert_triggers("S10001")
    client.update_alert_triggers("S10001", [{"key": "x2d8013888", "enabled": False}])
    added = client.add_alert_trigger("S10001", {"alertTypeKey": "AI1188"})
    client.delete_alert_trigger("S10001", added.created[0])
    client.copy_alert_triggers("S10001", ["S10002"])
    client.send(alerts.put_alert_triggers("S10001", client.request("GET", "/api/alerttrigger/S10001")))
    client.send(alerts.apply_alert_triggers("H100003", ["H100005"]))
    client.close_client()
    assert found(kept) == set()
    assert "DELETE /api/alerttrigger/{hardwareKey}/{alertKey}" in kept.read_text(encoding="utf-8")


def test_operations_find_nothing_in_the_simulator(connect: Connect, kept: Path) -> None:
    client = connect(observe=kept)
    client.run_report("F3001")
    answered = set()
    for operation, body in bodies():
        try:
            client.send(operation.operation(body, keys=KNOWN | OTHER_KEYS.get(operation.id, {})))
            answered.add(operation.id)
        except PowerTrackError:
            continue  # what an earlier one has deleted
    client.close_client()
    assert found(kept) - MADE_UP - NEVER_ANSWERED == FURTHER_MADE_UP
    assert len(answered) > len(OPERATIONS) - 10


@pytest.mark.parametrize("file", ANSWERS, ids=name)
def test_nothing_is_found_in_an_example(sim: Simulator, kept: Path, file: Path) -> None:
    operation, body = described(file), json.loads(file.read_bytes())
    answer = Answering(lambda _: httpx.Response(200, content=content(body, operation)))
    with PowerTrackClient(sim.auth_manager(), transport=answer, observe=kept) as client:
        client.send(operation.operation(keys=SAMPLES | {"taskKey": "1000001"}))
    assert found(kept) == set()
    [(title, received)] = read_record(kept, Specification.shipped()).operations.items()
    assert title.startswith(f"{operation.method} /api/")
    assert received.described
    assert received.answers == 1
