"""Answers may lack fields, have null in them, or have fields that nobody has seen: they are read all the same."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.spec_model import naming
from powertrack_api import models
from powertrack_core.decoding import JsonObject, JsonValue, UnexpectedAnswerError
from powertrack_core.model import Model
from tests.every import every
from tests.generated.decoding_tree import encoded, parts, required
from tests.generated.example_files import WITH_OBJECTS, body, content, decoded, described
from tests.generated.example_files import name as example_name

Samples = dict[str, list[tuple[type[Model], JsonObject]]]

json_values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["NaN", "-Infinity", "0001-01-01T00:00:00", "2025-06-21T12:00:00.1234567+24:00", "2025-02-30"]),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=4), part, max_size=3),
    max_leaves=5,
)


def model_classes() -> list[type[Model]]:
    found = [getattr(models, name) for name in models.__all__]
    return [kind for kind in found if isinstance(kind, type) and issubclass(kind, Model)]


def _samples() -> Samples:
    """The different objects in all example answers, by the name of their class."""
    found: Samples = {}
    seen = set()
    for file in WITH_OBJECTS:
        for _, part in parts(decoded(file)):
            mark = (type(part), json.dumps(part.raw, sort_keys=True))
            if mark not in seen:
                seen.add(mark)
                found.setdefault(type(part).__name__, []).append((type(part), part.raw))
    return found


SAMPLES = _samples()
by_class = every("name", sorted(SAMPLES))
by_file = every("file", WITH_OBJECTS, ids=example_name)


def without(data: JsonObject, field: str) -> JsonObject:
    return {name: value for name, value in data.items() if name != field}


def missing(value: object) -> bool:
    return value is None or value in ([], {})


def values(part: Model) -> dict[str, object]:
    return attrs.asdict(part, filter=lambda attribute, _: attribute.name != "raw")


@by_class
def test_any_field_but_the_identity_may_be_missing(name: str) -> None:
    for kind, data in SAMPLES[name]:
        for field in data.keys() - required(kind):
            assert missing(getattr(kind.from_json(without(data, field)), naming.attribute(field)))


@by_class
def test_any_field_but_the_identity_may_be_null(name: str) -> None:
    for kind, data in SAMPLES[name]:
        for field in data.keys() - required(kind):
            assert missing(getattr(kind.from_json({**data, field: None}), naming.attribute(field)))


@by_class
def test_an_unknown_field_is_kept_and_reachable(name: str) -> None:
    for kind, data in SAMPLES[name]:
        grown = kind.from_json({"aboutToCome": {"a": [1, None]}, **data})

        assert grown.extra == {"aboutToCome": {"a": [1, None]}}
        assert values(grown) == values(kind.from_json(data))


@by_class
def test_without_its_identity_it_is_no_such_object(name: str) -> None:
    for kind, data in SAMPLES[name]:
        for field in required(kind):
            for told in ({}, {field: None}, {field: 7}):
                with pytest.raises(UnexpectedAnswerError, match=rf"without its {field}$"):
                    kind.from_json({**without(data, field), **told})


@by_file
def test_an_unknown_field_may_come_in_each_object_at_once(file: Path) -> None:
    answer = described(file).operation().parse(content(_grown(body(file)), described(file)))

    assert len(list(parts(answer))) >= len(list(parts(decoded(file))))
    assert all(part.extra == {"aboutToCome": "x"} for _, part in parts(answer))


@by_file
def test_all_but_the_identity_may_be_missing_at_once(file: Path) -> None:
    bare = _bared(decoded(file))

    assert encoded(described(file).operation().parse(content(bare, described(file)))) == bare


@by_file
def test_all_but_the_identity_may_be_null_at_once(file: Path) -> None:
    blank = _blanked(decoded(file))
    answer = described(file).operation().parse(content(blank, described(file)))

    assert encoded(answer) == blank
    for _, part in parts(answer):
        for field in part.raw.keys() - required(type(part)):
            assert missing(getattr(part, naming.attribute(field)))


def _bared(value: object) -> JsonValue:
    """An answer with nothing in its objects but what identifies them."""
    if isinstance(value, Model):
        return {field: told for field, told in value.raw.items() if field in required(type(value))}
    assert isinstance(value, list)
    return [_bared(item) for item in value]


def _blanked(value: object) -> JsonValue:
    """An answer with null in all fields of its objects but those that identify them."""
    if isinstance(value, Model):
        kept = required(type(value))
        return {field: told if field in kept else None for field, told in value.raw.items()}
    assert isinstance(value, list)
    return [_blanked(item) for item in value]


def _grown(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_grown(item) for item in value]
    if isinstance(value, dict):
        return {"aboutToCome": "x", **{name: _grown(item) for name, item in value.items()}}
    return value


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_value_whatever_breaks_the_reading(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(model_classes()))
    fields = data.draw(st.dictionaries(st.sampled_from(sorted(kind.json_names)), json_values, max_size=6))
    answer = {**dict.fromkeys(required(kind), "X1"), **fields}
    try:
        assert kind.from_json(answer).raw == answer
    except UnexpectedAnswerError as refusal:
        assert "came without its" in str(refusal)  # only where an object, or an object in it, lacks its identity


def test_each_class_reads_an_object_with_nothing_but_its_identity() -> None:
    for kind in model_classes():
        bare: JsonObject = dict.fromkeys(required(kind), "X1")
        assert kind.from_json(bare).extra == {}
