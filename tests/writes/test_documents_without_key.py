"""Documents that come without their key: they are read under the key that was asked for, and written with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve

from powertrack_api.api import alerts, hardware, modeling, rates, reports, site
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import APIError, UpdateResult
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request, write_json
from powertrack_sdk.simulator.server import Server
from tests.clock import FakeClock
from tests.driver import Colour, Driver
from tests.wire import held, puts


@define
class Keyless:
    """A simulator that leaves keys out of its answers.

    Attributes:
        sim: The simulator.
        path: Whose answer lacks its key.
        form: What stands in place of the key: `absent`, `null` or `empty`.
        lacking: Further fields that the answer lacks.
    """

    sim: Simulator
    path: str
    form: str = "absent"
    lacking: tuple[str, ...] = ()

    def handle(self, request: Request) -> Answer:
        """Answer a request."""
        answer = self.sim.handle(request)
        if request.path != self.path or request.method != "GET":
            return answer
        whole: JsonObject = json.loads(answer.body)
        return evolve(answer, body=write_json(self.without_key(whole)))

    def without_key(self, whole: JsonObject) -> JsonObject:
        """A document as it is answered."""
        put = {"null": None, "empty": ""}
        document = {name: put.get(self.form) if name == "key" else value for name, value in whole.items()}
        gone = {*self.lacking, *(("key",) if self.form == "absent" else ())}
        return {name: value for name, value in document.items() if name not in gone}


Call = Callable[[Driver], UpdateResult]
WRITES: dict[str, tuple[str, str, Call]] = {
    "site": ("/api/edit/site/S10001", "name", lambda client: client.update_site_config("S10001", {"name": "New"})),
    "device": (
        "/api/edit/hardware/H100005",
        "serialNum",
        lambda client: client.update_hardware_config("H100005", {"serialNum": "A1"}),
    ),
    "model of a site": (
        "/api/edit/modeling/S10001",
        "pvConfig",
        lambda client: client.update_modeling_data("S10001", {"pvConfig": {"degrade": 0.25}}),
    ),
    "model of an inverter": (
        "/api/edit/modeling/H100005",
        "pvConfig",
        lambda client: client.update_modeling_data("H100005", {"pvConfig": {"degrade": 0.25}}),
    ),
    "table": (
        "/api/edit/sitehardware/S10001",
        "hardware",
        lambda client: client.bulk_update_hardware(
            "S10001", [{"key": "H100005", "name": "One"}, {"key": "H100006", "name": "Two"}]
        ),
    ),
    "trigger of a device": (
        "/api/alerttrigger/AS400020",
        "priorityLevel",
        lambda client: client.update_alert_triggers("H100005", [{"key": "AS400020", "severity": 3}]),
    ),
    "trigger of a site": (
        "/api/alerttrigger/x2d8013888",
        "priorityLevel",
        lambda client: client.update_alert_triggers("S10001", [{"key": "x2d8013888", "severity": 3}]),
    ),
    "triggers of a site": (
        "/api/alerttrigger/S10001",
        "priorityLevel",
        lambda client: client.update_alert_triggers("S10001", [{"key": "x2d8013888", "severity": 3}]),
    ),
}
READS: dict[str, tuple[str, str, Callable[[], Any]]] = {
    "site": ("/api/edit/site/S10001", "S10001", lambda: site.get_site_config("S10001")),
    "device": ("/api/edit/hardware/H100005", "H100005", lambda: hardware.get_hardware_config("H100005")),
    "table": ("/api/edit/sitehardware/S10001", "S10001", lambda: hardware.get_site_hardware_config("S10001")),
    "model of a site": ("/api/edit/modeling/S10001", "S10001", lambda: modeling.get_site_modeling("S10001")),
    "model of an inverter": (
        "/api/edit/modeling/H100005",
        "H100005",
        lambda: modeling.get_hardware_modeling("H100005"),
    ),
    "rate": ("/api/edit/rate/F3002", "F3002", lambda: rates.get_rate("F3002")),
    "model file": ("/api/edit/pvmodel/F3003", "F3003", lambda: modeling.get_pv_model_file("F3003")),
    "report": ("/api/reportconfig/F3001", "F3001", lambda: reports.get_report_config("F3001")),
    "trigger": ("/api/alerttrigger/AS400020", "AS400020", lambda: alerts.get_alert_trigger("AS400020")),
    "triggers": ("/api/alerttrigger/H100005", "H100005", lambda: alerts.get_hardware_alert_triggers("H100005")),
    "triggers of a site": ("/api/alerttrigger/S10001", "S10001", lambda: alerts.get_site_alert_triggers("S10001")),
}
PUTS: dict[str, Callable[[JsonObject], Any]] = {
    "site": lambda whole: site.put_site_config("S10001", whole),
    "device": lambda whole: hardware.put_hardware_config("H100005", whole),
    "table": lambda whole: hardware.put_site_hardware_config("S10001", whole),
    "rate": lambda whole: rates.put_rate("S10001", "D4001", "F3002", whole),
    "model file": lambda whole: modeling.put_pv_model_file("S10001", "D4001", "F3003", whole),
    "report": lambda whole: reports.put_report_config("C1001", "F3001", whole),
    "triggers": lambda whole: alerts.put_alert_triggers("H100005", whole),
    "triggers of a site": lambda whole: alerts.put_alert_triggers("S10001", whole),
}
forms = pytest.mark.parametrize("form", ["absent", "null", "empty"])


@pytest.fixture
def service(sim: Simulator) -> Keyless:
    return Keyless(sim, "")


@pytest.fixture
def keyless(service: Keyless, colour: Colour, clock: FakeClock, backups: Path) -> Iterator[Driver]:
    """A client of either colour that talks over HTTP to a simulator that leaves keys out."""
    with Server(service.handle, 0) as server:
        driver = Driver(colour, service.sim.auth_manager(server.url), None, clock=clock, backup_dir=backups)
        yield driver
        driver.close()


@forms
@pytest.mark.parametrize("name", READS)
def test_it_is_read_under_the_key_that_was_asked_for(keyless: Driver, service: Keyless, name: str, form: str) -> None:
    service.path, key, operation = READS[name]
    service.form = form
    found = keyless.send(operation())
    assert found.key == key
    assert found.raw == service.without_key(held(service.sim, service.path))


@pytest.mark.parametrize("name", ["site", "device", "model of a site", "triggers of a site"])
def test_methods_read_it_too(keyless: Driver, service: Keyless, name: str) -> None:
    service.path, key, _ = READS[name]
    calls: dict[str, Callable[[], Any]] = {
        "site": lambda: keyless.get_site_config("S10001"),
        "device": lambda: keyless.get_hardware_details("H100005"),
        "model of a site": lambda: keyless.get_modeling_data("S10001"),
        "triggers of a site": lambda: keyless.get_alert_triggers("S10001"),
    }
    assert calls[name]().key == key


@forms
@pytest.mark.parametrize("name", WRITES)
def test_it_is_written_with_its_key_and_no_other_field_moves(
    keyless: Driver, service: Keyless, name: str, form: str
) -> None:
    service.path, field, call = WRITES[name]
    service.form = form
    whole = name == "triggers of a site"  # of which the trigger is put alone
    path = "/api/alerttrigger/x2d8013888" if whole else service.path
    before = held(service.sim, path)
    result = call(keyless)
    assert result.verified
    assert "key" not in {change.path for change in result.changes}
    [put] = puts(service.sim)
    assert put["key"] == before["key"]
    assert set(put) == set(before)
    assert {one for one in put if json.dumps(put[one]) != json.dumps(before[one])} == {field}
    came = before if whole else service.without_key(before)
    order = list(came) if form != "absent" or whole else [*came, "key"]
    assert list(put) == order, "a key that was left out comes last"
    backup = json.loads(result.backup_path.read_bytes()) if result.backup_path else {}
    assert backup["content"] == came, "the backup is what came"


@forms
@pytest.mark.parametrize("name", WRITES)
def test_it_is_undone(keyless: Driver, service: Keyless, name: str, form: str) -> None:
    service.path, field, call = WRITES[name]
    service.form = form
    path = "/api/alerttrigger/x2d8013888" if name == "triggers of a site" else service.path
    before = held(service.sim, path)
    call(keyless)
    [run] = keyless.history()
    assert json.dumps(held(service.sim, path)[field]) != json.dumps(before[field])
    assert keyless.apply_plan(keyless.plan_undo(run.id))
    assert json.dumps(without_stamps(held(service.sim, path)[field])) == json.dumps(without_stamps(before[field]))
    again = call(keyless)
    assert json.dumps(held(service.sim, path)[field]) != json.dumps(before[field])
    assert keyless.restore_backup(again.backup_path)
    assert json.dumps(without_stamps(held(service.sim, path)[field])) == json.dumps(without_stamps(before[field]))
    assert held(service.sim, path).keys() == before.keys()


def without_stamps(value: JsonValue) -> JsonValue:
    """A value without the stamps of the rows of a table."""
    if isinstance(value, list):
        return [without_stamps(item) for item in value]
    return {name: item for name, item in value.items() if name != "ts"} if isinstance(value, dict) else value


@forms
@pytest.mark.parametrize("name", PUTS)
def test_what_was_read_can_be_sent_back_as_it_is(keyless: Driver, service: Keyless, name: str, form: str) -> None:
    service.path, key, operation = READS[name]
    service.form = form
    raw = keyless.send(operation()).raw
    keyless.send(PUTS[name](raw))
    [put] = puts(service.sim)
    assert put == {**raw, "key": key}
    assert not raw.get("key"), "what the caller has is not changed"


@pytest.mark.parametrize("name", sorted(WRITES.keys() - {"table"}))
def test_without_key_and_stamp_it_is_known_by_its_other_fields(keyless: Driver, service: Keyless, name: str) -> None:
    service.path, field, call = WRITES[name]
    service.lacking = ("ts", "lastChanged")
    whole = name == "triggers of a site"
    path = "/api/alerttrigger/x2d8013888" if whole else service.path
    before = held(service.sim, path)
    assert call(keyless).verified
    [put] = puts(service.sim)
    assert put["key"] == before["key"]
    assert {one for one in put if json.dumps(put[one]) != json.dumps(before[one])} == {field}
    [run] = keyless.history()
    assert keyless.apply_plan(keyless.plan_undo(run.id))
    assert json.dumps(without_stamps(held(service.sim, path)[field])) == json.dumps(without_stamps(before[field]))


@pytest.mark.parametrize("name", ["site", "device", "trigger of a device"])
def test_without_a_stamp_the_whole_document_shows_a_conflict(keyless: Driver, service: Keyless, name: str) -> None:
    service.path, _, _ = WRITES[name]
    service.lacking = ("ts", "lastChanged")
    rows: dict[str, dict[str, object]] = {
        "site": {"key": "S10001", "name": "New"},
        "device": {"key": "H100005", "serialNum": "A1"},
        "trigger of a device": {"key": "AS400020", "severity": 3},
    }
    plan = keyless.plan_updates([rows[name]])
    others: dict[str, Callable[[], object]] = {
        "site": lambda: keyless.update_site_config("S10001", {"elevation": 77}),
        "device": lambda: keyless.update_hardware_config("H100005", {"assetId": "B2"}),
        "trigger of a device": lambda: keyless.update_alert_triggers(
            "H100005", [{"key": "AS400020", "description": "C3"}]
        ),
    }
    others[name]()
    sent = len(puts(service.sim))
    done = keyless.apply_plan(plan)
    assert [entry.outcome for entry in done.entries] == ["conflict"]
    assert len(puts(service.sim)) == sent


@pytest.mark.parametrize("name", sorted(READS.keys() - {"table", "report"}))
def test_without_key_and_stamp_it_is_read(keyless: Driver, service: Keyless, name: str) -> None:
    service.path, key, operation = READS[name]
    service.lacking = ("ts", "lastChanged")
    found = keyless.send(operation())
    assert found.key == key
    assert found.raw == service.without_key(held(service.sim, service.path))


ERRORS: dict[str, JsonObject] = {
    "a message": {"message": "An error has occurred."},
    "a message in another case": {"Message": "An error has occurred.", "MessageDetail": "x"},
    "a failure": {"success": False},
    "a problem": {"type": "about:blank", "title": "Not Found", "status": 404, "traceId": "00-1"},
    "a stack trace": {"exceptionType": "NullReference", "stackTrace": "at X"},
    "few fields": {"name": "x", "description": "y"},
    "nothing": {},
    "a message with a stamp": {"message": "No.", "ts": "2026-05-04T03:02:01Z", "lastChanged": "2026-05-04T03:02:01Z"},
}


class Broken(Keyless):
    """Answers an error body, alone or among the fields of the document."""

    body: JsonObject
    among: bool = False

    def without_key(self, whole: JsonObject) -> JsonObject:
        return {**(super().without_key(whole) if self.among else {}), **self.body}


# An empty object was captured where the configuration of a report is expected, so that is read as it comes.
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("among", [False, True])
@pytest.mark.parametrize("name", ["site", "device", "model of an inverter", "trigger of a device"])
def test_an_error_body_is_no_document(
    colour: Colour, sim: Simulator, clock: FakeClock, backups: Path, name: str, error: str, among: bool
) -> None:
    if among and error in ("few fields", "nothing"):
        pytest.skip("it is the document then")
    path, _, call = WRITES[name]
    service = Broken(sim, path, lacking=("ts", "lastChanged"))
    service.body, service.among = ERRORS[error], among
    with Server(service.handle, 0) as server:
        driver = Driver(colour, sim.auth_manager(server.url), None, clock=clock, backup_dir=backups)
        try:
            with pytest.raises(APIError):
                call(driver)
            read = next(one for one in READS.values() if one[0] == path)
            with pytest.raises(APIError):
                driver.send(read[2]())
        finally:
            driver.close()
    assert puts(sim) == []
