"""Shapes at random, documents that fit them, and what may become of such a document."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Anything, Document, JsonType, ListShape, MapShape, ObjectShape, Scalar, Shape
from powertrack_sdk.writes.merge import REMOVE, identity

CANARY = "canary-of-a-password"
KEY = "id"

_names = st.sampled_from("abcdef")
_grown_names = st.sampled_from("xyz")
_texts = st.text(max_size=5)
_text_keys = st.text(max_size=3)
_numbered = st.integers(-5, 5)
# Where both are possible, a text that looks like a number could not be told from it in a path.
_mixed_keys = st.text("abc. []\"'", max_size=3) | _numbered
_numbers = st.floats(-1000, 1000) | st.integers(-1000, 1000)

_by_type: dict[JsonType, SearchStrategy[JsonValue]] = {
    "boolean": st.booleans(),
    "integer": st.integers(-1000, 1000),
    "number": _numbers,
    "string": _texts,
    "null": st.none(),
}


json_values: SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | _numbers | _texts,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(_texts, part, max_size=3),
    max_leaves=6,
)
"""Small JSON values."""

foreign_values = st.sampled_from([float("nan"), float("inf"), (1,), {1, 2}, b"x", 1j, object(), 10**400, {1: 2}, [()]])
"""What Python has and JSON has not."""

_scalars = st.sampled_from(
    [
        Scalar(types=frozenset({"string"})),
        Scalar(types=frozenset({"string"}), secret=True),
        Scalar(types=frozenset({"string"}), secret_when=("a", re.compile("."))),
        Scalar(types=frozenset({"string", "null"}), pattern=re.compile("[a-z]*")),
        Scalar(types=frozenset({"boolean"})),
        Scalar(types=frozenset({"integer"}), minimum=-1000, maximum=1000),
        Scalar(types=frozenset({"number"}), unit="kW"),
        Scalar(types=frozenset({"number"}), volatile=True),
        Scalar(types=frozenset({"number", "string", "boolean", "null"})),
    ]
)


def _objects(parts: SearchStrategy[Shape]) -> SearchStrategy[ObjectShape]:
    return st.builds(
        lambda fields, nullable: ObjectShape(name="Part", fields=fields, nullable=nullable),
        st.dictionaries(_names, parts, max_size=4),
        st.booleans(),
    )


def _keyed_lists(parts: SearchStrategy[Shape]) -> SearchStrategy[ListShape]:
    kinds: list[frozenset[JsonType]] = [frozenset({"string"}), frozenset({"integer"}), frozenset({"string", "integer"})]
    return st.builds(
        lambda types, fields, nullable: ListShape(
            item=ObjectShape(name="Item", fields={KEY: Scalar(types=types), **fields}), merge_key=KEY, nullable=nullable
        ),
        st.sampled_from(kinds),
        st.dictionaries(_names, parts, max_size=3),
        st.booleans(),
    )


def _containers(parts: SearchStrategy[Shape]) -> SearchStrategy[Shape]:
    return st.one_of(
        _objects(parts),
        _keyed_lists(parts),
        st.builds(lambda item, nullable: ListShape(item=item, nullable=nullable), parts, st.booleans()),
        st.builds(lambda value, nullable: MapShape(value=value, nullable=nullable), parts, st.booleans()),
    )


shapes: SearchStrategy[Shape] = st.recursive(_scalars | st.just(Anything()), _containers, max_leaves=6)
object_shapes = _objects(shapes).map(lambda shape: ObjectShape(name="Whole", fields=shape.fields))


def document_of(shape: ObjectShape) -> Document:
    """A document without aliases, whose identity and stamp no random shape has."""
    return Document(name="Whole", shape=shape, identity="key", stamp="ts")


def values(shape: Shape, *, whole: bool = False) -> SearchStrategy[JsonValue]:
    """Values of a shape.

    Args:
        shape: The shape.
        whole: Whether objects have all of their fields and no others, as items of a list do.
    """
    if isinstance(shape, Anything):
        return json_values
    if isinstance(shape, Scalar):
        if shape.secret:
            return st.just(CANARY) | _texts.map(lambda text: CANARY + text)
        if shape.pattern is not None:
            return st.none() | st.text("abc", max_size=3)
        return st.one_of([_by_type[name] for name in sorted(shape.types)])
    found: SearchStrategy[JsonValue]
    if isinstance(shape, ObjectShape):
        found = documents(shape, whole=whole)
    elif isinstance(shape, MapShape):
        part = values(shape.value, whole=whole)
        found = st.fixed_dictionaries({"m": part}) if whole else st.dictionaries(_texts, part, max_size=3)
    elif shape.merge_key is None:
        found = st.lists(values(shape.item, whole=True), max_size=3)
    else:
        found = st.lists(_items(shape), max_size=3, unique_by=_key_of).map(list[JsonValue])
    return st.none() | found if shape.nullable else found


def documents(shape: ObjectShape, *, whole: bool = False) -> SearchStrategy[JsonObject]:
    """Objects of a shape. Unless they have to be whole, they may lack fields and have fields that the shape has not."""
    parts = {name: values(part, whole=whole) for name, part in shape.fields.items()}
    if whole:
        return st.fixed_dictionaries(parts)
    grown = st.dictionaries(_grown_names, json_values, max_size=2)
    return st.builds(lambda known, other: {**known, **other}, st.fixed_dictionaries({}, optional=parts), grown)


def _key_of(item: JsonValue) -> str | int | float | None:
    return identity(item, KEY)


def _items(shape: ListShape) -> SearchStrategy[JsonObject]:
    parts = shape.item.fields if isinstance(shape.item, ObjectShape) else {}
    key = parts.get(KEY)
    types = key.types if isinstance(key, Scalar) else frozenset()
    keys = _mixed_keys if len(types) > 1 else _text_keys if "string" in types else _numbered
    return st.fixed_dictionaries({**{name: values(part, whole=True) for name, part in parts.items()}, KEY: keys})


@st.composite
def patches(draw: DrawFn, shape: Shape | None, current: JsonValue) -> JsonValue:
    """A patch that fits a value of the shape, naming some of what is there and some of what is not."""
    if isinstance(shape, ObjectShape):
        there = current if isinstance(current, dict) else {}
        named = draw(st.lists(st.sampled_from([*shape.fields, *there] or ["x"]), max_size=3, unique=True))
        return {name: draw(patches(shape.fields.get(name), there.get(name))) for name in named}
    if isinstance(shape, MapShape):
        there = current if isinstance(current, dict) else {}
        named = draw(st.lists(st.sampled_from([*there]) if there else _texts, max_size=2, unique=True))
        return {name: draw(patches(shape.value, there.get(name))) for name in named}
    if isinstance(shape, ListShape) and shape.merge_key is not None:
        items = draw(st.lists(_items(shape), max_size=2, unique_by=_key_of))
        for item in current if isinstance(current, list) else []:
            part = draw(st.just({REMOVE: True}) | patches(shape.item, item)) if draw(st.booleans()) else None
            if isinstance(part, dict) and isinstance(item, dict):
                items = [{**part, KEY: item[KEY]}, *(other for other in items if other[KEY] != item[KEY])]
        return list(items)
    if isinstance(shape, ListShape) and isinstance(current, list) and current and draw(st.booleans()):
        places = draw(st.lists(st.integers(0, len(current) - 1), max_size=2, unique=True))
        return {str(place): draw(patches(shape.item, current[place])) for place in places}
    return draw(json_values if shape is None else _fitting(shape, current))


def _fitting(shape: Shape, now: JsonValue) -> SearchStrategy[JsonValue]:
    """Values that may come after one. A value of any type keeps the type that it has."""
    if isinstance(shape, Scalar) and shape.types >= {"string", "number", "boolean"} and now is not None:
        kinds: dict[type, SearchStrategy[JsonValue]] = {bool: st.booleans(), str: _texts}
        return st.none() | kinds.get(type(now), _numbers) if "null" in shape.types else kinds.get(type(now), _numbers)
    return values(shape)


@st.composite
def successors(draw: DrawFn, shape: Shape | None, before: JsonValue, *, whole: bool = False) -> JsonValue:
    """What a value of the shape may become by a patch that is let through.

    Nothing is removed but items of lists with a merge key, and no type changes.
    """
    if draw(st.integers(0, 2)) == 0:
        return before
    if isinstance(before, dict) and (shape is None or isinstance(shape, (ObjectShape, MapShape))):
        shape_of = shape.fields if isinstance(shape, ObjectShape) else dict.fromkeys(before)
        if isinstance(shape, MapShape):
            shape_of = dict.fromkeys([*before, *draw(st.lists(_texts, max_size=1))], shape.value)
        after = {name: draw(successors(shape_of.get(name), part, whole=whole)) for name, part in before.items()}
        added = [name for name in shape_of if name not in before and not whole and draw(st.booleans())]
        return after | {name: draw(values(part, whole=True)) for name in added if (part := shape_of[name]) is not None}
    if isinstance(before, list) and isinstance(shape, ListShape) and shape.merge_key is not None:
        items: list[JsonValue] = []
        for item in before:
            if draw(st.integers(0, 3)) == 0:
                continue
            new = draw(successors(shape.item, item, whole=True))
            items.append({**new, KEY: _key_of(item)} if isinstance(new, dict) else item)
        taken = [_key_of(item) for item in items]
        return items + [item for item in draw(st.lists(_items(shape), max_size=1)) if _key_of(item) not in taken]
    if isinstance(shape, Scalar):
        return draw(_fitting(shape, before))
    if shape is not None:
        return draw(values(shape, whole=True))
    if isinstance(before, list):
        return draw(st.lists(st.sampled_from(before), max_size=3)) if before else before
    kinds = {type(None): json_values, bool: st.booleans(), str: _texts}
    return draw(kinds.get(type(before), _numbers))
