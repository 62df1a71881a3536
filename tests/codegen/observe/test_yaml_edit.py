"""YAML is written so that it says what was meant, and edited so that nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.documents import Json, JsonObject, SpecError
from codegen.observe import yaml_text
from codegen.observe.yaml_edit import YamlText
from codegen.yaml_files import compose, construct

PATH = Path("some.yaml")
TEXTS = st.text(max_size=12) | st.sampled_from(
    [
        "null",
        "true",
        "No",
        "1",
        "1e3",
        "~",
        "a: b",
        "a #b",
        "- a",
        "{a}",
        "it's",
        '"',
        "a, b",
        "2026-01-01",
        "x:",
        " a",
        "%",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
NAMES = st.text(min_size=1, max_size=8) | st.sampled_from(
    ["200", "$ref", "x-powertrack-unit", "properties", "/api/{key}"]
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)
MAPPINGS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


def said(text: str) -> Json:
    node = compose(text, PATH)
    return None if node is None else construct(node)


@given(NAMES, VALUES)
def test_an_entry_says_what_was_meant(name: str, value: Json) -> None:
    assert said(yaml_text.entry(name, value, 0) + "\n") == {name: value}


@given(VALUES)
def test_a_value_in_a_line_says_what_was_meant(value: Json) -> None:
    line = yaml_text.flow(value)

    assert said(line) == value
    assert "\n" not in line


@given(MAPPINGS, NAMES, VALUES)
def test_an_entry_is_set_and_the_others_stay(mapping: JsonObject, name: str, value: Json) -> None:
    text = YamlText(PATH, "".join(yaml_text.entry(key, part, 0) + "\n" for key, part in mapping.items()))
    text.set((), name, value)

    assert said(text.text) == {**mapping, name: value}


@given(MAPPINGS, MAPPINGS)
def test_a_mapping_is_changed_into_another(mapping: JsonObject, other: JsonObject) -> None:
    text = YamlText(PATH, yaml_text.entry("outer", mapping, 0) + "\n")
    text.change(("outer",), other)

    assert said(text.text) == {"outer": other}


@given(MAPPINGS, st.data())
def test_an_entry_is_taken_out_and_the_others_stay(mapping: JsonObject, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(mapping)))
    text = YamlText(PATH, yaml_text.entry("outer", {"first": 1, **mapping}, 0) + "\nlast: 2\n")
    text.remove(("outer",), name)

    assert said(text.text) == {
        "outer": {key: part for key, part in {"first": 1, **mapping}.items() if key != name},
        "last": 2,
    }


@given(st.lists(VALUES, min_size=1, max_size=4), VALUES)
def test_an_item_is_added(items: list[Json], value: Json) -> None:
    text = YamlText(PATH, yaml_text.entry("outer", items, 0) + "\nlast: 2\n")
    text.append(("outer",), value)

    assert said(text.text) == {"outer": [*items, value], "last": 2}


def test_what_surrounds_an_edit_stays() -> None:
    before = "# first\na:   1   # one\n\nb: {c: 2,d:   'x'}  # two\n# three\ne: >-\n  folded\n  text\n\n\n# last"
    text = YamlText(PATH, before)
    text.set(("b",), "c", 3)
    text.set((), "f", "é", after=["e"])
    text.set((), "g", [1], after=["a"])

    assert text.text == (
        "# first\na:   1   # one\ng: [1]\n\nb: {c: 3,d:   'x'}  # two\n# three\ne: >-\n  folded\n  text\n"
        "f: 'é'\n\n\n# last"
    )


@pytest.mark.parametrize("where", [("x",), ("a", "b"), ("c", 5), ("c", "d")])
def test_a_place_that_is_not_there_is_told(where: tuple[str | int, ...]) -> None:
    text = YamlText(PATH, "a: 1\nc: [1]\n")

    assert not text.has(where)
    with pytest.raises(SpecError, match=r"some\.yaml: there is no"):
        text.value(where)
