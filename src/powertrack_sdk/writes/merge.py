"""A patch merged into a document.

| in the document | in the patch | shape | outcome |
|---|---|---|---|
| object | object | object | field by field; fields that the patch does not name stay |
| object | object | map | name by name; names that the patch does not name stay |
| object | object | none: a field that the specification does not know | field by field |
| list | list | list with a merge key | item by item: same key -> merged in place; new key -> appended; others stay |
| list | item with `"$remove": true` | list with a merge key | the item with that key is gone |
| list | list | list without a merge key | the list of the patch |
| list | object | list without a merge key | item by item: `{"0": ...}` is merged into the first; the others stay |
| anything | anything | scalar, or never seen | the value of the patch |
| not there, null or of another type | anything | any | the value of the patch |
| anything | null | any | null |
| 1.0 | 1 | any | 1.0: where both are the same JSON value, that of the document stays as it came |
| several items with one key | an item with that key | list with a merge key | merged into the first of them |
| list | item without the merge key | list with a merge key | appended |
| list | object with a name that is no place | list without a merge key | that name is passed over |

Nothing is ever removed but by replacing what holds it, or by asking for it with `$remove`. The last three rows are
there to leave no case open: `validate.check` refuses such patches. Names keep their order, new ones come last. Neither
argument is changed; the outcome shares with them what it takes over, and is `current` itself if the patch changes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias, overload

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.exact_json import same
from powertrack_core.shapes import ListShape, MapShape, ObjectShape, Shape

REMOVE: Final = "$remove"
"""Name in an item of a patch that asks to remove the item with the same merge key, when it is true."""

_PLACE = re.compile(r"0|[1-9][0-9]{0,8}")

ShapeOf: TypeAlias = Callable[[str], Shape | None]
"""How to find the shape of a field by its name; None for a field that the specification does not know."""


@overload
def merge(current: JsonObject, patch: JsonObject, shape: ObjectShape) -> JsonObject: ...
@overload
def merge(current: JsonValue, patch: JsonValue, shape: Shape | None) -> JsonValue: ...
def merge(current: JsonValue, patch: JsonValue, shape: Shape | None) -> JsonValue:
    """Merge a patch into a document, or into a part of one.

    Args:
        current: What is there.
        patch: What it is to become; what it does not name stays.
        shape: What the specification says of this place; None if it says nothing.

    Example:
        >>> from powertrack_api.documents import HARDWARE_CONFIG
        >>> device = {"driverId": 201, "settings": [{"name": "dev:UnitID", "value": 1}, {"name": "dev:rate"}]}
        >>> merge(device, {"settings": [{"name": "dev:UnitID", "value": 4}]}, HARDWARE_CONFIG)["settings"]
        [{'name': 'dev:UnitID', 'value': 4}, {'name': 'dev:rate'}]
    """
    if isinstance(current, dict) and isinstance(patch, dict):
        shape_of = field_shapes(shape)
        if shape_of is not None:
            return _merge_fields(current, patch, shape_of)
    if isinstance(current, list) and isinstance(patch, list) and isinstance(shape, ListShape) and shape.merge_key:
        return _merge_items(current, patch, shape.merge_key, item_shape(shape))
    if isinstance(current, list) and isinstance(patch, dict) and isinstance(shape, ListShape) and not shape.merge_key:
        return _merge_places(current, patch, shape.item)
    return current if same(current, patch) else patch


def field_shapes(shape: Shape | None) -> ShapeOf | None:
    """How to find the shapes of the fields of an object; None if it is replaced as a whole."""
    if isinstance(shape, ObjectShape):
        return shape.fields.get
    if isinstance(shape, MapShape):
        value = shape.value
        return lambda _: value
    return unknown_field if shape is None else None


def item_shape(shape: ListShape) -> Shape | None:
    """Shape of the items of a list that has a merge key. They are merged, even where their fields were never seen."""
    return shape.item if isinstance(shape.item, (ObjectShape, MapShape)) else None


def identity(item: object, merge_key: str) -> str | int | float | None:
    """What identifies an item of a list: its text or number under the merge key; None if it has neither."""
    value = item.get(merge_key) if isinstance(item, dict) else None
    return value if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def keyed(items: list[JsonValue], merge_key: str) -> dict[str | int | float, JsonValue] | None:
    """The items by what identifies them, in their order; None if one has no identity or two have the same."""
    found: dict[str | int | float, JsonValue] = {}
    for item in items:
        key = identity(item, merge_key)
        if key is None or key in found:
            return None
        found[key] = item
    return found


def is_removal(item: object) -> bool:
    """Whether an item of a patch asks to remove its namesake."""
    return isinstance(item, dict) and item.get(REMOVE) is True


def place_of(name: str, items: list[JsonValue]) -> int | None:
    """The place in a list that a name of a patch means; None if there is no such place."""
    return int(name) if _PLACE.fullmatch(name) and int(name) < len(items) else None


def unknown_field(_: str) -> None:
    """Shape of any field of an object that the specification does not know."""


def _merge_fields(current: JsonObject, patch: JsonObject, shape_of: ShapeOf) -> JsonObject:
    merged: JsonObject | None = None
    for name, value in patch.items():
        after = merge(current[name], value, shape_of(name)) if name in current else value
        if name in current and after is current[name]:
            continue
        if merged is None:
            merged = dict(current)
        merged[name] = after
    return current if merged is None else merged


def _merge_items(
    current: list[JsonValue], patch: list[JsonValue], merge_key: str, shape: Shape | None
) -> list[JsonValue]:
    merged = list(current)
    places: dict[str | int | float, int] = {}
    for place, item in enumerate(current):
        key = identity(item, merge_key)
        if key is not None:
            places.setdefault(key, place)
    changed = False
    for item in patch:
        key = identity(item, merge_key)
        if is_removal(item):
            continue
        if key is not None and key in places:
            before = merged[places[key]]
            after = merge(before, item, shape)
            changed = changed or after is not before
            merged[places[key]] = after
        else:
            changed = True
            if key is not None:
                places[key] = len(merged)
            merged.append(item)
    removed = {identity(item, merge_key) for item in patch if is_removal(item)}
    kept = [item for item in merged if identity(item, merge_key) not in removed] if removed else merged
    return kept if changed or len(kept) != len(merged) else current


def _merge_places(current: list[JsonValue], patch: JsonObject, shape: Shape) -> list[JsonValue]:
    merged = list(current)
    for name, value in patch.items():
        place = place_of(name, current)
        if place is not None:
            merged[place] = merge(merged[place], value, shape)
    return merged if any(after is not before for after, before in zip(merged, current, strict=True)) else current
