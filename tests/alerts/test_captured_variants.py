"""Triggers as the live service may send them: unknown fields and shapes go back as they came."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import APIError, AuthManager
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.server import Server
from tests.alerts.served import Captured
from tests.clock import FakeClock
from tests.driver import Colour, Driver

SITE = "S20007"
KEY, ID = "x2d1a2b3c4d", 0x1A2B3C4D
PAGE = f"/powertrack/{SITE}/administration/alertsettings"
PARAMETERS: list[JsonValue] = [
    {"source": 3, "info": "", "readOnly": False, "index": 0, "name": "Threshold", "value": 25, "type": 3},
    {"source": 3, "info": "", "readOnly": False, "index": 0, "name": "Limit", "value": "NaN", "type": 0},
]
TRIGGER: JsonObject = {
    "key": KEY,
    "lastChanged": "2026-05-04T03:02:01.1234567Z",
    "id": ID,
    "alertTypeKey": "AI355",
    "parentKey": SITE,
    "name": "Site check",
    "description": "Line one\rLine two \u00e9\u4e16",
    "isActive": True,
    "priorityLevel": 0,
    "checkSun": False,
    "impact": 0.0,
    "delayHoursTrigger": 0.25,
    "startTime": 60,
    "parameters": PARAMETERS,
    "ownerKey": "",
    "sharing": 0,
    "standardItems": [],
}
WHOLE: JsonObject = {
    "assetCode": None,
    "calculatedCapacity": -1,
    "capacity": None,
    "defaultTriggers": [],
    "key": SITE,
    "lastChanged": "2026-05-04T03:02:01.1234567Z",
}


def of(*, drop: str = "", whole: JsonObject | None = None, **fields: JsonValue) -> JsonObject:
    """The answer for a site with one trigger that differs in some fields, beside one of the plain form."""
    other: JsonObject = {**TRIGGER, "key": "AS77", "id": 77, "alertTypeKey": "AI401", "name": "Other"}
    rows: list[JsonValue] = [{name: value for name, value in {**TRIGGER, **fields}.items() if name != drop}, other]
    return {**WHOLE, "triggers": rows, **(whole or {})}


VARIANTS: dict[str, JsonObject] = {
    "plain": of(),
    "fields that nobody has seen": of(escalation={"steps": [1, {"a": None}], "x": 1.0}, zone="US/Eastern", tags=["a"]),
    "the fields of the web page": of(isCachedData=True, lastChecked="2026-05-04T05:00:00.000Z"),
    "parameters of unknown types": of(parameters=[*PARAMETERS, {"name": "P", "type": 99, "value": {"a": [1, 2]}}]),
    "a parameter with nothing but its name": of(parameters=[*PARAMETERS, {"name": "Bare"}]),
    "a parameter that holds null": of(parameters=[*PARAMETERS, {"name": "Void", "type": 2, "value": None}]),
    "two parameters of one name": of(
        parameters=[*PARAMETERS, {"name": "Twin", "value": 1}, {"name": "Twin", "value": 2}]
    ),
    "null in place of parameters": of(parameters=None),
    "no parameters at all": of(drop="parameters"),
    "null in place of standard items": of(standardItems=None),
    "standard items": of(standardItems=[{"key": "Q1", "n": 1}, 5, "x"]),
    "the parent in lower case": of(parentKey=SITE.lower()),
    "the key in capitals": of(key=KEY.upper()),
    "no version stamp": of(drop="lastChanged"),
    "null for the version stamp": of(lastChanged=None),
    "a stamp without a zone": of(lastChanged="2026-05-04T03:02:01"),
    "a large number": of(id=9007199254740993),
    "no number": of(drop="id"),
    "no parent": of(drop="parentKey"),
    "numbers with fractions": of(impact=0.30000000000000004, delayHoursTrigger=1e-7, sunMinElevation=-0.0),
    "texts for numbers": of(priorityLevel="high", impact="NaN"),
    "null templates and more": of(whole={"defaultTriggers": None, "assetCode": 0, "siteKey": SITE, "revision": 3}),
    "no stamp of the whole": {**{name: value for name, value in of().items() if name != "lastChanged"}},
    "the whole without its key": {name: value for name, value in of().items() if name != "key"},
    "the whole in lower case": {**of(), "key": SITE.lower()},
}
variants = pytest.mark.parametrize("name", VARIANTS)


@pytest.fixture
def service(name: str) -> Captured:
    return Captured(SITE, json.loads(json.dumps(VARIANTS[name])))


@pytest.fixture
def captured(service: Captured, colour: Colour, sim: Simulator, clock: FakeClock, backups: Path) -> Iterator[Driver]:
    with Server(service.handle, 0) as server:
        auth: AuthManager = sim.auth_manager(server.url)
        driver = Driver(colour, auth, None, clock=clock, backup_dir=backups)
        yield driver
        driver.close()


@variants
def test_it_is_read(captured: Driver, service: Captured) -> None:
    found = captured.get_alert_triggers(SITE)
    assert found.key.upper() == SITE
    assert [trigger.raw for trigger in found.triggers] == service.triggers


@variants
def test_an_update_moves_no_other_field_and_its_undo_none(captured: Driver, service: Captured) -> None:
    before, [trigger, _] = service.content(), service.triggers
    named = {"id": trigger["id"]} if "id" in trigger else {"name": "Site check"}
    result = captured.update_alert_triggers(SITE, [{**named, "enabled": False, "startTime": 90}])
    assert result.verified
    assert service.puts() == [{**trigger, "isActive": False, "startTime": 90}]
    assert list(dict.fromkeys(page for method, _, page, _ in service.log if method == "PUT")) == [PAGE]
    put = service.puts()[0]
    assert isinstance(put, dict)
    assert list(put) == list(trigger), "the order of the fields stays"

    if "parentKey" in trigger:
        assert captured.apply_plan(captured.plan_undo(captured.history()[0].id))
        assert service.content() == before
        assert {page for method, _, page, _ in service.log if method == "PUT"} == {PAGE}


@variants
def test_it_is_planned_and_applied(captured: Driver, service: Captured) -> None:
    [trigger, _] = service.triggers
    if "parentKey" not in trigger:
        with pytest.raises(APIError, match="names no device and no site"):
            captured.plan_updates([{"key": KEY, "enabled": False}])
        return
    if trigger["key"] != KEY:
        return
    plan = captured.plan_updates([{"key": KEY, "siteKey": SITE, "enabled": False}])
    assert captured.apply_plan(plan)
    assert service.puts() == [{**trigger, "isActive": False}]


@variants
def test_it_is_deleted(captured: Driver, service: Captured) -> None:
    [trigger, _] = service.triggers
    if trigger["key"] == KEY:
        assert captured.delete_alert_trigger(SITE, KEY).verified
        assert [row["key"] for row in service.triggers] == ["AS77"]
        assert [(method, page) for method, _, page, _ in service.log if method == "DELETE"] == [("DELETE", PAGE)]


@pytest.mark.parametrize("name", ["plain", "null in place of parameters", "fields that nobody has seen"])
def test_a_threshold_changes_alone(captured: Driver, service: Captured) -> None:
    [trigger, _] = service.triggers
    if trigger["parameters"] is None:
        return
    assert captured.update_alert_triggers(SITE, [{"key": KEY, "threshold": 30.5}]).verified
    parameters = [{**PARAMETERS[0], "value": 30.5}, PARAMETERS[1]] if isinstance(PARAMETERS[0], dict) else []
    assert service.puts() == [{**trigger, "parameters": parameters}]


@pytest.mark.parametrize("name", ["plain"])
@pytest.mark.parametrize("answer", [{"message": "An error has occurred."}, {"success": False}, {}, {"triggers": []}])
def test_a_message_in_place_of_the_triggers_is_no_empty_list(
    captured: Driver, service: Captured, answer: JsonObject
) -> None:
    service.whole = answer
    calls: tuple[Callable[[], object], ...] = (
        lambda: captured.get_alert_triggers(SITE),
        lambda: captured.update_alert_triggers(SITE, [{"key": KEY, "enabled": False}]),
        lambda: captured.delete_alert_trigger(SITE),
    )
    for call in calls:
        with pytest.raises(APIError, match=r"no key|without its key|success is false|error inside"):
            call()
    assert {method for method, _, _, _ in service.log} == {"GET"}
