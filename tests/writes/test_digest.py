"""The digest of a document: equal where nothing differs but what the server changes by itself."""

from __future__ import annotations

import pytest

from powertrack_core.decoding import JsonObject
from powertrack_core.shapes import ListShape, ObjectShape, Scalar
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.digest import digest

from .documents import HARDWARE, SITE, hardware, site

FIRST = digest(site(), SITE.shape)


def test_a_digest_names_how_it_was_made() -> None:
    assert FIRST is not None
    kind, _, word = FIRST.partition(":")
    assert kind == "sha256"
    assert len(bytes.fromhex(word)) == 32


def test_there_is_no_digest_of_nothing() -> None:
    assert digest(None, SITE.shape) is None
    assert digest({}, SITE.shape) is not None


@pytest.mark.parametrize(
    "other",
    [
        {**site(), "ts": "2026-01-01T00:00:00Z"},
        {**site(), "newNote": "The server takes it and empties it."},
        {name: value for name, value in site().items() if name not in ("ts", "newNote")},
        dict(reversed(site().items())),
        {**site(), "capacityAc": 900},
        {**site(), "location": {**dict(reversed(site()["location"].items())), "elevation": 70.0}},  # type: ignore[union-attr]
    ],
)
def test_what_does_not_matter_does_not_count(other: JsonObject) -> None:
    assert digest(other, SITE.shape) == FIRST
    assert diff(site(), other, SITE.shape, ignore_volatile=True) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Example Site B"},
        {"name": None},
        {"isMonitored": 1},
        {"capacityAc": 900.5},
        {"allowedChartTypes": [1, 88, 76]},
        {"allowedChartTypes": [True, 76, 88]},
        {"links": []},
        {"links": None},
        {"queryOverrides": {}},
        {"batteryHealth": {**site()["batteryHealth"], "cycles": "12"}},  # type: ignore[dict-item]
        {"never": None},
    ],
)
def test_what_matters_counts(changes: JsonObject) -> None:
    assert digest({**site(), **changes}, SITE.shape) != FIRST
    assert diff(site(), {**site(), **changes}, SITE.shape, ignore_volatile=True) != ()


def test_what_the_server_numbers_anew_in_items_does_not_count() -> None:
    settings = hardware()["settings"]
    assert isinstance(settings, list)
    renumbered = [{**item, "index": 7} for item in settings if isinstance(item, dict)]
    assert digest({**hardware(), "settings": [*renumbered]}, HARDWARE.shape) == digest(hardware(), HARDWARE.shape)
    assert digest({**hardware(), "settings": [*reversed(settings)]}, HARDWARE.shape) != digest(
        hardware(), HARDWARE.shape
    )


def test_a_list_of_what_the_server_changes_by_itself() -> None:
    shape = ObjectShape(
        name="Row", fields={"marks": ListShape(item=Scalar(types=frozenset({"integer"}), volatile=True))}
    )
    assert digest({"marks": [1]}, shape) == digest({"marks": [2, 3]}, shape)
    assert digest({"marks": [1]}, shape) != digest({"marks": None}, shape)


def test_without_a_shape_everything_counts() -> None:
    assert digest({"ts": 1}, None) != digest({"ts": 2}, None)


def test_large_and_odd_values() -> None:
    assert digest({"a": 1e300}, None) == digest({"a": 10**300 + (int(1e300) - 10**300)}, None)
    assert digest({"a": 2**53 + 1}, None) != digest({"a": float(2**53)}, None)
    assert digest({"a": -0.0}, None) == digest({"a": 0}, None)
    assert digest({"a": "\ud83c"}, None) != digest({"a": "?"}, None)
