"""Values of a patch as the JSON types of their places, which may depend on the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from attrs import frozen

from powertrack_core.decoding import JsonObject, JsonValue, integer, kind
from powertrack_core.shapes import ListShape, MapShape, ObjectShape, Scalar, Shape
from powertrack_sdk.outcomes import MISSING, Missing
from powertrack_sdk.writes.diff import at, below, naming
from powertrack_sdk.writes.merge import field_shapes, identity, place_of, unknown_field

_MOST_DIGITS: Final = 11
"""Longer numbers are shown in scientific form by spreadsheets, and so may have lost digits."""

_KINDS: Final = {"integer": "a number", "number": "a number", "string": "a string", "boolean": "a boolean"}


@frozen
class Place:
    """The place of a single value of a patch.

    Attributes:
        path: Its path.
        shape: What the specification says of it.
        now: The value there; `MISSING` if there is none.
        type: JSON type that a sibling names for it, such as `integer`; None if none does.
    """

    path: str
    shape: Scalar
    now: JsonValue | Missing
    type: str | None


Convert: TypeAlias = Callable[[JsonValue, Place], JsonValue]
"""Gives the value to use for one of a patch."""


def type_beside(shape: Scalar, given: JsonObject, there: JsonObject, now: JsonValue | Missing = MISSING) -> str | None:
    """JSON type that a sibling of a value names for it.

    Args:
        shape: Shape of the value.
        given: The object of the patch that it is a field of; its sibling counts first.
        there: The object of the document.
        now: The value there. What is there of another type than its sibling says may stay so.

    Returns:
        A type such as `integer`; None if no sibling names one, or its code is not known.
    """
    if shape.type_when is None:
        return None
    sibling, types = shape.type_when
    code = integer(given.get(sibling, there.get(sibling)))
    named = types.get(code) if code is not None else None
    if named is None or sibling in given or now is MISSING or now is None:
        return named
    return named if kind(now) == _KINDS[named] else None


def fitted(patch: JsonObject, shape: ObjectShape, current: JsonObject) -> JsonObject:
    """A patch whose whole numbers, such as the 11.0 of a data frame, are integers if their place takes only these."""
    found = converted(current, patch, shape, _whole)
    return found if isinstance(found, dict) else patch


def converted(
    now: JsonValue | Missing, patch: JsonValue, shape: Shape | None, convert: Convert, path: str = ""
) -> JsonValue:
    """A patch in which each single value that the specification knows is converted.

    Args:
        now: What is there.
        patch: The patch, with its friendly names resolved.
        shape: What the specification says of this place.
        convert: Gives the value to use.
        path: Path of this place.
    """
    if isinstance(patch, dict) and isinstance(shape, ListShape):
        items = now if isinstance(now, list) else []
        return {
            name: converted(
                items[place] if (place := place_of(name, items)) is not None else MISSING,
                part,
                shape.item,
                convert,
                at(path, name),
            )
            for name, part in patch.items()
        }
    if isinstance(patch, dict):
        return _fields(now if isinstance(now, dict) else {}, patch, shape, convert, path)
    if isinstance(patch, list) and isinstance(shape, ListShape):
        return _items(now if isinstance(now, list) else [], patch, shape, convert, path)
    return patch


def _fields(now: JsonObject, patch: JsonObject, shape: Shape | None, convert: Convert, path: str) -> JsonObject:
    shape_of = field_shapes(shape) or unknown_field
    found: JsonObject = {}
    for name, part in patch.items():
        inner, there, here = shape_of(name), now.get(name, MISSING), below(path, name)
        if isinstance(inner, Scalar) and not isinstance(part, (dict, list)):
            found[name] = convert(part, Place(here, inner, there, type_beside(inner, patch, now, there)))
        else:
            found[name] = converted(there, part, inner, convert, here)
    return found


def _items(
    now: list[JsonValue], patch: list[JsonValue], shape: ListShape, convert: Convert, path: str
) -> list[JsonValue]:
    found: list[JsonValue] = []
    keyed = {identity(item, shape.merge_key): item for item in now} if shape.merge_key is not None else {}
    name = naming(shape.item, shape.merge_key or "")
    for index, item in enumerate(patch):
        key = identity(item, shape.merge_key) if shape.merge_key is not None else None
        here = at(path, index if key is None else name(key))
        if key is not None:
            there = keyed.get(key, MISSING)
        else:
            there = now[index] if shape.merge_key is None and index < len(now) else MISSING
        if isinstance(shape.item, Scalar) and not isinstance(item, (dict, list)):
            found.append(convert(item, Place(here, shape.item, there, None)))
        elif isinstance(shape.item, (ObjectShape, MapShape, ListShape)):
            found.append(converted(there, item, shape.item, convert, here))
        else:
            found.append(item)
    return found


def _whole(value: JsonValue, place: Place) -> JsonValue:
    wanted = {place.type} if place.type is not None else place.shape.types
    if not isinstance(value, float) or "integer" not in wanted or "number" in wanted:
        return value
    return int(value) if value.is_integer() and abs(value) < 10**_MOST_DIGITS else value
