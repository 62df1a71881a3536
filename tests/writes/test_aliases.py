from __future__ import annotations

import pytest

from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.aliases import resolve

from .documents import HARDWARE, SITE


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
