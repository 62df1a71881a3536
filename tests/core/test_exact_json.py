from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_core.decoding import JsonValue
from powertrack_core.exact_json import MAX_DEPTH, dumps, is_too_deep, loads, members, same


def as_utf16_reads_it(text: str) -> str:
    """Two lone halves of a character side by side are that character, in any JSON."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


any_text = st.text(st.characters(exclude_categories=())).map(as_utf16_reads_it)
any_json: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | any_text,
    lambda part: st.lists(part) | st.dictionaries(any_text, part),
)


@given(any_json)
def test_what_is_printed_reads_back_with_its_types_and_order(value: JsonValue) -> None:
    assert repr(loads(dumps(value))) == repr(value)


@given(any_json)
def test_a_document_prints_back_as_the_same_json(value: JsonValue) -> None:
    content = json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "surrogatepass")
    assert same(loads(dumps(loads(content))), value)


@pytest.mark.parametrize(
    "literal",
    ["1.0", "1", "-0.0", "12345.34000000004", "1E5", "1.50", "5e-324", "9223372036854775808", "0.1", "1" * 4000],
)
def test_a_number_that_python_can_hold_keeps_its_value(literal: str) -> None:
    printed = dumps(loads(literal)).decode()
    assert float(printed) == float(literal) if len(literal) < 300 else printed == literal
    assert ("." in printed or "e" in printed) == ("." in literal or "E" in literal or "e" in literal)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"a": [{"b": 40.12345678901234567}]}', "a[0].b: the number 40.12345678901234567 would come out as 40.1234"),
        ('{"a": 1e400}', "a: the number 1e400 would come out as inf"),
        ('{"a": 1e-400}', "a: the number 1e-400 would come out as 0.0"),
        ('{"a": 1e99999999999999999999}', "a: the number 1e99999999999999999999 would come out as inf"),
        ('{"a": NaN}', "a: NaN is no JSON number"),
        ("[0, -Infinity]", r"\[1\]: -Infinity is no JSON number"),
        ("NaN", "^NaN is no JSON number"),
        ('{"a": {"b": 1, "c": 2, "b": 1}}', 'a: the name "b" stands more than once in an object'),
        ('{"a": NaN, "a": 1}', 'the name "a" stands more than once in an object'),
        ('{"a": ' + "1" * 5000 + "}", "a: a number of 5000 digits is too long to be read"),
    ],
)
def test_what_would_not_go_back_as_it_came_is_refused_with_its_place(content: str, told: str) -> None:
    with pytest.raises(ValueError, match=told.replace("a[0]", r"a\[0\]")):
        loads(content)


@pytest.mark.parametrize("content", ["", "{", "<!DOCTYPE html>", b"\xff\xfe\xfd", b"\x80", "{'a': 1}", "1 2"])
def test_what_is_not_json_is_refused(content: str | bytes) -> None:
    with pytest.raises(ValueError, match="not JSON"):
        loads(content)


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100_000])
def test_a_document_that_is_nested_too_deep_is_refused(depth: int) -> None:
    assert loads("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    with pytest.raises(ValueError, match="nested more than"):
        loads("[" * depth + "]" * depth)


def test_an_error_tells_nothing_of_the_document() -> None:
    with pytest.raises(ValueError, match="not JSON") as error:
        loads('{"password": "canary"')
    assert "canary" not in repr(error.value)


def test_printing_is_compact_ascii_with_the_order_of_names() -> None:
    assert dumps({"z": "\u00e9\ud800", "a": [1, 1.0, True, None]}) == b'{"z":"\\u00e9\\ud800","a":[1,1.0,true,null]}'


def test_what_json_does_not_have_is_not_printed() -> None:
    circle: list[JsonValue] = []
    circle.append(circle)
    values: list[JsonValue] = [float("nan"), [float("inf")], circle]
    for value in values:
        with pytest.raises(ValueError, match=r"JSON|[Cc]ircular"):
            dumps(value)
    assert is_too_deep(circle)


@pytest.mark.parametrize(
    ("a", "b"),
    [(1, 1.0), (0, -0.0), ({"a": 1, "b": 2}, {"b": 2.0, "a": 1}), ([], []), (None, None), (2**53, float(2**53))],
)
def test_equal_json_values(a: JsonValue, b: JsonValue) -> None:
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1, True),
        (0, False),
        (0.0, False),
        (1, "1"),
        ([], {}),
        (None, False),
        (None, {}),
        ("", None),
        ([1, 2], [2, 1]),
        ([1], [1, 1]),
        ({"a": None}, {}),
        ({"a": None}, {"b": None}),
        ({"a": [1]}, {"a": [True]}),
        (2**53 + 1, float(2**53)),
        ((1,), [1]),
        (object(), object()),
    ],
)
def test_different_json_values(a: object, b: object) -> None:
    assert not same(a, b)
    assert not same(b, a)


def test_what_python_cannot_compare_is_equal_to_nothing_but_itself() -> None:
    class Array:
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, other: object) -> bool:
            raise ValueError("the truth of an array is ambiguous")

    array = Array()
    assert same(array, array)
    others: list[object] = [1, "x", None, [1], {}, Array()]
    for other in others:
        assert not same(array, other)
        assert not same(other, array)
        assert not same([array], [other])


def in_parts(content: bytes | str) -> JsonValue:
    """An object as its members put together again, with the list named `x` read item by item."""
    return {name: list(value) if isinstance(value, Iterator) else value for name, value in members(content, "x")}


@given(st.dictionaries(any_text | st.just("x"), any_json | st.lists(any_json)), st.sampled_from([None, 2]))
def test_an_object_read_in_parts_is_the_same_as_read_at_once(value: JsonValue, indent: int | None) -> None:
    content = json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "surrogatepass")
    assert repr(in_parts(content)) == repr(loads(content))


@given(st.dictionaries(st.sampled_from("xyz"), any_json), st.data())
def test_damage_is_found_in_parts_if_it_is_found_at_once(value: JsonValue, data: st.DataObject) -> None:
    content = dumps(value)
    place = data.draw(st.integers(0, len(content)))
    damaged = (
        content[:place]
        + data.draw(st.sampled_from([b"", b",", b"]", b"}", b'"', b"1", b":", b"NaN"]))
        + (content[place + data.draw(st.integers(0, 2)) :])
    )
    try:
        whole = loads(damaged)
    except ValueError:
        with pytest.raises(ValueError, match=r"not JSON|no JSON number|too long|more than once|would come out"):
            in_parts(damaged)
    else:
        assert repr(in_parts(damaged)) == repr(whole if isinstance(whole, dict) else {})


def test_items_that_are_passed_over_are_checked_all_the_same() -> None:
    assert [name for name, _ in members('{"x": [1, 2], "y": 3}', "x")] == ["x", "y"]
    with pytest.raises(ValueError, match=r"x\[1\]: NaN is no JSON number"):
        list(members('{"x": [1, NaN]}', "x"))
