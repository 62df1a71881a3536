"""Differences between two versions of a document, and the patch that leads from one to the other.

Paths of changes look like `location.latitude`, `settings[dev:UnitID].value` (item by its merge key) and
`pvConfig.inverters[0].tilt` (item by its place). If the merge key is a credential, its fingerprint stands for it, as
in `links[#3f9a2c1d].name`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeAlias

from attrs import define, field

from powertrack_core.credentials import TELLING_NAME
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.exact_json import same
from powertrack_core.shapes import Anything, ListShape, ObjectShape, Scalar, Shape
from powertrack_sdk.outcomes import MISSING, Change, Missing
from powertrack_sdk.writes.merge import REMOVE, ShapeOf, field_shapes, item_shape, keyed, unknown_field

_NO_UNIT = "(no unit)"
_IN_PATHS = re.compile(r"[.\[\]\"]")
Naming: TypeAlias = Callable[[str | int | float], str | int | float]
"""What stands for the merge key of an item in a path."""
_Keyed: TypeAlias = dict[str | int | float, JsonValue]


def diff(
    before: JsonValue,
    after: JsonValue,
    shape: Shape | None,
    *,
    ignore_volatile: bool = False,
    asked: Collection[str] = (),
) -> tuple[Change, ...]:
    """All differences between two versions of a document, in the order of the document.

    Items of a list with a merge key are compared with their namesakes. If those that stayed are in another order,
    one change with the path `<list> (order)` gives their keys in both orders. Such a list is compared by place, as any
    other, when its items have no identities of their own. There is no change exactly when `exact_json.same` finds both
    versions equal, unless volatile fields are ignored.

    Args:
        before: The older version.
        after: The newer version.
        shape: Shape of the document; None if the specification has none.
        ignore_volatile: Whether to pass over what the server changes by itself.
        asked: Paths of volatile fields that are compared all the same, because they are what was asked to change.
    """
    walk = _Walk(ignore_volatile, tuple(asked))
    walk.value(before, after, shape, "", ())
    return tuple(walk.changes)


def patch_between(before: JsonObject, after: JsonObject, shape: ObjectShape) -> JsonObject:
    """The patch that leads from one version of a document to another.

    `merge(before, patch, shape)` is the same as `after` if a patch can express the changes. For that, `after` has to
    have all names that `before` has, except inside of what is replaced as a whole. In lists with a merge key, every
    item has to have a key of its own; those that stay have to stand in the same order, and new ones have to come last.
    What a patch cannot say is left out of it.
    """
    patch = _patch_fields(before, after, field_shapes(shape) or unknown_field)
    return {} if patch is MISSING else patch


def below(path: str, name: str) -> str:
    """Path of a field of the object at a path."""
    if not name.isidentifier() and (not name or not name.isprintable() or _IN_PATHS.search(name)):
        name = json.dumps(name)
    return f"{path}.{name}" if path else name


def at(path: str, item: str | int | float) -> str:
    """Path of an item of the list at a path: by its merge key, or by its place."""
    if isinstance(item, str) and (not item or not item.isprintable() or "]" in item or '"' in item):
        item = json.dumps(item)
    return f"{path}[{item}]"


def is_inside(path: str, other: str) -> bool:
    """Whether a path is another one, or leads to something inside of it."""
    return path == other or path.startswith((f"{other}.", f"{other}["))


def concerns(path: str, asked: Iterable[str]) -> bool:
    """Whether a path is at, inside or around one that was asked for."""
    return any(is_inside(path, one) or is_inside(one, path) for one in asked)


def is_secret(shape: Scalar, *owners: JsonObject) -> bool:
    """Whether a value is a credential.

    Args:
        shape: Shape of the value.
        *owners: The object that it is a field of, in its versions. It is a credential when one of them says so, and
            when none shows.
    """
    if shape.secret or shape.secret_when is None:
        return shape.secret
    sibling, pattern = shape.secret_when
    texts = [text for owner in owners if isinstance(text := owner.get(sibling), str)]
    return not texts or any(pattern.search(text) for text in texts)


def overruled(shape: Shape | None, *owners: JsonObject) -> str | None:
    """Why the server sets a value by itself, such as `outOfService is false`; None if it accepts the value sent.

    Args:
        shape: Shape of the value.
        *owners: The object that it is a field of, in its versions. It does when one of them says so.
    """
    if not isinstance(shape, Scalar) or shape.volatile_while is None:
        return None
    flag, value = shape.volatile_while
    return f"{flag} is {str(value).lower()}" if any(owner.get(flag) is value for owner in owners) else None


@define
class _Walk:
    ignore_volatile: bool
    asked: tuple[str, ...]
    changes: list[Change] = field(factory=list)

    def value(
        self,
        before: JsonValue | Missing,
        after: JsonValue | Missing,
        shape: Shape | None,
        path: str,
        owners: tuple[JsonObject, ...],
    ) -> None:
        if before is after:
            return
        if self.ignore_volatile and overruled(shape, *owners):
            return
        if self.ignore_volatile and shape is not None and shape.volatile:
            self._of_volatile(before, after, shape, path, owners)
        elif isinstance(before, dict) and isinstance(after, dict) and not isinstance(shape, Scalar):
            self._fields(before, after, field_shapes(shape) or unknown_field, path)
        elif isinstance(before, list) and isinstance(after, list) and not isinstance(shape, Scalar):
            self._items(before, after, shape, path)
        elif not same(before, after):
            secret = _holds_secret(before, shape, owners, path) or _holds_secret(after, shape, owners, path)
            unit, unit_before = _units(shape, owners)
            self.changes.append(Change(path, before, after, unit, secret, unit_before))

    def _of_volatile(
        self,
        before: JsonValue | Missing,
        after: JsonValue | Missing,
        shape: Shape,
        path: str,
        owners: tuple[JsonObject, ...],
    ) -> None:
        """What was asked for of something volatile."""
        asked = tuple(one for one in self.asked if is_inside(one, path))
        if asked:
            whole = _Walk(ignore_volatile=False, asked=())
            whole.value(before, after, shape, path, owners)
            self.changes += [change for change in whole.changes if concerns(change.path, asked)]

    def _fields(self, before: JsonObject, after: JsonObject, shape_of: ShapeOf, path: str) -> None:
        for name, old in before.items():
            new = after.get(name, MISSING)
            if isinstance(old, (dict, list)) or not same(old, new):
                self.value(old, new, shape_of(name), below(path, name), (before, after))
        for name, new in after.items():
            if name not in before:
                self.value(MISSING, new, shape_of(name), below(path, name), (before, after))

    def _items(self, before: list[JsonValue], after: list[JsonValue], shape: Shape | None, path: str) -> None:
        both = _both_keyed(before, after, shape)
        if both is not None:
            olds, news, key, item = both
            self._keyed_items(olds, news, item, path, naming(item, key))
            return
        inner = shape.item if isinstance(shape, ListShape) else None
        for place in range(max(len(before), len(after))):
            old = before[place] if place < len(before) else MISSING
            new = after[place] if place < len(after) else MISSING
            self.value(old, new, inner, at(path, place), ())

    def _keyed_items(self, before: _Keyed, after: _Keyed, shape: Shape | None, path: str, name: Naming) -> None:
        for key, old in before.items():
            self.value(old, after.get(key, MISSING), shape, at(path, name(key)), ())
        for key, new in after.items():
            if key not in before:
                self.value(MISSING, new, shape, at(path, name(key)), ())
        order: list[JsonValue] = [name(key) for key in before if key in after]
        new_order: list[JsonValue] = [name(key) for key in after if key in before]
        if order != new_order:
            self.changes.append(Change(f"{path} (order)", order, new_order))


def _units(shape: Shape | None, owners: Sequence[JsonObject]) -> tuple[str | None, str | None]:
    """The unit of a value, and that of its older version where it is another one.

    Args:
        shape: Shape of the value.
        owners: The object that it is a field of, in its versions.
    """
    if not isinstance(shape, Scalar):
        return None, None
    if shape.unit_in is None or not owners:
        return shape.unit, None
    from powertrack_sdk.units import unit_of_code  # it loads a model, which nothing does before it is used

    before, after = (unit_of_code(owner.get(shape.unit_in)) for owner in (owners[0], owners[-1]))
    return (after or None, None) if before == after else (after or _NO_UNIT, before or _NO_UNIT)


def naming(item: Shape | None, key: str) -> Naming:
    """How items are named in paths: by what identifies them, or by its fingerprint if that is itself a credential.

    Args:
        item: Shape of an item.
        key: Field that identifies it.
    """
    field = item.fields.get(key) if isinstance(item, ObjectShape) else None
    return _fingerprint if isinstance(field, Scalar) and field.secret else _as_it_is


def _as_it_is(key: str | int | float) -> str | int | float:
    return key


def _fingerprint(key: str | int | float) -> str:
    """Stand-in for a secret key in a path: the same for the same key, and the key cannot be derived from it."""
    return f"#{hashlib.sha256(str(key).encode()).hexdigest()[:8]}"


def _both_keyed(
    before: JsonValue, after: JsonValue, shape: Shape | None
) -> tuple[_Keyed, _Keyed, str, Shape | None] | None:
    """Two lists by merge key, that key and the shape of an item; None if it does not identify the items."""
    if isinstance(before, list) and isinstance(after, list) and isinstance(shape, ListShape) and shape.merge_key:
        olds, news = keyed(before, shape.merge_key), keyed(after, shape.merge_key)
        if olds is not None and news is not None:
            return olds, news, shape.merge_key, item_shape(shape)
    return None


def _holds_secret(value: JsonValue | Missing, shape: Shape | None, owners: tuple[JsonObject, ...], name: str) -> bool:
    """Whether a value is a credential or has one inside. Without a shape, names decide."""
    if value is MISSING:
        return False
    if isinstance(shape, Scalar):
        return is_secret(shape, *owners)
    if (shape is None or isinstance(shape, Anything)) and TELLING_NAME.search(name):
        return True
    if isinstance(value, dict):
        shape_of = field_shapes(shape) or unknown_field
        return any(_holds_secret(part, shape_of(inner), (value,), inner) for inner, part in value.items())
    if isinstance(value, list):
        item = shape.item if isinstance(shape, ListShape) else None
        return any(_holds_secret(part, item, (), "") for part in value)
    return False


def _patch(before: JsonValue, after: JsonValue, shape: Shape | None) -> JsonValue | Missing:
    if isinstance(before, dict) and isinstance(after, dict):
        shape_of = field_shapes(shape)
        if shape_of is not None:
            return _patch_fields(before, after, shape_of)
    both = _both_keyed(before, after, shape)
    if both is not None:
        return _patch_items(*both)
    return MISSING if same(before, after) else after


def _patch_fields(before: JsonObject, after: JsonObject, shape_of: ShapeOf) -> JsonObject | Missing:
    patch: JsonObject = {}
    for name, new in after.items():
        part = _patch(before[name], new, shape_of(name)) if name in before else new
        if part is not MISSING:
            patch[name] = part
    return patch or MISSING


def _patch_items(before: _Keyed, after: _Keyed, merge_key: str, shape: Shape | None) -> list[JsonValue] | Missing:
    patch: list[JsonValue] = []
    for key, new in after.items():
        part = _patch(before[key], new, shape) if key in before else new
        if isinstance(part, dict):
            patch.append({merge_key: key, **part})
    patch += [{merge_key: key, REMOVE: True} for key in before if key not in after]
    return patch or MISSING
