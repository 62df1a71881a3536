"""Names of patches that are paths."""

from __future__ import annotations

import pytest

from powertrack_api.documents import HARDWARE_CONFIG, MODELING_DATA, SITE_CONFIG
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import ListShape, MapShape, ObjectShape, Shape
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.diff import at, below, diff
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.paths import nested, steps_of
from powertrack_sdk.writes.validate import check

from .documents import HARDWARE, NUMBER, SITE, TEXT, WHOLE, hardware, site

NUMBERED = ListShape(item=ObjectShape(name="Row", fields={"id": WHOLE, "a": NUMBER}), merge_key="id")
KEYED = ListShape(item=ObjectShape(name="Row", fields={"id": TEXT, "a": NUMBER}), merge_key="id")
LISTS = ListShape(item=ListShape(item=NUMBER))


@pytest.mark.parametrize(
    ("path", "shape", "patch"),
    [
        ("location.latitude", SITE_CONFIG, {"location": {"latitude": 1}}),
        ("settings[dev:UnitID].value", HARDWARE_CONFIG, {"settings": [{"name": "dev:UnitID", "value": 1}]}),
        ("pvConfig.inverters[0].tilt", MODELING_DATA, {"pvConfig": {"inverters": {"0": {"tilt": 1}}}}),
    ],
)
def test_every_row_of_the_table(path: str, shape: ObjectShape, patch: JsonObject) -> None:
    assert nested(steps_of(path) or (), 1, shape) == patch


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("name", ("name",)),
        ("location.latitude", ("location", "latitude")),
        ("settings[dev:UnitID].value", ("settings", "[dev:UnitID]", "value")),
        ("a[0][1].b", ("a", "[0]", "[1]", "b")),
        ('a."b.c".d', ("a", "b.c", "d")),
        ('"a[b"', ("a[b",)),
        ('a["b]c"]', ("a", "[b]c]")),
        ('a["b\\"c"]."d\\"e"', ("a", '[b"c]', 'd"e')),
        ('"\\u2028"."tab\\t"', ("\u2028", "tab\t")),
        ('"".a', ("", "a")),
        ('a[""]', ("a", "[]")),
        ("a b.c-d", ("a b", "c-d")),
        ("ü.北", ("ü", "北")),
        ("[0].a", ("[0]", "a")),
        ("a[ x ]", ("a", "[ x ]")),
    ],
)
def test_steps(path: str, steps: tuple[str, ...]) -> None:
    assert steps_of(path) == steps


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "a[",
        "a]",
        "a[]",
        "a[0",
        "a[0]b",
        "a[0].",
        '"a',
        'a"b',
        '"a"b',
        'a["b]',
        '"\\x"',
        '"[0]"',
    ],
)
def test_what_is_no_path(path: str) -> None:
    assert steps_of(path) is None


@pytest.mark.parametrize(
    "name", ["a", "a b", "a.b", "a[b]", 'a"b', '"', "", "\t", "ü", "\u2028", "\\", "a\\b", "0", "1.5", "$remove"]
)
def test_names_and_keys_come_back_from_how_they_are_printed(name: str) -> None:
    assert steps_of(below("", name)) == (name,)
    assert steps_of(below("x", name)) == ("x", name)
    assert steps_of(at("x", name)) == ("x", f"[{name}]")
    assert steps_of(below(at("x", name), name)) == ("x", f"[{name}]", name)


@pytest.mark.parametrize(
    ("steps", "shape", "patch"),
    [
        ((), TEXT, 5),
        (("m", "k"), ObjectShape(name="O", fields={"m": MapShape(value=NUMBER)}), {"m": {"k": 5}}),
        (("[1]",), ListShape(item=NUMBER), {"1": 5}),
        (("[007]",), ListShape(item=NUMBER), {"7": 5}),
        (("[-1]",), ListShape(item=NUMBER), {"-1": 5}),
        (("[0]", "[1]"), LISTS, {"0": {"1": 5}}),
        (("[7]", "a"), NUMBERED, [{"id": 7, "a": 5}]),
        (("[-7]", "a"), NUMBERED, [{"id": -7, "a": 5}]),
        (("[seven]", "a"), NUMBERED, [{"id": "seven", "a": 5}]),
        (("[7]", "a"), KEYED, [{"id": "7", "a": 5}]),
        (("[7]", "never seen"), KEYED, [{"id": "7", "never seen": 5}]),
    ],
)
def test_a_value_is_wrapped_as_its_shape_asks(steps: tuple[str, ...], shape: Shape, patch: JsonValue) -> None:
    assert repr(nested(steps, 5, shape)) == repr(patch)


@pytest.mark.parametrize(
    ("steps", "shape", "culprit"),
    [
        (("nowhere", "a"), SITE_CONFIG, "nowhere"),
        (("location", "nowhere", "a"), SITE_CONFIG, "nowhere"),
        (("name", "a"), SITE_CONFIG, "a"),
        (("location", "[0]"), SITE_CONFIG, "[0]"),
        (("[0]",), SITE_CONFIG, "[0]"),
        (("settings", "name"), HARDWARE_CONFIG, "name"),
        (("settings", "[dev:UnitID]"), HARDWARE_CONFIG, "[dev:UnitID]"),
        (("[first]",), ListShape(item=NUMBER), "[first]"),
        (("[" + "9" * 5000 + "]",), ListShape(item=NUMBER), "[" + "9" * 5000 + "]"),
    ],
)
def test_steps_that_lead_nowhere(steps: tuple[str, ...], shape: Shape, culprit: str) -> None:
    with pytest.raises(KeyError) as caught:
        nested(steps, 5, shape)
    assert caught.value.args == (culprit,)


def test_a_path_is_another_way_to_write_a_patch_down() -> None:
    patch = {
        "location.latitude": 40.6,
        "links[L2].name": "Other",
        "chartDashboard.charts[1].options.color": "green",
        "chartDashboard.charts[1].series[b].axis": 3,
        "estimatedLosses.snow": 2,
        "allowedChartTypes[0]": 5,
    }
    whole: JsonObject = {
        "location": {"latitude": 40.6},
        "links": [{"key": "L2", "name": "Other"}],
        "chartDashboard": {"charts": {"1": {"options": {"color": "green"}, "series": [{"key": "b", "axis": 3}]}}},
        "estimatedLosses": {"snow": 2},
        "allowedChartTypes": {"0": 5},
    }
    resolved = resolve(patch, SITE)
    assert resolved == whole == resolve(whole, SITE)
    check(resolved, SITE, site())
    changes = diff(site(), merge(site(), resolved, SITE.shape), SITE.shape)
    assert {change.path: change.after for change in changes} == patch


def test_an_item_is_removed_by_its_path() -> None:
    patch = resolve({"settings[dev:UnitID]": {"$remove": True}}, HARDWARE)
    check(patch, HARDWARE, hardware())
    [change] = diff(hardware(), merge(hardware(), patch, HARDWARE.shape), HARDWARE.shape)
    assert change.path == "settings[dev:UnitID]"


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("location.latitud", r"location.latitud is not a field; nearest: location.latitude"),
        ("lokation.latitude", r'"lokation.latitude" is not a field; nearest: location.latitude'),
        ("links[L3].name", r"there is no links\[L3\]; an item to be added needs kind too"),
        ("allowedChartTypes[3]", r"allowedChartTypes\[3\] is no item of the list: it has 3, from 0"),
        ("allowedChartTypes[-1]", r"allowedChartTypes\[-1\] is no item of the list"),
        ("batteryHealth.cycles", r'"batteryHealth.cycles" is not a field'),
        ("a..b", r'"a..b" is not a field'),
        ('"[x]"', r".*\[x\].* is not a field"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(path: str, problem: str) -> None:
    with pytest.raises(ValidationError, match=f"^SiteConfig: {problem}"):
        check(resolve({path: "x"}, SITE), SITE, site())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("links[L1]", {"key": "L2", "name": "x"}),
        ("links[L1].key", "L2"),
        ("links[L1].key", None),
        ("links[7]", {"key": 7}),
    ],
)
def test_what_names_an_item_cannot_be_set(path: str, value: JsonValue) -> None:
    """Else another item would be written than the one that was named."""
    with pytest.raises(ValidationError, match=r"\[\w+\] is named by its key, which cannot be set to something else"):
        resolve({path: value}, SITE)


def test_what_names_an_item_may_be_repeated() -> None:
    assert resolve({"links[L1]": {"key": "L1", "name": "x"}}, SITE) == {"links": [{"key": "L1", "name": "x"}]}
