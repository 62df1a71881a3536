"""Checks that a patch fits its document. All problems are reported at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container
from enum import Enum, auto
from typing import Final

from attrs import define, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, kind
from powertrack_core.exact_json import same
from powertrack_core.shapes import Anything, Document, ListShape, ObjectShape, Scalar, Shape
from powertrack_sdk.outcomes import MISSING, Missing, printable
from powertrack_sdk.writes import nearest
from powertrack_sdk.writes.aliases import fields_of, refusal
from powertrack_sdk.writes.diff import at, below, is_secret, naming, overruled
from powertrack_sdk.writes.forms import described, exists
from powertrack_sdk.writes.merge import REMOVE, field_shapes, identity, item_shape, place_of, unknown_field
from powertrack_sdk.writes.typed import type_beside

_TYPES: Final = {
    "boolean": "a boolean",
    "integer": "an integer",
    "number": "a number",
    "string": "a string",
    "null": "null",
}
_ANY_OF: Final = frozenset({"string", "number", "boolean"})
"""Types of a value whose type stands beside it, as that of a setting: it keeps its type."""
_MOST_LISTED = 8
_MOST_SHOWN = 60
_MOST_BITS = 1024
_SCIENTIFIC = 1e11


def check(patch: object, document: Document, current: JsonObject) -> None:
    """Refuse a patch that does not fit.

    It may name writable fields that the specification knows, and fields that only the document itself has; these keep
    their JSON type. The identity may be named with the value that it has. Items of a list with a merge key are found by
    it; an item that is not there yet is an addition, and has to have every field that one of the others has. Items of
    any other list have to be complete, because the list is replaced as a whole; what goes back unchanged in it is not
    held against the patch.

    Args:
        patch: The patch, with its aliases resolved.
        document: What the patch is for.
        current: The document as it is now.

    Raises:
        ValidationError: The patch does not fit, or is empty. The message names all problems.
    """
    fields = dict(fields_of(patch, document))
    checker = _Checker(document)
    if document.identity in fields:
        key = current.get(document.identity)
        if not same(fields.pop(document.identity), key):
            checker.problems.append(f"{document.identity} names what is written, and must stay {printable(key)}")
    if document.stamp in fields:
        del fields[document.stamp]
        checker.read_only(document.stamp)
    if not fields and not checker.problems:
        raise refusal(document, ["nothing to change"])
    checker.fields(fields, document.shape, _Place("", current, _Mode.MERGED))
    if checker.problems:
        raise refusal(document, checker.problems)


class _Mode(Enum):
    """What becomes of a value of the patch."""

    MERGED = auto()
    """It is merged into what is there now."""
    WHOLE = auto()
    """It replaces what is there now, and what it leaves out is lost."""
    NEW = auto()
    """Nothing is there now. What its neighbours have stands in for it."""


@frozen
class _Place:
    """The place of a value of the patch.

    Attributes:
        path: Its path.
        now: What is there now.
        mode: What becomes of the value.
        owners: The object that it is a field of, in the patch and now.
    """

    path: str
    now: JsonValue | Missing
    mode: _Mode
    owners: tuple[JsonObject, JsonObject] | tuple[()] = ()


@define
class _Checker:
    document: Document
    problems: list[str] = field(factory=list)

    def value(self, value: object, shape: Shape | None, place: _Place) -> None:
        if place.mode is _Mode.WHOLE and same(value, place.now):
            return
        if shape is None:
            self._grown(value, place)
        elif isinstance(shape, Anything):
            self._json(value, place.path)
        elif isinstance(shape, Scalar):
            self._scalar(value, shape, place)
        elif value is None and shape.nullable:
            return
        elif isinstance(shape, ListShape):
            if isinstance(value, dict) and shape.merge_key is None and (value or _is_kept(place)):
                self._places(value, shape.item, place)
            elif not isinstance(value, list):
                self._wrong_type(place.path, "a list or null" if shape.nullable else "a list", value)
            elif shape.merge_key is None:
                self._items(value, shape.item, place)
            else:
                self._keyed_items(value, item_shape(shape), shape.merge_key, place)
        elif isinstance(value, dict):
            self.fields(value, shape, place)
        else:
            self._wrong_type(place.path, "an object or null" if shape.nullable else "an object", value)

    def fields(self, value: JsonObject, shape: Shape | None, place: _Place, key: str | None = None) -> None:
        """The fields of an object but its merge key, if that is given."""
        there = place.now if isinstance(place.now, dict) else {}
        shape_of = field_shapes(shape) or unknown_field
        for name, part in value.items():
            if name == key:
                continue
            inner = _Place(below(place.path, name), there.get(name, MISSING), place.mode, (value, there))
            known = shape_of(name)
            if known is None and inner.now is MISSING:
                self._unknown(name, place.path, [name for name in there if shape_of(name) is None])
            elif (why := overruled(known, {**there, **value})) is not None and not same(part, inner.now):
                self.problems.append(f"{inner.path} cannot be set while {why}: the server sets it by itself")
            elif known is None or not known.read_only or place.mode is _Mode.NEW:
                self.value(part, known, inner)
            elif place.mode is _Mode.MERGED or not same(part, inner.now):
                self.read_only(inner.path)
        if place.mode is _Mode.WHOLE:
            self._incomplete(value, there, place.path)

    def read_only(self, path: str) -> None:
        self.problems.append(f"{path} is read-only")

    def _items(self, items: list[JsonValue], shape: Shape | None, place: _Place) -> None:
        there = place.now if isinstance(place.now, list) else []
        neighbours = _all_fields(there)
        new = place.mode is _Mode.NEW
        for index, item in enumerate(items):
            path = at(place.path, index)
            now = there[index] if index < len(there) and not new else MISSING
            if not new and (same(item, now) or any(same(item, other) for other in there)):
                continue
            if isinstance(item, dict) and not isinstance(now, dict):
                if not new and (shape is None or isinstance(shape, ObjectShape)):
                    self._incomplete(item, neighbours, path)
                self.value(item, shape, _Place(path, neighbours or MISSING, _Mode.NEW))
            else:
                self.value(item, shape, _Place(path, now, _Mode.NEW if new else _Mode.WHOLE))

    def _places(self, value: JsonObject, shape: Shape, place: _Place) -> None:
        """Single items of a list without a merge key, by their places."""
        there = place.now if isinstance(place.now, list) and _is_kept(place) else []
        for name, part in value.items():
            index = place_of(name, there)
            if index is None:
                many = f"it has {len(there)}, from 0" if there else "it is empty"
                self.problems.append(f"{at(place.path, name)} is no item of the list: {many}")
            else:
                self.value(part, shape, _Place(at(place.path, index), there[index], _Mode.MERGED))

    def _removal(self, item: JsonObject, key: str, path: str, times: int) -> None:
        if times == 0:
            self.problems.append(f"{path} cannot be removed: it is not there")
        if item[REMOVE] is not True:
            self.problems.append(f"{below(path, REMOVE)} must be true if it is given")
        elif item.keys() != {key, REMOVE}:
            self.problems.append(f"{path} is to be removed, so nothing else can be said of it")

    def _keyed_items(self, items: list[JsonValue], shape: Shape | None, key: str, place: _Place) -> None:
        there = place.now if isinstance(place.now, list) else []
        found = {identity(item, key): item for item in there}
        names = [str(other) for other in found if other is not None]
        times = Counter(identity(item, key) for item in there)
        added = any(identity(item, key) not in found for item in items)
        neighbours = _all_fields(there) if added or place.mode is _Mode.NEW else {}
        name_in_path = naming(shape, key)
        named = set()
        for index, item in enumerate(items):
            name = identity(item, key)
            if not isinstance(item, dict):
                self._wrong_type(at(place.path, index), "an object", item)
                continue
            if name is None:
                self.problems.append(f"{at(place.path, index)} lacks {key}, the text or number that identifies it")
                continue
            path = at(place.path, name_in_path(name))
            if name in named:
                self.problems.append(f"{path} stands more than once in the patch")
            elif REMOVE in item and place.mode is _Mode.MERGED:
                self._removal(item, key, path, times[name])
            elif place.mode is _Mode.NEW or name not in found:
                if place.mode is not _Mode.NEW:
                    lacking = [part for part in neighbours if part not in item]
                    self._addition(
                        path, "" if name_in_path(name) != name else nearest.suggestion_of(str(name), names), lacking
                    )
                self.value(item, shape, _Place(path, neighbours or MISSING, _Mode.NEW))
            elif times[name] > 1:
                self.problems.append(f"{path} stands {times[name]} times in the document: which is meant is unclear")
            else:
                self.fields(item, shape, _Place(path, found[name], place.mode), key)
            named.add(name)

    def _addition(self, path: str, near: str, lacking: list[str]) -> None:
        """An item that is not there is one to be added, or its name is misspelled."""
        if lacking:
            self.problems.append(f"there is no {path}{near}; an item to be added needs {_listed(lacking)} too")

    def _incomplete(self, value: JsonObject, needed: JsonObject, path: str) -> None:
        lacking = [name for name in needed if name not in value]
        if lacking:
            self.problems.append(
                f"{path} lacks {_listed(lacking)}: the list is replaced as a whole, "
                "so what its items leave out would be lost"
            )

    def _scalar(self, value: object, shape: Scalar, place: _Place) -> None:
        if not _is_of(value, shape.types):
            allowed = " or ".join(words for name, words in _TYPES.items() if name in shape.types)
            self._wrong_type(place.path, allowed, value)
            return
        wanted = _type_wanted(value, shape, place)
        if wanted is not None:
            self._wrong_type(place.path, wanted, value)
            return
        fault = None
        if isinstance(value, str):
            if shape.pattern is not None and not shape.pattern.fullmatch(value):
                fault = f"not {described(shape.pattern)}"
            elif shape.pattern is not None and not exists(value, shape.pattern):
                fault = "a date or a time that does not exist"
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            if shape.minimum is not None and value < shape.minimum:
                fault = f"below the minimum of {_plain(shape.minimum)} {shape.unit or ''}".rstrip()
            elif shape.maximum is not None and value > shape.maximum:
                fault = f"above the maximum of {_plain(shape.maximum)} {shape.unit or ''}".rstrip()
        if fault is not None and isinstance(value, (str, int, float)):
            shown = "" if is_secret(shape, *place.owners) else f"{_shown(value)}, "
            self.problems.append(f"{place.path} is {shown}{fault}")

    def _grown(self, value: object, place: _Place) -> None:
        """A field that the specification does not know keeps the JSON type that it has in the document."""
        now = place.now
        if isinstance(value, dict) and isinstance(now, dict):
            self.fields(value, None, place)
        elif isinstance(value, list) and isinstance(now, list):
            self._items(value, None, place)
        elif now is None or now is MISSING or _kind(value) == kind(now):
            self._json(value, place.path)
        else:
            self._wrong_type(place.path, f"{kind(now)}, as it is now", value)

    def _json(self, value: object, path: str) -> None:
        if isinstance(value, dict):
            for name, part in value.items():
                self._json(part, below(path, name))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self._json(item, at(path, index))
        elif not _is_of(value, _TYPES):
            self._wrong_type(path, "a JSON value", value)

    def _wrong_type(self, path: str, allowed: str, value: object) -> None:
        self.problems.append(f"{path} must be {allowed}, not {_described(value)}")

    def _unknown(self, name: str, path: str, grown: list[str]) -> None:
        self.problems.append(
            f"{below(path, name)} is not a field{nearest.suggestion(name, path, grown, self.document)}"
        )


def _is_kept(place: _Place) -> bool:
    """Whether there is a list, of which items can be changed by their places."""
    return place.mode is _Mode.MERGED and isinstance(place.now, list)


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(below("", name) for name in names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def _all_fields(items: list[JsonValue]) -> JsonObject:
    """Every field that one of the items has."""
    fields: JsonObject = {}
    for item in items:
        if isinstance(item, dict):
            for name, value in item.items():
                fields.setdefault(name, value)
    return fields


def _is_of(value: object, types: Container[str]) -> bool:
    """Whether a value has one of these JSON types. A boolean is not a number, and `3.0` is not an integer."""
    if value is None:
        return "null" in types
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, int):
        return ("integer" in types or "number" in types) and value.bit_length() <= _MOST_BITS
    if isinstance(value, float):
        return "number" in types and math.isfinite(value)
    return isinstance(value, str) and "string" in types


def _type_wanted(value: object, shape: Scalar, place: _Place) -> str | None:
    """The type that a value of an open type has to have, in words; None if it has it."""
    if value is None or not shape.types >= _ANY_OF:
        return None
    merged = place.mode is _Mode.MERGED
    given, there = place.owners or ({}, {})
    now = place.now if merged and place.now is not None else MISSING
    named = type_beside(shape, given, there if merged else {}, now)
    if named is not None:
        return None if _is_of(value, {named}) else f"{_TYPES[named]}, as the type beside it says"
    return None if now is MISSING or _kind(value) == _kind(now) else f"{_kind(now)}, as it is now"


def _kind(value: object) -> str | None:
    return kind(value) if value is None or isinstance(value, (bool, int, float, str, list, dict)) else None


def _described(value: object) -> str:
    if isinstance(value, float) and math.isfinite(value) and value.is_integer() and abs(value) >= _SCIENTIFIC:
        return "a number in scientific form, of which digits may be missing"
    if isinstance(value, float):
        return "a number with a decimal point" if math.isfinite(value) else f"{value}, which JSON does not have"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number of more than 300 digits"
    return _kind(value) or f"{type(value).__name__}, which JSON does not have"


def _shown(value: str | int | float) -> str:
    text = printable(value)
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "..."


def _plain(limit: float) -> str:
    return str(int(limit)) if limit == int(limit) else str(limit)
