"""The shape of what was never described, gathered from all values that were seen of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from attrs import define, field

from codegen.documents import Json, JsonObject
from codegen.observe.forms import TEXT, form_of, is_name

_MOST_NAMES = 300
_MANY = 3


def type_of(value: Json) -> str:
    """JSON type of a value; a whole number is an integer."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


@define
class Shape:
    """What was seen at one place.

    Attributes:
        types: JSON types, with how often each came.
        forms: Forms of the texts, with how often each came.
        items: Shape of the items of lists; None where no item was seen.
        fields: Shapes of the fields of objects.
        values: Shape of all values of objects taken together, for objects that are maps.
        odd: Whether an object had a name that can be no name of a field.
        known: Names of fields that the specification has.
    """

    known: Container[str] = field(default=frozenset(), repr=False, eq=False)
    types: Counter[str] = field(factory=Counter)
    forms: Counter[str] = field(factory=Counter)
    items: Shape | None = None
    fields: dict[str, Shape] = field(factory=dict)
    values: Shape | None = None
    odd: bool = False

    def add(self, value: Json) -> Shape:
        """Take a value in."""
        kind = type_of(value)
        self.types[kind] += 1
        if isinstance(value, str):
            self.forms[form_of(value)] += 1
        elif isinstance(value, list):
            for item in value:
                self.items = (self.items or Shape(known=self.known)).add(item)
        elif isinstance(value, dict):
            self._add_object(value)
        return self

    def _add_object(self, value: JsonObject) -> None:
        for name, part in value.items():
            self.values = (self.values or Shape(known=self.known)).add(part)
            if not is_name(name) or len(self.fields) >= _MOST_NAMES:
                self.odd = True
            elif not self.odd:
                self.fields.setdefault(name, Shape(known=self.known)).add(part)

    @property
    def is_map(self) -> bool:
        """Whether its objects hold things by name, rather than fields."""
        if self._may_name_things:
            return True
        if not self.types["object"] or (self.fields and not self.odd and self.types["object"] < _MANY):
            return self.odd
        shares = [sum(part.types.values()) for part in self.fields.values()]
        return self.odd or not shares or max(shares) * 2 <= self.types["object"]

    @property
    def _may_name_things(self) -> bool:
        """Whether its names may be those of people or sites.

        They are if the specification knows none of them as the name of a field, and all values are alike. If in doubt
        they are, as what is written into the specification is public.
        """
        parts = list(self.fields.values())
        if not parts or any(name in self.known for name in self.fields) or self.values is None:
            return False
        if self.values.kinds == {"object"}:
            shared = set.intersection(*(set(part.fields) for part in parts if part.kinds))
            return bool(shared) or len(parts) == 1
        return len(parts) > 1 and len(self.values.kinds) == 1

    @property
    def kinds(self) -> set[str]:
        """JSON types besides null; a number that came with and without a fraction is a number."""
        found = set(self.types) - {"null"}
        return found - {"integer"} if "number" in found else found

    @property
    def nullable(self) -> bool:
        """Whether null was seen."""
        return self.types["null"] > 0

    @property
    def form(self) -> str:
        """The one form that all its texts have."""
        forms = set(self.forms)
        return forms.pop() if len(forms) == 1 else TEXT

    @property
    def words(self) -> str:
        """What a report says of it: types and forms, never a value."""
        if set(self.types) <= {"null"}:
            return "null"
        told = [self._word(kind) for kind in sorted(self.kinds)]
        return " or ".join([*told, *(["null"] if self.nullable else [])])

    def _word(self, kind: str) -> str:
        if kind == "string":
            return " or ".join(sorted(self.forms))
        if kind == "array":
            inner = self.items.words if self.items else ""
            return f"list of ({inner})" if " or " in inner else f"list of {inner}" if inner else "empty list"
        if kind == "object":
            return "map" if self.is_map else "object"
        return {"integer": "whole number"}.get(kind, kind)

    def names(self) -> set[str]:
        """Names of all fields in it, those of maps aside."""
        found = set() if self.is_map else set(self.fields)
        parts = [self.items, self.values] if self.is_map else [self.items, *self.fields.values()]
        return found.union(*(part.names() for part in parts if part is not None))
