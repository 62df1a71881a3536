from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Anything, ListShape, MapShape, ObjectShape, Scalar, Shape
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
        pytest.param([1, 2], {"1": 3}, ListShape(item=NUMBER), [1, 3], id="place of a list"),
        pytest.param(
            [{"a": 1, "b": "x"}, {"a": 2}],
            {"0": {"a": 9}},
            ListShape(item=PART),
            [{"a": 9, "b": "x"}, {"a": 2}],
            id="deep place",
        ),
        pytest.param(
            [[1, 2], [3]], {"0": {"1": 9}}, ListShape(item=ListShape(item=NUMBER)), [[1, 9], [3]], id="place in a place"
        ),
        pytest.param([1, 2], {"0": 5, "1": 6}, ListShape(item=NUMBER), [5, 6], id="several places"),
        pytest.param(
            [1], {"1": 5, "x": 6, "-1": 7, "00": 8, "": 9}, ListShape(item=NUMBER), [1], id="names that are no places"
        ),
        pytest.param([1], {"9" * 5000: 5}, ListShape(item=NUMBER), [1], id="a place that is far away"),
        pytest.param([1], {}, ListShape(item=NUMBER), [1], id="no places"),
        pytest.param(None, {"0": 5}, ListShape(item=NUMBER), {"0": 5}, id="places of no list"),
        pytest.param([{"p": 1}], {"0": {"p": 2}}, Anything(), {"0": {"p": 2}}, id="places of something never seen"),
        pytest.param([{"key": "0"}], {"0": {"a": 1}}, KEYED, {"0": {"a": 1}}, id="places of a list with merge key"),
        pytest.param(
            [{"key": "k"}, {"key": "l", "a": 2}, {"key": "m"}],
            [{"key": "l", "$remove": True}],
            KEYED,
            [{"key": "k"}, {"key": "m"}],
            id="removal",
        ),
        pytest.param(
            [{"key": "k", "a": 1}, {"key": "l"}],
            [{"key": "n"}, {"key": "l", "$remove": True}, {"key": "k", "a": 3}],
            KEYED,
            [{"key": "k", "a": 3}, {"key": "n"}],
            id="removal beside a change and an addition",
        ),
        pytest.param([{"key": "k"}], [{"key": "l", "$remove": True}], KEYED, [{"key": "k"}], id="removal of nothing"),
        pytest.param(
            [{"key": "k", "a": 1}, {"key": "k", "a": 2}, {"key": "l"}],
            [{"key": "k", "$remove": True}],
            KEYED,
            [{"key": "l"}],
            id="removal of several items with one key",
        ),
        pytest.param([{"key": "k"}], [{"key": "k", "$remove": True}], KEYED, [], id="removal of the last one"),
        pytest.param(
            {"m": [{"key": "k"}, {"key": "l"}]},
            {"m": [{"key": "k", "$remove": True}]},
            MapShape(value=KEYED),
            {"m": [{"key": "l"}]},
            id="removal deep inside",
        ),
        pytest.param(
            [{"key": "k"}],
            [{"key": "k", "$remove": True}],
            ListShape(item=PART),
            [{"key": "k", "$remove": True}],
            id="there is no removal from lists without merge key",
        ),
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


@pytest.mark.parametrize(
    ("current", "patch", "shape"),
    [
        ([1, 2], {"0": 1.0}, ListShape(item=NUMBER)),
        ([{"a": 1}], {"0": {"a": 1}}, ListShape(item=PART)),
        ([{"key": "k"}], [{"key": "l", "$remove": True}], KEYED),
        ([{"key": "k", "a": 1}], [{"key": "k", "a": 1.0}], KEYED),
    ],
)
def test_a_list_that_does_not_change_is_the_list_itself(current: JsonValue, patch: JsonValue, shape: Shape) -> None:
    assert merge(current, patch, shape) is current


def test_a_removal_leaves_the_others_as_they_are() -> None:
    before = site()
    links = before["links"]
    assert isinstance(links, list)
    after = merge(before, {"links": [{"key": "L1", "$remove": True}]}, SITE.shape)
    assert isinstance(after["links"], list)
    assert [item is links[1] for item in after["links"]] == [True]
    assert before == site()


def test_a_patch_that_changes_nothing_gives_the_document_itself() -> None:
    current = site()
    patch: JsonObject = {"key": "S10001", "location": {"latitude": 40.5}, "links": [{"key": "L2", "kind": "internal"}]}
    assert merge(current, patch, SITE.shape) is current
