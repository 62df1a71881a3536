"""What the server may change by itself counts where it is what was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk import UnknownOutcomeError, ValidationError, VerificationError
from powertrack_sdk.simulator import Fault, Simulator
from tests.driver import Driver
from tests.wire import held, puts

GATEWAY = "/api/edit/hardware/H100001"
RATE: dict[str, Any] = {"gateway.firmware.gatewayParams[rate].value": "77"}
OUT: dict[str, Any] = {"outOfService": True, "outOfServiceUntil": "2030-01-01T00:00:00Z"}
CHANGES = [pytest.param(RATE, id="parameter of a gateway"), pytest.param(OUT, id="end of being out of service")]


def state(sim: Simulator) -> tuple[object, object, object]:
    """What both changes are about."""
    document = held(sim, GATEWAY)
    gateway = objects([document["gateway"]])[0]
    rows = objects(objects([gateway["firmware"]])[0]["gatewayParams"])
    rate = next(row["value"] for row in rows if row["name"] == "rate")
    return rate, document["outOfService"], document["outOfServiceUntil"] if document["outOfService"] else None


@pytest.mark.parametrize("patch", CHANGES)
def test_a_change_that_was_ignored_is_told(client: Driver, sim: Simulator, patch: dict[str, Any]) -> None:
    sim.inject(Fault("ignored"))
    with pytest.raises(VerificationError, match="is not as asked for after the write"):
        client.update_hardware_config("H100001", patch)


@pytest.mark.parametrize("patch", CHANGES)
def test_a_write_that_never_arrives_stays_unknown(client: Driver, sim: Simulator, patch: dict[str, Any]) -> None:
    sim.inject(Fault("reset-before", method="PUT"))
    with pytest.raises(UnknownOutcomeError, match=r"had no answer .* it is as it was"):
        client.update_hardware_config("H100001", patch)


@pytest.mark.parametrize("patch", CHANGES)
def test_an_unknown_outcome_is_found_out(client: Driver, sim: Simulator, patch: dict[str, Any]) -> None:
    sim.inject(Fault("reset-after"))
    assert client.update_hardware_config("H100001", patch).verified


@pytest.mark.parametrize("patch", CHANGES)
@pytest.mark.parametrize("way", ["restore", "undo"])
def test_it_is_brought_back(client: Driver, sim: Simulator, patch: dict[str, Any], way: str) -> None:
    before = state(sim)
    done = client.update_hardware_config("H100001", patch)
    assert state(sim) != before
    if way == "restore":
        assert client.restore_backup(done.backup_path).verified
    else:
        [run] = client.history()
        assert client.apply_plan(client.plan_undo(run.id)).count("written") == 1
    assert state(sim) == before


def test_the_end_alone_is_brought_back(client: Driver, sim: Simulator) -> None:
    client.update_hardware_config("H100001", OUT)
    before = state(sim)
    done = client.update_hardware_config("H100001", {"outOfServiceUntil": "2031-01-01T00:00:00Z"})
    assert state(sim) != before
    assert client.restore_backup(done.backup_path).verified
    assert state(sim) == before


@pytest.mark.parametrize("patch", [{}, {"outOfService": False}, {"enableBool": True}])
def test_what_the_server_overrules_is_refused(client: Driver, sim: Simulator, patch: dict[str, Any]) -> None:
    """A device that is in service has no end of being out of it."""
    with pytest.raises(
        ValidationError, match="outOfServiceUntil cannot be set while outOfService is false: the server"
    ):
        client.update_hardware_config("H100001", {**patch, "outOfServiceUntil": "2030-01-01T00:00:00Z"})
    assert puts(sim) == []


def test_other_fields_of_the_server_do_not_count(client: Driver, sim: Simulator) -> None:
    setting = objects(held(sim, GATEWAY)["settings"])[0]
    result = client.update_hardware_config("H100001", {"settings": [{"name": setting["name"], "value": "x"}]})
    assert result.verified
    [sent] = puts(sim)
    renewed: JsonObject = {**setting, "value": "x", "originalValue": "x"}
    assert objects(held(sim, GATEWAY)["settings"])[0] == {**renewed, "index": 0}
    assert objects(sent["settings"])[0] == {**setting, "value": "x"}


def test_a_note_that_nothing_would_tell_of_is_refused(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="newNote is read-only"):
        client.update_hardware_config("H100001", {"newNote": "hello"})
    assert puts(sim) == []
