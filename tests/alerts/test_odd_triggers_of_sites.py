"""Triggers of sites in thirty odd shapes: each is read, updated and undone, and no other field moves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.server import Server
from tests.alerts.served import Captured
from tests.clock import FakeClock
from tests.driver import Colour, Driver

SITE, KEY, ID = "S20009", "x2d2b3c4d5e", 0x2B3C4D5E
PAGE = f"/powertrack/{SITE}/administration/alertsettings"
PARAMETER: JsonObject = {
    "source": 3,
    "info": "",
    "readOnly": False,
    "index": 0,
    "name": "Threshold",
    "value": 0.8,
    "type": 3,
}
PARAMETERS: list[JsonValue] = [PARAMETER]
PLAIN: JsonObject = {
    "key": KEY,
    "lastChanged": "2026-05-04T03:02:01.1234567Z",
    "id": ID,
    "alertTypeKey": "AI359",
    "parentKey": SITE,
    "name": "Odd",
    "description": "Odd",
    "isActive": True,
    "priorityLevel": 0,
    "impact": 0.0,
    "delayHoursTrigger": 0.25,
    "startTime": 60,
    "parameters": PARAMETERS,
    "standardItems": [],
}


def with_fields(**fields: JsonValue) -> JsonObject:
    return {**PLAIN, **fields}


def lacking(*names: str) -> JsonObject:
    return {name: value for name, value in PLAIN.items() if name not in names}


def limit(**fields: JsonValue) -> JsonObject:
    return with_fields(parameters=[{**PARAMETER, **fields}])


DEEP: JsonObject = {"a": {"b": {"c": [{"d": [None, True, 1.50, {"e": "\u4e16"}]}]}}}
ODD: dict[str, JsonObject] = {
    "no description, impact or delays": lacking("description", "impact", "delayHoursTrigger"),
    "no standard items": lacking("standardItems"),
    "no start time": lacking("startTime"),
    "only what names it": {name: PLAIN[name] for name in ("key", "name", "parentKey", "alertTypeKey", "isActive")},
    "null in place of texts": with_fields(description=None, ownerKey=None),
    "null in place of numbers": with_fields(impact=None, delayHoursTrigger=None, priorityLevel=None, startTime=None),
    "null in place of an alert type": with_fields(alertTypeKey=None),
    "a null info": limit(info=None),
    "a null source and index": limit(source=None, index=None),
    "an info that is an object": limit(info={"text": "x", "more": [1, 2]}),
    "a parameter value that is a list": limit(value=[1, 2.50, None]),
    "a parameter value that is a boolean": limit(value=True),
    "a parameter value that is a long number": limit(value=12345678901234567890),
    "a parameter of an unknown type": limit(type=17, value="PT15M"),
    "a parameter with unknown fields": limit(choices=[{"value": 1, "text": "one"}], unit=None),
    "parameters without names": with_fields(parameters=[{"value": 1, "type": 2}, {"value": 2, "type": 2}]),
    "parameters that are an object": with_fields(parameters={"Threshold": 0.8}),
    "parameters with a null among them": with_fields(parameters=[PARAMETER, None]),
    "nested objects": with_fields(escalation=DEEP, schedule={"mon": [0, 1440], "sun": None}),
    "a severity that nobody has seen": with_fields(priorityLevel=99),
    "a negative severity": with_fields(priorityLevel=-1),
    "sharing that nobody has seen": with_fields(sharing=4096, source=255),
    "an alert type of another form": with_fields(alertTypeKey="AI-CUSTOM-7"),
    "the key in mixed case": with_fields(key="x2D2b3C4d5E"),
    "the parent in lower case": with_fields(parentKey=SITE.lower()),
    "field names in other casing": with_fields(IsActive=False, PRIORITYLEVEL=3, start_time=5),
    "a huge id and number": with_fields(id=18446744073709551615, counter=9007199254740993, start=10**30),
    "seven digits of a second": with_fields(
        lastChanged="2026-05-04T03:02:01.0000001Z", since="2026-05-04T03:02:01.9999999"
    ),
    "an offset in place of Z": with_fields(lastChanged="2026-05-04T03:02:01.1230000-07:00"),
    "the least date of .NET": with_fields(lastChanged="0001-01-01T00:00:00", snoozed="0001-01-01T00:00:00Z"),
    "letters of many scripts": with_fields(
        name="\u00c4\u4e16\U0001f31e\u200f e\u0301", description='a\u2028b\tc\r\nd\\"\u0000'
    ),
    "numbers in odd spellings": with_fields(impact=1e-7, delayHoursTrigger=1.0, endTime=1440, sunMinElevation=-0.0),
    "texts in place of numbers": with_fields(startTime="60", impact="NaN", delayHoursTrigger="Infinity"),
    "standard items of any kind": with_fields(standardItems=[{"id": 1}, [2], None, "x", 1.0]),
}
assert len(ODD) >= 30


@pytest.fixture(params=ODD)
def service(request: pytest.FixtureRequest) -> Captured:
    whole: JsonObject = {
        "assetCode": None,
        "calculatedCapacity": -1,
        "capacity": None,
        "defaultTriggers": [],
        "key": SITE,
        "lastChanged": "2026-05-04T03:02:01.1234567Z",
        "triggers": [ODD[request.param], {**PLAIN, "key": "AS88", "id": 88, "name": "Other"}],
    }
    return Captured(SITE, json.loads(json.dumps(whole)))


@pytest.fixture
def captured(service: Captured, colour: Colour, sim: Simulator, clock: FakeClock, backups: Path) -> Iterator[Driver]:
    with Server(service.handle, 0) as server:
        driver = Driver(colour, sim.auth_manager(server.url), None, clock=clock, backup_dir=backups)
        yield driver
        driver.close()


def test_it_is_read_updated_and_undone_and_no_other_field_moves(captured: Driver, service: Captured) -> None:
    before, [trigger, other] = service.content(), service.triggers
    found = captured.get_alert_triggers(SITE)
    assert [one.raw for one in found.triggers] == service.triggers
    assert "Odd" in repr(found) or repr(found)

    result = captured.update_alert_triggers(SITE, [{"key": KEY, "enabled": False}])
    assert result.verified
    assert [change.path for change in result.changes] == ["isActive"]
    assert [json.dumps(put) for put in service.puts()] == [json.dumps({**trigger, "isActive": False})]
    assert service.triggers[1] == other

    assert captured.apply_plan(captured.plan_undo(captured.history()[0].id))
    assert service.content() == before

    plan = captured.plan_updates([{"key": KEY, "siteKey": SITE, "enabled": False}])
    assert captured.apply_plan(plan)
    assert captured.restore_backup(result.backup_path).verified
    assert service.content() == before
    assert {page for method, _, page, _ in service.log if method == "PUT"} == {PAGE}
