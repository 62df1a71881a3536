"""Preferences: JSON inside a string, and in it JSON inside strings again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_core.decoding import JsonValue
from powertrack_sdk import UserPreferences

LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text('abc "\\é', max_size=6)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3)
)


def decoded(value: JsonValue) -> JsonValue:
    return UserPreferences.from_json({"value": value}).value


@given(VALUES)
def test_what_was_encoded_is_decoded(value: JsonValue) -> None:
    assert decoded(json.dumps(value)) == value


@given(VALUES.filter(lambda value: isinstance(value, (dict, list))), st.integers(0, 4))
def test_json_in_json(value: JsonValue, times: int) -> None:
    wrapped = value
    for _ in range(times):
        wrapped = {"data": json.dumps(wrapped)}
    found = decoded(json.dumps(wrapped))
    for _ in range(times):
        assert isinstance(found, dict)
        found = found["data"]
    assert found == value


@pytest.mark.parametrize(
    "text",
    [
        '[{"messaging":"EXPIRED.\n"}]',  # a line break that lost its escape
        '{"a": 1',
        "[1, 2,]",
        "{}{}",
        "[NaN]",
        "{not json}",
        "[",
        " { ",
    ],
)
def test_what_is_no_valid_json_stays_a_text(text: str) -> None:
    assert decoded(json.dumps({"data": text, "other": '{"a": 1}'})) == {"data": text, "other": {"a": 1}}
    assert decoded(text) == text


@pytest.mark.parametrize("text", ["5", "true", "null", '"text"', "", "2025-12-19", "é"])
def test_a_text_inside_that_is_neither_object_nor_list_stays_one(text: str) -> None:
    assert decoded(json.dumps({"data": text, "list": [text]})) == {"data": text, "list": [text]}


@pytest.mark.parametrize("value", [None, {"a": "[1]"}, "", "no json"])
def test_values_of_other_kinds(value: JsonValue) -> None:
    assert decoded(value) == ({"a": [1]} if isinstance(value, dict) else value)


def test_what_is_missing_is_none() -> None:
    preferences = UserPreferences.from_json({"news": 1})
    assert (preferences.value, preferences.last_changed) == (None, None)
    assert preferences.extra == {"news": 1}
    assert UserPreferences.from_json({"lastChanged": "2025-12-19T20:00:19Z"}).last_changed == datetime(
        2025, 12, 19, 20, 0, 19, tzinfo=UTC
    )


@pytest.mark.parametrize("depth", [200, 1000, 100_000])
def test_what_is_nested_absurdly_deep_does_no_harm(depth: int) -> None:
    text = "[" * depth + "]" * depth
    assert decoded(json.dumps({"data": text, "other": "[1]"}))["other"] == [1]  # type: ignore[index, call-overload]
    assert decoded(text)


def test_preferences_are_not_printed() -> None:
    preferences = UserPreferences.from_json({"value": '{"note": "private words"}'})
    assert "private" not in repr(preferences)
