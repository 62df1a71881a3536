"""The shape of answers: which types came where. It holds no value, and no name that may be one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import define, field

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.drift.expected import Expected
from powertrack_sdk.drift.forms import SAMPLES, TEXT, form_of, in_braces, is_form, is_name
from powertrack_sdk.drift.sampling import some

LARGE = "large"
"""What is kept of a number that is too large to be a code, in the place of one."""

_MOST_NAMES = 60
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
_NO_CODES: frozenset[int] = frozenset()
_PARTS = {"is", "forms", "codes", "missing", "fields", "unknown", "items", "map"}


@define
class Shape:
    """What came at one place of an answer.

    Attributes:
        types: JSON types.
        forms: Forms of texts, where the specification does not allow them or does not know the place.
        codes: Numbers that are no codes of the enumeration that stands there.
        missing: Fields that identify an object and were not there, or were null.
        fields: Parts that the specification knows. In maps, forms of names in braces stand for the names.
        unknown: Parts that it does not know; forms in braces stand for names that may be data.
        items: Items of lists.
        is_map: Whether the names of unknown parts are data by all appearances, so that none of them is kept.
    """

    types: frozenset[str] = _NONE
    forms: frozenset[str] = _NONE
    codes: frozenset[int] = _NO_CODES
    missing: frozenset[str] = _NONE
    fields: dict[str, Shape] = field(factory=dict)
    unknown: dict[str, Shape] = field(factory=dict)
    items: Shape | None = None
    is_map: bool = False
    # Objects are much alike. Of one with the same names and types as the one before, only some parts can be news.
    _outline: tuple[object, object] | None = field(default=None, init=False, eq=False, repr=False)
    _watched: list[str] = field(factory=list, init=False, eq=False, repr=False)

    def add(self, value: JsonValue, expected: Expected | None, depth: int = 0) -> bool:
        """Take a value in.

        Args:
            value: The value.
            expected: What the specification says of the place; None where it does not know it.
            depth: How deep in the answer it stands.

        Returns:
            Whether it showed anything that the specification does not say and that was not seen before.
        """
        kind = _TYPES[type(value)]
        usual = expected.types if expected is not None else _NONE
        if expected is not None and expected.unseen:
            expected, usual = None, _SEEN_EVERYWHERE
        if isinstance(value, float) and expected and "number" not in usual and value.is_integer():
            kind = "integer"
        new = False
        if kind not in self.types:
            self.types |= {kind}
            new = kind not in usual
        if kind == "string":
            return self._add_text(str(value), expected) or new
        if kind == "integer":
            return (expected is not None and self._add_code(value, expected)) or new
        if depth >= _DEEPEST:
            return new
        if isinstance(value, dict):
            if expected is None or "object" not in expected.types:
                return self._add_unknown_object(value, depth) or new
            return self._add_object(value, expected, depth) or new
        if isinstance(value, list):
            return self._add_items(value, expected, depth) or new
        return new

    def merge(self, other: Shape) -> None:
        """Take in what another one holds."""
        self.types |= other.types
        self.forms |= other.forms
        self.codes = _few(self.codes | other.codes)
        self.missing |= other.missing
        for name, part in other.fields.items():
            self.fields.setdefault(name, Shape()).merge(part)
        if other.is_map or (not self.fields and not other.fields and _disjoint(self.unknown, other.unknown)):
            self._hide_names()
        for name, part in other.unknown.items():
            self._place(name).merge(part)
        if other.items is not None:
            self.items = self.items or Shape()
            self.items.merge(other.items)

    @property
    def words(self) -> str:
        """What a report says of it."""
        kinds = sorted(self.types - {"null"} - ({"integer"} if "number" in self.types else set()))
        told = [self._word(kind) for kind in kinds]
        return " or ".join([*told, *(["null"] if "null" in self.types else [])]) or "nothing"

    def inner(self, path: str = "") -> Iterator[tuple[str, str]]:
        """All that is inside, as paths and words."""
        if self.items is not None:
            yield f"{path}[]", self.items.words
            yield from self.items.inner(f"{path}[]")
        for name, part in sorted({**self.fields, **self.unknown}.items()):
            below = f"{path}.{name}" if path else name
            yield below, part.words
            yield from part.inner(below)

    def as_json(self) -> JsonValue:
        """The shape for a file: its types alone, or an object where there is more to it."""
        types = " ".join(sorted(self.types))
        found: JsonObject = {"is": types}
        if self.forms:
            found["forms"] = [*sorted(self.forms)]
        if self.codes:
            found["codes"] = [*sorted(self.codes)]
        if self.missing:
            found["missing"] = [*sorted(self.missing)]
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
        """The shape that a file holds.

        Raises:
            ValueError: It holds something else, or more.
        """
        told: JsonValue = {"is": value} if isinstance(value, str) else value
        if not isinstance(told, dict) or not told.keys() <= _PARTS:
            raise ValueError("a shape was expected")
        shape = cls(
            types=_checked(str(told.get("is", "")).split(), set(_TYPES.values())),
            forms=_checked(_listed(told, "forms"), SAMPLES.keys() | {LARGE}),
            codes=_few(code for code in _listed(told, "codes") if isinstance(code, int)),
            missing=frozenset(name for name in _listed(told, "missing") if isinstance(name, str)),
            items=cls.from_json(told["items"]) if "items" in told else None,
            is_map=told.get("map") is True,
        )
        shape.fields.update(_parts(told, "fields"))
        shape.unknown.update(_parts(told, "unknown"))
        if not all(is_name(name) or is_form(name) for name in shape.unknown):
            raise ValueError("a name stands in it that no shape keeps")
        return shape

    def _add_text(self, text: str, expected: Expected | None) -> bool:
        if expected is not None and expected.takes(text):
            return False
        form = form_of(text)
        new = form not in self.forms
        self.forms |= {form}
        return new

    def _add_code(self, value: JsonValue, expected: Expected) -> bool:
        codes = expected.codes
        if codes is None or value in codes or not isinstance(value, int | float):
            return False
        code = int(value)
        if abs(code) > expected.largest_code:
            new = LARGE not in self.forms
            self.forms |= {LARGE}
            return new
        new = code not in self.codes and len(self.codes) < _MOST_CODES
        if new:
            self.codes |= {code}
        return new

    def _add_object(self, value: JsonObject, expected: Expected, depth: int) -> bool:
        outline = (tuple(value), tuple(map(type, value.values())))
        if outline == self._outline:
            return self._add_parts({name: value[name] for name in self._watched}, expected, depth)
        new = self._add_parts(value, expected, depth)
        for name in expected.required:
            if value.get(name) is None and name not in self.missing:
                self.missing |= {name}
                new = True
        known = expected.fields
        self._outline = outline
        self._watched = [
            name for name, part in value.items() if name not in known or _TYPES[type(part)] not in known[name].plain
        ]
        return new

    def _add_parts(self, value: JsonObject, expected: Expected, depth: int) -> bool:
        known, values, fields = expected.fields, expected.values, self.fields
        new = False
        rest: JsonObject = {}
        for name, part in value.items():
            below = known.get(name)
            if below is None:
                rest[name] = part
                continue
            shape = fields.get(name)
            if shape is None:
                shape = fields[name] = Shape()
            new = shape.add(part, below, depth + 1) or new
        if values is None:
            return (bool(rest) and self._add_unknown(rest, depth)) or new
        for name, part in some(list(rest.items())):
            new = fields.setdefault(in_braces(name), Shape()).add(part, values, depth + 1) or new
        return new

    def _add_unknown_object(self, value: JsonObject, depth: int) -> bool:
        if not all(map(is_name, value)) or _disjoint(self.unknown, value):
            self._hide_names()
        return self._add_unknown(value, depth)

    def _add_unknown(self, parts: JsonObject, depth: int) -> bool:
        if len(parts) > _MOST_NAMES or _are_alike(parts):
            self._hide_names()
        new = False
        for name, part in some(list(parts.items())) if self.is_map else parts.items():
            before = len(self.unknown)
            new = self._place(name).add(part, None, depth + 1) or len(self.unknown) != before or new
        return new

    def _place(self, name: str) -> Shape:
        """Where a part that the specification does not know belongs."""
        if len(self.unknown) >= _MOST_NAMES and name not in self.unknown:
            self._hide_names()
        hidden = not is_form(name) and (self.is_map or not is_name(name))
        return self.unknown.setdefault(in_braces(name) if hidden else name, Shape())

    def _hide_names(self) -> None:
        self.is_map = True
        for name in [name for name in self.unknown if not is_form(name)]:
            self.unknown.setdefault(in_braces(name), Shape()).merge(self.unknown.pop(name))

    def _add_items(self, value: list[JsonValue], expected: Expected | None, depth: int) -> bool:
        below = expected.items if expected is not None else None
        new = False
        for item in some(value):
            if self.items is None:
                self.items = Shape()
            new = self.items.add(item, below, depth + 1) or new
        return new

    def _word(self, kind: str) -> str:
        if kind == "string" and self.forms - {TEXT, LARGE}:
            return f"text ({' or '.join(sorted(self.forms - {LARGE}))})"
        if kind == "array":
            return f"list of {self.items.words}" if self.items is not None else "empty list"
        return {"string": "text", "integer": "whole number"}.get(kind, kind)


def _are_alike(parts: JsonObject) -> bool:
    """Whether all are objects with the same names, as things are that are held by names of their own."""
    names = [frozenset(part) if isinstance(part, dict) else None for part in parts.values()]
    return len(names) > 1 and None not in names and len(set(names)) == 1


def _disjoint(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two objects have nothing in common, as only those have that hold things by names."""
    return bool(one) and bool(other) and not one.keys() & other.keys()


def _few(codes: Iterable[int]) -> frozenset[int]:
    return frozenset(sorted(codes)[:_MOST_CODES])


def _listed(told: JsonObject, name: str) -> list[JsonValue]:
    found = told.get(name, [])
    return found if isinstance(found, list) else []


def _parts(told: JsonObject, name: str) -> dict[str, Shape]:
    found = told.get(name, {})
    return {inner: Shape.from_json(part) for inner, part in found.items()} if isinstance(found, dict) else {}


def _checked(words: Iterable[JsonValue], known: Collection[str]) -> frozenset[str]:
    found = frozenset(word for word in words if isinstance(word, str))
    if not found <= set(known):
        raise ValueError("a word stands in it that no shape keeps")
    return found
