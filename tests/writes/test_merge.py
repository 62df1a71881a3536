from __future__ import annotations

import pytest

from powertrack_api.decoding import JsonObject, JsonValue
from powertrack_api.shapes import Anything, ListShape, MapShape, ObjectShape, Scalar, Shape
from powertrack_sdk.writes.merge import merge

from .documents import HARDWARE, NUMBER, SITE, TEXT, hardware, site

PART = ObjectShape(name="Part", fields={"a": NUMBER, "b": TEXT, "key": TEXT})
KEYED = ListShape(item=PART, merge_key="key")


@pytest.mark.parametrize(
    ("current", "patch", "shape", "merged"),
    [
        pytest.param({"a": 1, "b": "x"}, {"a": 2}, PART, {"a": 2, "b": "x"}, id="object: field by field"),
        pytest.param({"a": 1}, {"c": 2}, PART, {"a": 1, "c": 2}, id="object: a new field comes last"),
        pytest.param({"z": {"p": 1, "q": 2}}, {"z": {"p": 3}}, PART, {"z": {"p": 3, "q": 2}}, id="unknown object"),
        pytest.param({"z": [{"p": 1}]}, {"z": [{"q": 3}]}, PART, {"z": [{"q": 3}]}, id="unknown list"),
        pytest.param({"m": 1, "n": 2}, {"n": 3, "o": 4}, MapShape(value=NUMBER), {"m": 1, "n": 3, "o": 4}, id="map"),
        pytest.param(
            {"m": {"a": 1, "b": "x"}}, {"m": {"a": 2}}, MapShape(value=PART), {"m": {"a": 2, "b": "x"}}, id="deep map"
        ),
        pytest.param(
            [{"key": "k", "a": 1, "b": "x"}, {"key": "l", "a": 2}],
            [{"key": "n", "a": 9}, {"key": "k", "a": 3}],
            KEYED,
            [{"key": "k", "a": 3, "b": "x"}, {"key": "l", "a": 2}, {"key": "n", "a": 9}],
            id="list with merge key",
        ),
        pytest.param([{"key": "k"}], [], KEYED, [{"key": "k"}], id="list with merge key: nothing is removed"),
        pytest.param(
            [{"key": 1, "a": 1}], [{"key": 1.0, "a": 2}], KEYED, [{"key": 1, "a": 2}], id="one merge key, as 1 and 1.0"
        ),
        pytest.param(
            [{"key": True}], [{"key": 1}], KEYED, [{"key": True}, {"key": 1}], id="a boolean identifies nothing"
        ),
        pytest.param(
            [{"key": "k", "a": 1}, {"key": "k", "a": 2}],
            [{"key": "k", "a": 3}],
            KEYED,
            [{"key": "k", "a": 3}, {"key": "k", "a": 2}],
            id="several items with one key",
        ),
        pytest.param(
            [],
            [{"key": "k", "a": 1}, {"key": "k", "b": ""}],
            KEYED,
            [{"key": "k", "a": 1, "b": ""}],
            id="a new key twice",
        ),
        pytest.param([{"a": 1}, 5], [{"a": 2}], KEYED, [{"a": 1}, 5, {"a": 2}], id="items without the merge key"),
        pytest.param(
            [{"key": "k", "a": 1}],
            [{"key": "k", "b": 2}],
            ListShape(item=Anything(), merge_key="key"),
            [{"key": "k", "a": 1, "b": 2}],
            id="items of which no fields were seen",
        ),
        pytest.param([1, 2], [3], ListShape(item=NUMBER), [3], id="list without merge key"),
        pytest.param([{"a": 1, "b": 2}], [{"a": 2}], ListShape(item=PART), [{"a": 2}], id="positional list of objects"),
        pytest.param(1, 2, NUMBER, 2, id="scalar"),
        pytest.param({"p": 1, "q": 2}, {"p": 3}, Anything(), {"p": 3}, id="never seen"),
        pytest.param(None, {"a": 1}, PART, {"a": 1}, id="null becomes an object"),
        pytest.param(None, [{"key": "k"}], KEYED, [{"key": "k"}], id="null becomes a list"),
        pytest.param("x", {"a": 1}, PART, {"a": 1}, id="another type"),
        pytest.param({"a": 1}, None, PART, None, id="null replaces an object"),
        pytest.param([{"key": "k"}], None, KEYED, None, id="null replaces a list"),
        pytest.param({"a": 1}, {"a": None}, PART, {"a": None}, id="null sets null"),
        pytest.param({"a": 1}, {"a": True}, PART, {"a": True}, id="1 and true are different"),
    ],
)
def test_cases(current: JsonValue, patch: JsonValue, shape: Shape, merged: JsonValue) -> None:
    assert repr(merge(current, patch, shape)) == repr(merged)


@pytest.mark.parametrize(("current", "patch"), [(1.0, 1), (1, 1.0), ({"a": 1, "b": 2.0}, {"b": 2, "a": 1.0})])
def test_an_equal_value_stays_as_it_came(current: JsonValue, patch: JsonValue) -> None:
    assert merge(current, patch, Scalar(types=frozenset({"number"}))) is current
    assert merge({"v": current}, {"v": patch}, PART) == {"v": current}


def test_a_patch_changes_one_field_of_a_site_and_shares_the_rest() -> None:
    before = site()
    after = merge(before, {"location": {"latitude": 40.6}}, SITE.shape)
    assert list(after) == list(before)
    assert all(after[name] is before[name] for name in before if name != "location")
    assert after["location"] == {
        "latitude": 40.6,
        "longitude": -75.5,
        "elevation": 70,
        "timeZone": 16891,
        "floodZone": "X",
    }
    assert before == site()


def test_a_setting_is_found_by_its_name() -> None:
    after = merge(hardware(), {"settings": [{"name": "dev:community", "value": "other"}]}, HARDWARE.shape)
    assert after["settings"] == [
        {"index": 0, "name": "dev:UnitID", "type": 1, "value": 1},
        {"index": 1, "name": "dev:community", "type": 0, "value": "other"},
    ]


def test_a_patch_that_changes_nothing_gives_the_document_itself() -> None:
    current = site()
    patch: JsonObject = {"key": "S10001", "location": {"latitude": 40.5}, "links": [{"key": "L2", "kind": "internal"}]}
    assert merge(current, patch, SITE.shape) is current
