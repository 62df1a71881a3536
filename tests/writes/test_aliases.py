from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_api.documents import (
    ALERT_TRIGGER_DOCUMENT,
    HARDWARE_CONFIG_DOCUMENT,
    MODELING_DATA_DOCUMENT,
    REPORT_CONFIG_DOCUMENT,
    SITE_HARDWARE_CONFIG_DOCUMENT,
)
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.exact_json import same
from powertrack_core.shapes import Alias, Document, ObjectShape
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.aliases import resolve

from .documents import FLAG, HARDWARE, NUMBER, SITE

ANSWERS = Document(
    name="Answers",
    identity="key",
    stamp="ts",
    shape=ObjectShape(
        name="Answers",
        fields={"watts": NUMBER, "off": FLAG},
        aliases={
            "kilowatts": Alias(path=("watts",), scale=1000.0),
            "milliwatts": Alias(path=("watts",), scale=0.001),
            "on": Alias(path=("off",), inverse=True),
        },
    ),
)


def test_an_alias_becomes_the_field_that_it_stands_for() -> None:
    assert resolve({"latitude": 40.6}, SITE) == {"location": {"latitude": 40.6}}


def test_an_alias_joins_what_the_patch_has_at_that_place() -> None:
    patch = {"location": {"longitude": -75}, "latitude": 40.6, "place": {"elevation": 3}}
    assert resolve(patch, SITE) == {"location": {"longitude": -75, "latitude": 40.6, "elevation": 3}}
    assert patch == {"location": {"longitude": -75}, "latitude": 40.6, "place": {"elevation": 3}}
    assert resolve({"latitude": 40.6, "location": {"longitude": -75}}, SITE) == {
        "location": {"latitude": 40.6, "longitude": -75}
    }


def test_an_alias_sets_the_unit_beside_the_value() -> None:
    assert resolve({"acCapacityKw": 900}, SITE) == {"capacityAc": 900, "capacityAcUnit": 10}


def test_an_alias_that_is_null_leaves_the_unit_alone() -> None:
    assert resolve({"acCapacityKw": None}, SITE) == {"capacityAc": None}


def test_an_alias_does_not_shadow_a_field() -> None:
    assert resolve({"name": "Example Site B"}, SITE) == {"name": "Example Site B"}


def test_a_name_that_is_neither_field_nor_alias_stays() -> None:
    assert resolve({"latitud": 1, "settings": []}, HARDWARE) == {"latitud": 1, "settings": []}


@pytest.mark.parametrize(
    "patch",
    [
        {"latitude": 40.6, "lat": 40.6},
        {"latitude": 40, "location": {"latitude": 40.0}},
        {"acCapacityKw": 5, "capacityAc": 5, "capacityAcUnit": 10},
    ],
)
def test_saying_the_same_twice_is_no_contradiction(patch: dict[str, object]) -> None:
    assert resolve(patch, SITE)


@pytest.mark.parametrize(
    ("patch", "place"),
    [
        ({"latitude": 40.6, "lat": 40.7}, "location.latitude"),
        ({"latitude": 40.6, "location": {"latitude": 40.7}}, "location.latitude"),
        ({"location": {"latitude": 40.7}, "latitude": 40.6}, "location.latitude"),
        ({"latitude": 40.6, "location": None}, "location"),
        ({"location": "here", "latitude": 40.6}, "location"),
        ({"latitude": 1, "location": {"latitude": True}}, "location.latitude"),
        ({"acCapacityKw": 5, "capacityAcUnit": 12}, "capacityAcUnit"),
        ({"acCapacityKw": 0, "acCapacityMw": 0}, "capacityAcUnit"),
    ],
)
def test_contradictions_are_refused(patch: dict[str, object], place: str) -> None:
    with pytest.raises(ValidationError, match=f"^SiteConfig: .*{place}") as error:
        resolve(patch, SITE)
    assert len(error.value.problems) == 1


def test_contradictions_are_all_told_without_their_values() -> None:
    with pytest.raises(ValidationError) as error:
        resolve({"latitude": "canary1", "lat": "canary2", "acCapacityKw": 1, "acCapacityMw": 2}, SITE)
    assert len(error.value.problems) == 3
    assert "canary" not in str(error.value)


@pytest.mark.parametrize("patch", [None, [], "latitude", 5, {5: 1}, {"location": [{None: 1}]}])
def test_what_cannot_be_a_patch_is_refused(patch: object) -> None:
    with pytest.raises(ValidationError, match=r"^SiteConfig: "):
        resolve(patch, SITE)  # type: ignore[arg-type]


def test_a_patch_that_holds_itself_is_refused() -> None:
    circle: dict[str, object] = {}
    circle["location"] = circle
    with pytest.raises(ValidationError, match="nested more than"):
        resolve(circle, SITE)


@pytest.mark.parametrize(
    ("document", "patch", "resolved"),
    [
        (HARDWARE_CONFIG_DOCUMENT, {"name": "x", "enableBool": True}, {"description": "x", "outOfService": False}),
        (HARDWARE_CONFIG_DOCUMENT, {"enableBool": False}, {"outOfService": True}),
        (ALERT_TRIGGER_DOCUMENT, {"threshold": 80.5}, {"parameters": [{"name": "Threshold", "value": 80.5}]}),
        (ALERT_TRIGGER_DOCUMENT, {"enabled": False, "severity": 3}, {"isActive": False, "priorityLevel": 3}),
        (
            REPORT_CONFIG_DOCUMENT,
            {"sites": ["S10001", "S10002"]},
            {"sourceItems": [{"key": "S10001"}, {"key": "S10002"}]},
        ),
        (REPORT_CONFIG_DOCUMENT, {"sites": [{"key": "S10001"}]}, {"sourceItems": [{"key": "S10001"}]}),
        (REPORT_CONFIG_DOCUMENT, {"sites": []}, {"sourceItems": []}),
        (
            MODELING_DATA_DOCUMENT,
            {"pvConfig.inverters[0].powerRating": 125000},
            {"pvConfig": {"inverters": {"0": {"inverterKw": 125.0}}}},
        ),
        (
            MODELING_DATA_DOCUMENT,
            {"pvConfig": {"inverters": {"1": {"bifacialityFactor": 0.7}}}},
            {"pvConfig": {"inverters": {"1": {"bifacialRatio": 0.7}}}},
        ),
        (
            MODELING_DATA_DOCUMENT,
            {"pvConfig": {"inverters": [{"model": "x"}, {"power": 1}]}},
            {"pvConfig": {"inverters": [{"inverterName": "x"}, {"inverterKw": 0.001}]}},
        ),
        (
            SITE_HARDWARE_CONFIG_DOCUMENT,
            {"hardware[H100005].name": "x", "hardware": [{"hardwareKey": "H100005", "enableBool": False}]},
            {"hardware": [{"hardwareKey": "H100005", "description": "x", "outOfService": True}]},
        ),
    ],
)
def test_friendly_names_of_the_specification(document: Document, patch: JsonObject, resolved: JsonObject) -> None:
    assert resolve(patch, document) == resolved


def test_a_path_and_a_friendly_name_meet_in_one_item() -> None:
    patch = {"threshold": 80, "parameters[Threshold].info": "Limit", "parameters": [{"name": "Other", "value": 1}]}
    assert resolve(patch, ALERT_TRIGGER_DOCUMENT) == {
        "parameters": [{"name": "Threshold", "value": 80, "info": "Limit"}, {"name": "Other", "value": 1}]
    }


@pytest.mark.parametrize(
    ("name", "value", "watts"),
    [
        ("milliwatts", 36, 0.036),
        ("milliwatts", 125000, 125.0),
        ("milliwatts", 0.1, 0.0001),
        ("milliwatts", -9, -0.009),
        ("milliwatts", 0, 0.0),
        ("milliwatts", 1e300, 1e297),
        ("kilowatts", 0.036, 36.0),
        ("kilowatts", 1.1, 1100.0),
    ],
)
def test_a_number_comes_out_in_the_unit_of_the_field_as_one_writes_it_down(
    name: str, value: float, watts: float
) -> None:
    assert repr(resolve({name: value}, ANSWERS)["watts"]) == repr(watts)


@given(st.integers(-(10**12), 10**12) | st.floats(-1e15, 1e15))
def test_a_number_that_is_scaled_up_and_down_is_the_same(value: float) -> None:
    up = resolve({"kilowatts": value}, ANSWERS)["watts"]
    assert isinstance(up, float)
    down = resolve({"milliwatts": up}, ANSWERS)["watts"]
    assert isinstance(down, float)
    assert math.isclose(down, value, rel_tol=1e-15)


@pytest.mark.parametrize(
    "value", ["36", None, True, [36], {"a": 1}, 10**400, float("nan"), float("inf"), float("-inf")]
)
def test_what_cannot_be_scaled_is_left_for_the_validation_to_refuse(value: JsonValue) -> None:
    found = resolve({"milliwatts": value}, ANSWERS)["watts"]
    assert same(found, value) or (isinstance(value, float) and repr(found) == repr(value))


@pytest.mark.parametrize("value", ["true", None, 1, 0, [], {}])
def test_what_is_no_flag_is_not_turned_round(value: JsonValue) -> None:
    assert resolve({"on": value}, ANSWERS) == {"off": value}


@pytest.mark.parametrize("value", [None, "S10001", {"0": "S10001"}])
def test_what_is_no_list_has_no_items_made_of_it(value: JsonValue) -> None:
    assert resolve({"sites": value}, REPORT_CONFIG_DOCUMENT) == {"sourceItems": value}


@pytest.mark.parametrize(
    ("document", "patch", "place"),
    [
        (HARDWARE_CONFIG_DOCUMENT, {"enableBool": True, "outOfService": True}, "outOfService"),
        (HARDWARE_CONFIG_DOCUMENT, {"description": "a", "name": "b"}, "description"),
        (
            ALERT_TRIGGER_DOCUMENT,
            {"threshold": 80, "parameters[Threshold].value": 81},
            r"parameters\[Threshold\]\.value",
        ),
        (
            ALERT_TRIGGER_DOCUMENT,
            {"threshold": 80, "parameters": [{"name": "Threshold", "value": 81}]},
            r"parameters\[Threshold\]\.value",
        ),
        (ALERT_TRIGGER_DOCUMENT, {"threshold": 80, "parameters": None}, "parameters"),
        (
            MODELING_DATA_DOCUMENT,
            {"pvConfig.inverters[0].powerRating": 1000, "pvConfig.inverters[0].inverterKw": 2},
            r"pvConfig\.inverters\[0\]\.inverterKw",
        ),
        (
            MODELING_DATA_DOCUMENT,
            {"pvConfig.inverters[0].tilt": 3, "pvConfig": {"inverters": []}},
            r"pvConfig\.inverters",
        ),
        (
            REPORT_CONFIG_DOCUMENT,
            {"sites": ["S10001"], "sourceItems": [{"key": "S10001", "name": "x"}], "sourceItems[S10001].name": "y"},
            r"sourceItems\[S10001\]\.name",
        ),
    ],
)
def test_contradictions_between_friendly_names_paths_and_fields_are_refused(
    document: Document, patch: JsonObject, place: str
) -> None:
    with pytest.raises(ValidationError, match=f"(disagree: one sets {place}, |give {place} different values)") as error:
        resolve(patch, document)
    assert len(error.value.problems) == 1


def test_saying_the_same_by_several_names_is_no_contradiction() -> None:
    patch = {"threshold": 80, "parameters[Threshold].value": 80.0, "parameters": [{"name": "Threshold", "value": 80}]}
    assert resolve(patch, ALERT_TRIGGER_DOCUMENT) == {"parameters": [{"name": "Threshold", "value": 80}]}
    assert resolve({"enableBool": True, "outOfService": False}, HARDWARE_CONFIG_DOCUMENT) == {"outOfService": False}
