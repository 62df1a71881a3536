"""The shape of bodies: which types were seen at which place. It holds no value, and no name that may be one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import define, field

from powertrack_sdk.traffic.expected import Expected
from powertrack_sdk.traffic.forms import SAMPLES, TEXT, form_of, in_braces, is_form, is_name
from powertrack_sdk.traffic.parsing import JsonObject, JsonValue, some

LARGE = "large"
"""Kept in place of a number that is too large to be a code."""

_MOST_NAMES = 300
_MOST_CODES = 20
_DEEPEST = 24
_TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
_NONE: frozenset[str] = frozenset()
_SEEN_EVERYWHERE = frozenset({"null", "array"})
_TALLIES = ("forms", "codes", "missing", "limits")
_PARTS = {"is", *_TALLIES, "fields", "unknown", "items", "map"}

T = TypeVar("T")


@define(eq=False)
class Shape:
    """What was seen at one place of a body, with how often in this run.

    Attributes:
        types: JSON types.
        forms: Forms of texts that the specification does not allow, or of all texts at a place it does not know.
        codes: Numbers that are not in the enumeration.
        missing: Fields that identify an object and were missing or null.
        limits: `minimum` or `maximum` for a number beyond it.
        fields: Parts that the specification knows. In maps, forms of names in braces stand for the names.
        unknown: Parts that it does not know; forms in braces stand for names that may be data.
        items: Items of lists.
        is_map: Whether the names of unknown parts may be data, so that none of them is kept.
    """

    types: dict[str, int] = field(factory=dict)
    forms: dict[str, int] = field(factory=dict)
    codes: dict[int, int] = field(factory=dict)
    missing: dict[str, int] = field(factory=dict)
    limits: dict[str, int] = field(factory=dict)
    fields: dict[str, Shape] = field(factory=dict)
    unknown: dict[str, Shape] = field(factory=dict)
    items: Shape | None = None
    is_map: bool = False
    # Objects of a list are alike. Of one with the names and types of the one before, only some parts can be news.
    _outline: tuple[object, object] | None = field(default=None, init=False, repr=False)
    _watched: list[str] = field(factory=list, init=False, repr=False)

    def add(
        self,
        value: JsonValue,
        expected: Expected | None,
        names: Container[str] = _NONE,
        *,
        whole: bool = False,
        depth: int = 0,
    ) -> bool:
        """Add a value.

        Args:
            value: The value.
            expected: What the specification allows at the place; None if it does not know the place.
            names: Names of fields that the specification has anywhere.
            whole: Whether all items of long lists are looked at, and not a sample.
            depth: Depth of the place in the body.

        Returns:
            Whether the value shows anything that the specification does not say and that was not seen before.
        """
        return _Adding(names, whole=whole).add(self, value, expected, depth)

    def merge(self, other: Shape) -> None:
        """Add what another shape holds."""
        _add_up(self.types, other.types)
        for name in _TALLIES:
            _add_up(getattr(self, name), getattr(other, name))
        self.codes = {code: self.codes[code] for code in sorted(self.codes)[:_MOST_CODES]}
        for name, part in other.fields.items():
            self.fields.setdefault(name, Shape()).merge(part)
        if other.is_map or (not self.fields and not other.fields and disjoint(self.unknown, other.unknown)):
            self.hide_names()
        for name, part in other.unknown.items():
            self.part(name).merge(part)
        if other.items is not None:
            self.items = self.items or Shape()
            self.items.merge(other.items)

    def part(self, name: str) -> Shape:
        """Return the shape of a part that the specification does not know, its name hidden if it may be data."""
        if len(self.unknown) >= _MOST_NAMES and name not in self.unknown:
            self.hide_names()
        hidden = not is_form(name) and (self.is_map or not is_name(name))
        return self.unknown.setdefault(in_braces(name) if hidden else name, Shape())

    def hide_names(self) -> None:
        """Replace the names of unknown parts by their forms, now and later."""
        self.is_map = True
        for name in [name for name in self.unknown if not is_form(name)]:
            self.unknown.setdefault(in_braces(name), Shape()).merge(self.unknown.pop(name))

    def is_like_before(self, value: JsonObject) -> list[str] | None:
        """Return the parts to look at in an object like the one before; None if it is not like it."""
        return self._watched if self._outline == _outline(value) else None

    def remember(self, value: JsonObject, known: Mapping[str, Expected]) -> None:
        """Keep the names and types of an object, to compare the next one with."""
        self._outline = _outline(value)
        self._watched = [
            name for name, part in value.items() if name not in known or _TYPES[type(part)] not in known[name].plain
        ]

    @property
    def kinds(self) -> set[str]:
        """JSON types besides null; a number seen with and without a fraction is a number."""
        found = self.types.keys() - {"null"}
        return found - {"integer"} if "number" in found else found

    @property
    def nullable(self) -> bool:
        """Whether null was seen."""
        return "null" in self.types

    @property
    def values(self) -> Shape:
        """The shape of all unknown parts taken together, for maps."""
        found = Shape()
        for part in self.unknown.values():
            found.merge(part)
        return found

    @property
    def words(self) -> str:
        """Types and forms, as a report shows them."""
        words = [self._word(kind) for kind in sorted(self.kinds)]
        return " or ".join([*words, *(["null"] if self.nullable else [])]) or "nothing"

    def inner(self, path: str = "") -> Iterator[tuple[str, str]]:
        """All parts, as paths and words."""
        if self.items is not None:
            yield f"{path}[]", self.items.words
            yield from self.items.inner(f"{path}[]")
        for name, part in sorted({**self.fields, **self.unknown}.items()):
            below = f"{path}.{name}" if path else name
            yield below, part.words
            yield from part.inner(below)

    def names(self) -> set[str]:
        """Names of all fields in it, except those of maps."""
        parts = [*self.fields.values(), *self.unknown.values(), *([self.items] if self.items else [])]
        own = {name for name in {**self.fields, **self.unknown} if not is_form(name)}
        return own.union(*(part.names() for part in parts))

    def as_json(self) -> JsonValue:
        """The shape for a file: its types alone, or an object if there is more to it."""
        types = " ".join(sorted(self.types))
        found: JsonObject = {"is": types}
        for name in _TALLIES:
            if tally := getattr(self, name):
                found[name] = [*sorted(tally)]
        for name, parts in (("fields", self.fields), ("unknown", self.unknown)):
            if parts:
                found[name] = {inner: part.as_json() for inner, part in sorted(parts.items())}
        if self.items is not None:
            found["items"] = self.items.as_json()
        if self.is_map:
            found["map"] = True
        return found if len(found) > 1 else types

    @classmethod
    def from_json(cls, value: JsonValue) -> Shape:
        """Read the shape that a file holds.

        Raises:
            ValueError: The file holds something else, or more.
        """
        found: JsonValue = {"is": value} if isinstance(value, str) else value
        if not isinstance(found, dict) or not found.keys() <= _PARTS:
            raise ValueError("a shape was expected")
        shape = cls(
            types=_tally(str(found.get("is", "")).split(), set(_TYPES.values())),
            forms=_tally(_strings(found, "forms"), SAMPLES.keys() | {LARGE}),
            codes=dict.fromkeys(sorted(code for code in listed(found, "codes") if isinstance(code, int)), 1),
            missing=dict.fromkeys(_strings(found, "missing"), 1),
            limits=_tally(_strings(found, "limits"), {"minimum", "maximum"}),
            fields=_parts(found, "fields"),
            unknown=_parts(found, "unknown"),
            items=cls.from_json(found["items"]) if "items" in found else None,
            is_map=found.get("map") is True,
        )
        if not all(is_name(name) or is_form(name) for name in shape.unknown):
            raise ValueError("it holds a name that no shape keeps")
        return shape

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shape) and self.as_json() == other.as_json()

    __hash__ = None  # type: ignore[assignment]  # it is compared by its content, which changes

    def _word(self, kind: str) -> str:
        if kind == "string" and (forms := self.forms.keys() - {TEXT, LARGE}):
            others = ["other"] if TEXT in self.forms else []
            return f"text ({' or '.join([*sorted(forms), *others])})"
        if kind == "array":
            inner = self.items.words if self.items is not None else ""
            return f"list of {f'({inner})' if ' or ' in inner else inner}" if inner else "empty list"
        if kind == "object":
            return "map" if self.is_map and not self.fields else "object"
        return {"string": "text", "integer": "whole number"}.get(kind, kind)


class _Adding:
    """Adds values to shapes.

    Args:
        names: Names of fields that the specification has anywhere.
        whole: Whether all items are looked at, and not a sample.
    """

    def __init__(self, names: Container[str], *, whole: bool) -> None:
        self._names = names
        self._whole = whole

    def add(self, shape: Shape, value: JsonValue, expected: Expected | None, depth: int) -> bool:
        kind = _TYPES[type(value)]
        usual = expected.types if expected is not None else _NONE
        if expected is not None and expected.unseen:
            expected, usual = None, _SEEN_EVERYWHERE
        if isinstance(value, float) and expected and "number" not in usual and value.is_integer():
            kind = "integer"
        new = count(shape.types, kind) and kind not in usual
        if isinstance(value, str):
            if expected is not None and expected.takes(value):
                return new
            return count(shape.forms, form_of(value)) or new
        if isinstance(value, int | float) and kind != "boolean":
            return (expected is not None and self._add_number(shape, value, expected, kind)) or new
        if depth >= _DEEPEST:
            return new
        if isinstance(value, dict):
            if expected is None or "object" not in expected.types:
                return self._add_unknown_object(shape, value, depth) or new
            return self._add_object(shape, value, expected, depth) or new
        if isinstance(value, list):
            below = expected.items if expected is not None else None
            for item in self._some(value):
                shape.items = shape.items or Shape()
                new = self.add(shape.items, item, below, depth + 1) or new
        return new

    def _add_number(self, shape: Shape, value: float, expected: Expected, kind: str) -> bool:
        new = False
        for name, bound in expected.limits.items():
            if value < bound if name == "minimum" else value > bound:
                new = count(shape.limits, name) or new
        codes = expected.codes
        if codes is None or kind != "integer" or value in codes:
            return new
        code = int(value)
        if abs(code) > expected.largest_code:
            return count(shape.forms, LARGE) or new
        if code in shape.codes or len(shape.codes) < _MOST_CODES:
            return count(shape.codes, code) or new
        return new

    def _add_object(self, shape: Shape, value: JsonObject, expected: Expected, depth: int) -> bool:
        watched = shape.is_like_before(value)
        if watched is not None:
            for name in shape.missing:
                shape.missing[name] += value.get(name) is None
            return self._add_parts(shape, {name: value[name] for name in watched}, expected, depth)
        new = self._add_parts(shape, value, expected, depth)
        for name in expected.required:
            if value.get(name) is None:
                new = count(shape.missing, name) or new
        shape.remember(value, expected.fields)
        return new

    def _add_parts(self, shape: Shape, value: JsonObject, expected: Expected, depth: int) -> bool:
        known, values, fields = expected.fields, expected.values, shape.fields
        new = False
        rest: JsonObject = {}
        for name, part in value.items():
            below = known.get(name)
            if below is None:
                rest[name] = part
                continue
            inner = fields.get(name)
            if inner is None:
                inner = fields[name] = Shape()
            new = self.add(inner, part, below, depth + 1) or new
        if values is None:
            return (bool(rest) and self._add_unknown(shape, rest, depth)) or new
        for name, part in self._some(list(rest.items())):
            new = self.add(fields.setdefault(in_braces(name), Shape()), part, values, depth + 1) or new
        return new

    def _add_unknown_object(self, shape: Shape, value: JsonObject, depth: int) -> bool:
        if not all(map(is_name, value)) or disjoint(shape.unknown, value) or self._may_be_data(value):
            shape.hide_names()
        return self._add_unknown(shape, value, depth)

    def _add_unknown(self, shape: Shape, parts: JsonObject, depth: int) -> bool:
        if len(parts) > _MOST_NAMES or _are_alike(parts):
            shape.hide_names()
        new = False
        for name, part in self._some(list(parts.items())) if shape.is_map else parts.items():
            before = len(shape.unknown)
            new = self.add(shape.part(name), part, None, depth + 1) or len(shape.unknown) != before or new
        return new

    def _may_be_data(self, parts: JsonObject) -> bool:
        """Whether the names of an object may be those of people or sites.

        They may if the specification has none of them as the name of a field, and all values are of one kind. In doubt
        they are hidden, because reports and the specification are public.
        """
        if any(name in self._names for name in parts):
            return False
        values = [part for part in parts.values() if part is not None]
        kinds = {"number" if kind == "integer" else kind for kind in (_TYPES[type(part)] for part in values)}
        if kinds == {"object"}:
            named = [frozenset(part) for part in values if isinstance(part, dict) and part]
            return len(parts) == 1 or (bool(named) and bool(frozenset.intersection(*named)))
        return len(parts) > 1 and len(kinds) == 1

    def _some(self, items: list[T]) -> list[T]:
        return items if self._whole else some(items)


def disjoint(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two objects have no name in common, as maps have."""
    return bool(one) and bool(other) and not one.keys() & other.keys()


def _are_alike(parts: JsonObject) -> bool:
    """Whether all parts are objects with the same names, as the values of maps are."""
    names = [frozenset(part) if isinstance(part, dict) else None for part in parts.values()]
    return len(names) > 1 and None not in names and len(set(names)) == 1


def _outline(value: JsonObject) -> tuple[object, object]:
    return tuple(value), tuple(map(type, value.values()))


def count(tally: dict[T, int], item: T) -> bool:
    """Count an item, and return whether it is new."""
    before = tally.get(item, 0)
    tally[item] = before + 1
    return not before


def _add_up(mine: dict[T, int], others: Mapping[T, int]) -> None:
    for item, number in others.items():
        mine[item] = mine.get(item, 0) + number


def _tally(words: Iterable[str], known: Container[str]) -> dict[str, int]:
    found = dict.fromkeys(words, 1)
    if not all(word in known for word in found):
        raise ValueError("it holds a word that no shape keeps")
    return found


def listed(found: JsonObject, name: str) -> list[JsonValue]:
    """Return the list under a name; an empty one if it is missing."""
    value = found.get(name)
    return value if isinstance(value, list) else []


def _strings(found: JsonObject, name: str) -> list[str]:
    return [item for item in listed(found, name) if isinstance(item, str)]


def _parts(found: JsonObject, name: str) -> dict[str, Shape]:
    parts = found.get(name, {})
    return {inner: Shape.from_json(part) for inner, part in parts.items()} if isinstance(parts, dict) else {}
