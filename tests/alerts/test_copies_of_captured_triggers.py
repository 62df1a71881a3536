"""Copies between triggers of sites whose fields differ in shape: what can be judged is copied, the rest is refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.simulator.core.messages import Answer, Request, read_json
from powertrack_sdk.simulator.server import Server
from tests.alerts.served import Captured
from tests.clock import FakeClock
from tests.driver import Colour, Driver

SOURCE, TARGET = "S20007", "S20008"
LIMIT: JsonObject = {"source": 3, "info": "", "readOnly": False, "index": 0, "name": "Limit", "value": 25, "type": 3}
PLAIN: JsonObject = {
    "lastChanged": "2026-05-04T03:02:01.1234567Z",
    "alertTypeKey": "AI355",
    "name": "Site check",
    "description": "Daily",
    "isActive": True,
    "priorityLevel": 0,
    "parameters": [LIMIT],
    "standardItems": [],
}
OWN = {"key", "id", "parentKey", "lastChanged"}


def trigger_of(site: str, number: int, fields: JsonObject, gone: tuple[str, ...] = ()) -> JsonObject:
    whole = {"key": f"AS{number}", "id": number, "parentKey": site, **copy.deepcopy(PLAIN), **fields}
    return {name: value for name, value in whole.items() if name not in gone}


def holding(site: str, trigger: JsonObject) -> Captured:
    return Captured(site, {"key": site, "lastChanged": "2026-05-04T03:02:01Z", "triggers": [trigger]})


class Pair:
    """Two sites with a trigger each, as captured."""

    def __init__(self) -> None:
        self.source = holding(SOURCE, trigger_of(SOURCE, 71, {}))
        self.target = holding(TARGET, trigger_of(TARGET, 72, {}))

    def handle(self, request: Request) -> Answer:
        """Answer a request for either."""
        body = read_json(request.body) if request.body else None
        key = body.get("key") if isinstance(body, dict) else request.path.rpartition("/")[2]
        return (self.target if key in (TARGET, "AS72") else self.source).handle(request)


@pytest.fixture
def pair() -> Pair:
    return Pair()


@pytest.fixture
def captured(pair: Pair, colour: Colour, sim: Simulator, clock: FakeClock, backups: Path) -> Iterator[Driver]:
    with Server(pair.handle, 0) as server:
        driver = Driver(colour, sim.auth_manager(server.url), None, clock=clock, backup_dir=backups)
        yield driver
        driver.close()


def limit(**fields: JsonValue) -> JsonObject:
    return {"parameters": [{**LIMIT, **fields}]}


Shapes = tuple[JsonObject, JsonObject, tuple[str, ...]]
"""Fields of the source, fields of the target, and fields that the target lacks."""
JUDGED: dict[str, Shapes] = {
    "an unknown object in place of null": ({"zone": {"a": [1]}}, {"zone": None}, ()),
    "an unknown list that the target lacks": ({"steps": [1, {"a": None}]}, {}, ()),
    "null in place of an unknown object": ({"zone": None}, {"zone": {"a": 1}}, ()),
    "an unknown text in an unknown object in place of null": ({"zone": {"a": "x", "b": 2}}, {"zone": {"a": None}}, ()),
    "an unknown list of other items": ({"steps": [{"a": 1}]}, {"steps": [{"a": 1, "b": 2}, 5]}, ()),
    "null in place of info": (limit(info=None), {}, ()),
    "info in place of null": ({}, limit(info=None), ()),
    "null in place of a description": ({"description": None}, {}, ()),
    "a description that the target lacks": ({"description": "New"}, {}, ("description",)),
    "null in place of parameters": ({"parameters": None}, {}, ()),
    "parameters in place of null": (limit(value=30), {"parameters": None}, ()),
    "parameters that the target lacks": (limit(value=30), {}, ("parameters",)),
    "a further parameter with fewer fields": ({"parameters": [LIMIT, {"name": "Bare", "value": 1}]}, {}, ()),
    "an unknown field of a parameter": (limit(hint={"a": 1}, value=30), {}, ()),
    "null in place of standard items": ({"standardItems": None}, {"standardItems": [{"a": 1}]}, ()),
    "standard items with fewer fields": ({"standardItems": [{"a": 1}]}, {"standardItems": [{"a": 1, "b": 2}]}, ()),
}


@pytest.mark.parametrize("name", JUDGED)
@pytest.mark.parametrize("way", ["call", "plan"])
def test_a_difference_of_null_or_missing_is_copied_and_undone(
    captured: Driver, pair: Pair, name: str, way: str
) -> None:
    fields, others, gone = JUDGED[name]
    pair.source = holding(SOURCE, trigger_of(SOURCE, 71, {"severityText": "x", **fields}))
    pair.target = holding(TARGET, trigger_of(TARGET, 72, {"severityText": "y", "only": 1, **others}, gone))
    before, [former], [source] = pair.target.content(), pair.target.triggers, pair.source.triggers
    if way == "call":
        assert captured.copy_alert_triggers(SOURCE, [TARGET]).verified
    else:
        assert captured.apply_plan(captured.plan_alert_copy(SOURCE, [TARGET]))
    [now] = pair.target.triggers
    assert {part: now[part] for part in source.keys() - OWN - {"zone", "parameters"}} == {
        part: source[part] for part in source.keys() - OWN - {"zone", "parameters"}
    }
    assert now["only"] == 1, "what the target has besides stays"
    assert {part: now[part] for part in OWN - {"lastChanged"}} == {part: former[part] for part in OWN - {"lastChanged"}}
    for part in {"zone", "parameters"} & source.keys():
        assert now[part] == source[part]
    assert len(pair.target.puts()) == 1
    assert captured.apply_plan(captured.plan_undo(captured.history()[0].id))
    assert without_gained(pair.target.content(), gone, source, former) == without_gained(before, gone, source, former)
    assert pair.source.puts() == []


def without_gained(content: str, gone: tuple[str, ...], source: JsonObject, former: JsonObject) -> Any:
    import json

    return [{part: value for part, value in one.items() if value is not None} for one in json.loads(content)]


UNJUDGED: dict[str, tuple[JsonObject, JsonObject, str]] = {
    "an object in place of a list": ({"zone": {"a": 1}}, {"zone": [1]}, "zone must be"),
    "a list in place of a text": ({"zone": [1]}, {"zone": "x"}, "zone must be"),
    "a text in place of a number": ({"zone": "1"}, {"zone": 1}, "zone must be"),
    "the same inside of an object": ({"zone": {"a": "x"}}, {"zone": {"a": 1}}, r"zone\.a must be"),
    "a text in place of a known number": ({"priorityLevel": "high"}, {}, "priorityLevel must be an integer"),
    "a number beyond its limits": ({"impact": 400}, {"impact": 0}, "impact is 400"),
}


@pytest.mark.parametrize("name", UNJUDGED)
def test_what_cannot_be_judged_is_refused_with_the_trigger_and_the_field(
    captured: Driver, pair: Pair, name: str
) -> None:
    fields, others, words = UNJUDGED[name]
    pair.source = holding(SOURCE, trigger_of(SOURCE, 71, fields))
    pair.target = holding(TARGET, trigger_of(TARGET, 72, others))
    for call in (captured.copy_alert_triggers, captured.plan_alert_copy):
        with pytest.raises(ValidationError, match=words) as caught:
            call(SOURCE, [TARGET])
        assert f"the trigger 'Site check' (AS72) of {TARGET} cannot become the copied one" in str(caught.value)
    assert pair.target.puts() == pair.source.puts() == []
