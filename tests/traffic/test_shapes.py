"""Shapes: what they keep of any JSON, and how they are put together."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_core.decoding import JsonValue
from powertrack_sdk.traffic.expected import Expected
from powertrack_sdk.traffic.forms import SAMPLES, form_of, is_form, is_name
from powertrack_sdk.traffic.operations import Specification
from powertrack_sdk.traffic.shapes import Shape

_names = st.sampled_from(["key", "name", "value", "S10001", "12", "Alex Example", "a.b", "{text}", ""])
values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=False)
    | st.sampled_from(list(SAMPLES.values())),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(_names, part, max_size=5),
    max_leaves=12,
)
WORDS = re.compile(r"[a-zA-Z]+[0-9]?|\{[a-zA-Z]+\}")


def expected() -> Expected | None:
    """What an operation is described to answer, with maps, lists, codes and moments in it."""
    found = Specification.shipped().find("GET", "/api/view/portfolio/C1001")
    assert found is not None
    return found.answer


def shape_of(value: JsonValue, *, known: bool = False) -> Shape:
    shape = Shape()
    shape.add(value, expected() if known else None)
    return shape


@given(values, st.booleans())
def test_a_shape_is_read_as_it_was_written(value: JsonValue, known: bool) -> None:
    shape = shape_of(value, known=known)
    assert Shape.from_json(json.loads(json.dumps(shape.as_json()))) == shape


@given(values, st.booleans())
def test_what_is_seen_again_is_nothing_new(value: JsonValue, known: bool) -> None:
    shape, described = Shape(), expected() if known else None
    shape.add(value, described)
    again = shape.add(value, described)
    settled = shape.as_json()
    assert not shape.add(value, described)
    assert shape.as_json() == settled
    assert not again or shape.as_json() != shape_of(value, known=known).as_json()


@given(values, st.booleans())
def test_to_merge_a_shape_with_itself_changes_nothing(value: JsonValue, known: bool) -> None:
    shape, same = shape_of(value, known=known), shape_of(value, known=known)
    shape.merge(same)
    assert shape == same


@given(values, values)
def test_the_order_of_merging_does_not_matter(one: JsonValue, other: JsonValue) -> None:
    first, second = shape_of(one), shape_of(one)
    first.merge(shape_of(other))
    reverse = shape_of(other)
    reverse.merge(second)
    assert first == reverse


@given(values, st.booleans())
def test_a_shape_names_types_forms_and_names_alone(value: JsonValue, known: bool) -> None:
    left = [shape_of(value, known=known).as_json()]
    while left:
        part = left.pop()
        if isinstance(part, dict):
            assert all(is_name(name) or is_form(name) for name in part)
            left += part.values()
        elif isinstance(part, list):
            left += part
        elif isinstance(part, str):
            assert all(WORDS.fullmatch(word) for word in part.split())
        else:
            assert part is True


@pytest.mark.parametrize("name", SAMPLES)
def test_each_form_is_told_from_the_others(name: str) -> None:
    assert form_of(SAMPLES[name]) == name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("S10001", "siteKey"),
        ("AS5001", "alertKey"),
        ("x2d1389", "alertKey"),
        ("x00a1b2c3", "raisedAlertKey"),
        ("AE1234", "otherKey"),
        ("001122AABB01", "mac"),
        ("00:90:E8:00:00:01", "mac"),
        ("-17", "id"),
        ("2026-06-24T17:00:00.1234567Z", "instant"),
        ("2026-06-24T17:00:00", "localDateTime"),
        ("2026-06-24", "date"),
        ("-Infinity", "notFinite"),
        ("s10001", "text"),
        ("S10001 ", "text"),
        ("S\N{ARABIC-INDIC DIGIT ONE}", "text"),
        ("Maple Ridge Solar", "text"),
    ],
)
def test_forms(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize("name", ["key", "batteryHealth", "todayAnd7DayAverageKw", "rowHeader2", "ip1", "x"])
def test_names_of_fields(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "S10001",
        "x2d1389",
        "12",
        "Alex",
        "alex example",
        "alex@example.com",
        "a.b",
        "a-b",
        "deadbeef",
        "n" * 50,
        "a123",
    ],
)
def test_names_of_things(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize(
    "value", [3, None, [], {"is": "word"}, {"is": "", "unknown": {"Alex": ""}}, {"value": 1}, "x y"]
)
def test_what_is_no_shape_is_refused(value: JsonValue) -> None:
    with pytest.raises(ValueError, match=r"was expected|no shape keeps"):
        Shape.from_json(value)
