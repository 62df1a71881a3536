from __future__ import annotations

import json
import re

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import ListShape, ObjectShape, Scalar, Shape
from powertrack_sdk.outcomes import MISSING, Change
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.diff import diff, patch_between
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.validate import check

from .documents import HARDWARE, NUMBER, SITE, hardware, site


def site_changes(**fields: JsonValue) -> list[str]:
    return [str(change) for change in diff(site(), {**site(), **fields}, SITE.shape)]


def test_the_way_of_a_patch() -> None:
    current = site()
    patch = resolve({"latitude": 40.6, "acCapacityMw": 1.2, "links": [{"key": "L2", "name": "Other"}]}, SITE)
    check(patch, SITE, current)
    changes = diff(current, merge(current, patch, SITE.shape), SITE.shape)
    assert [str(change) for change in changes] == [
        "capacityAc: 900.0 kW -> 1.2 MW",
        "capacityAcUnit: 10 -> 12",
        "location.latitude: 40.5 -> 40.6 deg",
        'links[L2].name: "Report" -> "Other"',
    ]
    assert changes[2] == Change("location.latitude", 40.5, 40.6, unit="deg")
    assert repr(changes[2]) == "<Change location.latitude: 40.5 -> 40.6 deg>"


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"allowedChartTypes": [1, 77]}, ["allowedChartTypes[1]: 76 -> 77", "- allowedChartTypes[2]: 88"]),
        ({"certifiedOn": "x"}, ['certifiedOn: null -> "x"']),
        ({"capacityAc": 900}, []),
        ({"capacityAc": 800}, ["capacityAc: 900.0 -> 800 kW"]),
        ({"capacityAc": None}, ["capacityAc: 900.0 kW -> null"]),
        (
            {"capacityAc": 800, "capacityAcUnit": 47},
            ["capacityAc: 900.0 kW -> 800 (unit 47)", "capacityAcUnit: 10 -> 47"],
        ),
        (
            {"capacityAc": 800, "capacityAcUnit": 0},
            ["capacityAc: 900.0 kW -> 800 (no unit)", "capacityAcUnit: 10 -> 0"],
        ),
        ({"isMonitored": 1}, ["isMonitored: true -> 1"]),
        ({"estimatedLosses": {"snow": 1}}, ["estimatedLosses.snow: 0 -> 1 %", "- estimatedLosses.soiling: 1.5 %"]),
        ({"estimatedLosses": {"snow": None, "soiling": 1.5}}, ["estimatedLosses.snow: 0 % -> null"]),
        ({"queryOverrides": [{"a": 1}]}, ['+ queryOverrides[0]: {"a": 1}']),
        ({"location": None}, [f"location: {json.dumps(site()['location'])} -> null"]),
        ({"grown": {"a": [1]}}, ['+ grown: {"a": [1]}']),
        (
            {"batteryHealth": {"cycles": 13, "label": "good", "cells": []}},
            [
                "batteryHealth.cycles: 12 -> 13",
                '- batteryHealth.cells[0]: {"id": 1, "volt": 3.3}',
                "- batteryHealth.tested: null",
            ],
        ),
        ({"name": "a\x1b[2J\u202eb"}, ['name: "Example Site A" -> "a\\u001b[2J\\u202eb"']),
        ({"name": "Zürich"}, ['name: "Example Site A" -> "Zürich"']),
        ({"odd.name[0]": 1, "": 2}, ['+ "odd.name[0]": 1', '+ "": 2']),
    ],
)
def test_changes_are_printed_on_a_line(fields: JsonObject, lines: list[str]) -> None:
    assert site_changes(**fields) == lines


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (["L2", "L1"], ['links (order): ["L1", "L2"] -> ["L2", "L1"]']),
        (["L2"], ["- links[L1]: {...}"]),
        (["L1", "L3", "L2"], ["+ links[L3]: {...}"]),
        (["L2", "L3", "L1"], ["+ links[L3]: {...}", 'links (order): ["L1", "L2"] -> ["L2", "L1"]']),
        (["L1", "L1"], ['links[1].key: "L2" -> "L1"']),
        (["L1", None], ['links[1].key: "L2" -> null']),
        (["L1", "L2", "a]b"], ['+ links["a]b"]: {...}']),
    ],
)
def test_items_with_a_merge_key_are_compared_with_their_namesakes(keys: list[JsonValue], lines: list[str]) -> None:
    before: JsonObject = {"links": [{"key": "L1"}, {"key": "L2"}]}
    after: JsonObject = {"links": [{"key": key} for key in keys]}
    changes = [str(change) for change in diff(before, after, SITE.shape)]
    assert [re.sub(r"{.*}", "{...}", line) for line in changes] == lines


def test_values_stay_reachable() -> None:
    gone, new = diff({"name": "x"}, {"capacityAc": 5}, SITE.shape)
    assert (gone.path, gone.before, gone.after) == ("name", "x", MISSING)
    assert (new.path, new.before, new.after) == ("capacityAc", MISSING, 5)
    assert repr(MISSING) == "MISSING"


def test_documents_without_a_shape_are_compared_by_structure() -> None:
    changes = diff({"a": {"b": [1, {"c": 2}]}}, {"a": {"b": [1, {"c": 3}]}}, None)
    assert [str(change) for change in changes] == ["a.b[1].c: 2 -> 3"]


def test_volatile_fields_can_be_passed_over() -> None:
    after = {**site(), "ts": "2026-01-01T00:00:00Z", "newNote": "Seen.", "name": "Other"}
    assert len(diff(site(), after, SITE.shape)) == 3
    assert [change.path for change in diff(site(), after, SITE.shape, ignore_volatile=True)] == ["name"]
    settings: JsonObject = {"settings": [{"name": "a", "index": 0, "value": 1}]}
    renumbered: JsonObject = {"settings": [{"name": "a", "index": 1, "value": 1}]}
    assert diff(settings, renumbered, HARDWARE.shape, ignore_volatile=True) == ()
    assert len(diff(settings, renumbered, HARDWARE.shape)) == 1


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ({"webPassword": "canary3"}, "webPassword: (hidden) -> (hidden)"),
        ({"webPassword": None}, "webPassword: (hidden) -> (hidden)"),
        ({"webPassword": {"canary": 3}}, "webPassword: (hidden) -> (hidden)"),
        ({"settings": [{"name": "dev:community", "value": "canary3"}]}, "settings[dev:community].value: (hidden) -> "),
        ({"settings": [{"name": "Password", "value": "canary3", "type": 0}]}, "+ settings[Password]: (hidden)"),
        ({"settings": "canary3"}, "settings: (hidden) -> (hidden)"),
        ({"apiToken": "canary3"}, "+ apiToken: (hidden)"),
        ({"credentials": ["canary3"]}, "+ credentials: (hidden)"),
        ({"radio": {"names": [{"community": "canary3"}]}}, "+ radio: (hidden)"),
    ],
)
def test_secrets_are_hidden_but_there(after: JsonObject, line: str) -> None:
    before = hardware()
    patched = {**before, **after} if after.get("settings") == "canary3" else merge(before, after, HARDWARE.shape)
    (change,) = diff(before, patched, HARDWARE.shape)
    assert str(change).startswith(line)
    assert "canary" not in repr((change, [change], {"": change}))
    assert "canary" in f"{change.before}{change.after}"
    assert change.secret


def test_a_setting_that_is_renamed_in_place_is_secret_under_either_name() -> None:
    item = Scalar(types=frozenset({"string"}), secret_when=("name", re.compile("pass")))
    shape = ListShape(item=ObjectShape(name="Setting", fields={"value": item}))
    before: JsonValue = [{"name": "password", "value": "canary1"}]
    after: JsonValue = [{"name": "rate", "value": "canary2"}]
    assert "canary" not in str(diff(before, after, shape)) + str(diff(after, before, shape))


def test_a_value_is_hidden_when_nothing_tells_whether_it_is_secret() -> None:
    before: JsonObject = {"settings": [{"value": "canary1"}]}
    assert "canary" not in str(diff(before, {"settings": [{"value": "canary2"}]}, HARDWARE.shape))


def test_a_name_that_sounds_secret_hides_nothing_that_the_specification_knows() -> None:
    (change,) = diff({}, {"passwordPolicy": {"minLength": 8}}, HARDWARE.shape)
    assert str(change) == '+ passwordPolicy: {"minLength": 8}'


def test_items_that_are_identified_by_a_secret_go_by_its_fingerprint() -> None:
    item = ObjectShape(name="Link", fields={"key": Scalar(types=frozenset({"string"}), secret=True)})
    shape = ListShape(item=item, merge_key="key")
    one: JsonValue = {"key": "https://example.com/canary1", "name": "Kiosk"}
    other: JsonValue = {"key": "https://example.com/canary2", "name": "Lobby"}
    for before, after, signs in (([one], [other], "-+"), ([one, other], [other, one], " "), ([one], [], "-")):
        changes = diff(before, after, shape)
        assert "canary" not in str(changes) + "".join(change.path for change in changes)
        assert "".join(str(change)[0] for change in changes) == signs
    (renamed,) = diff([one, other], [{"key": "https://example.com/canary1", "name": "Bar"}, other], shape)
    (again,) = diff([one], [{"key": "https://example.com/canary1", "name": "Pub"}], shape)
    assert renamed.path == again.path
    assert re.fullmatch(r'\[#[0-9a-f]{8}\]\.name: "Kiosk" -> "Bar"', str(renamed))


def test_a_setting_that_is_no_secret_is_shown() -> None:
    after = merge(hardware(), {"settings": [{"name": "dev:UnitID", "value": 2}]}, HARDWARE.shape)
    assert [str(change) for change in diff(hardware(), after, HARDWARE.shape)] == ["settings[dev:UnitID].value: 1 -> 2"]


def test_the_patch_between_two_versions_is_small() -> None:
    after = site() | {"name": "Other", "allowedChartTypes": [1], "queryOverrides": [1], "grown": {"a": 1}}
    after["location"] = {"latitude": 41, "longitude": -75.5, "elevation": 70, "timeZone": 16891, "floodZone": "Y"}
    after["links"] = [
        {"key": "L1", "name": "Kiosk", "kind": "external"},
        {"key": "L2", "name": "Report", "kind": "other"},
        {"key": "L3", "name": "New", "kind": "external"},
    ]
    patch = patch_between(site(), after, SITE.shape)
    assert patch == {
        "name": "Other",
        "allowedChartTypes": [1],
        "location": {"latitude": 41, "floodZone": "Y"},
        "links": [{"key": "L2", "kind": "other"}, {"key": "L3", "name": "New", "kind": "external"}],
        "queryOverrides": [1],
        "grown": {"a": 1},
    }
    assert diff(merge(site(), patch, SITE.shape), after, SITE.shape) == ()


def test_what_a_patch_cannot_say_is_left_out_of_it() -> None:
    after = {name: value for name, value in site().items() if name != "name"} | {"location": {}}
    assert patch_between(site(), after, SITE.shape) == {}


@pytest.mark.parametrize("shape", [NUMBER, SITE.shape, None])
def test_a_change_of_the_whole_has_no_path(shape: Shape | None) -> None:
    assert [(change.path, change.before, change.after) for change in diff(1, None, shape)] == [("", 1, None)]
