"""The base of all models: the answer as received, equality and short printing."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import IntEnum
from functools import cache
from operator import attrgetter
from typing import ClassVar, Self

import attrs

from powertrack_core.decoding import JsonObject, JsonValue, entries, load_object, objects

_SHOWN = 8
_LONGEST = 60


@attrs.define(kw_only=True, repr=False)
class Model:
    """Base of all models.

    Two models are equal if they are of one class and all attributes but `raw` are equal. NaN equals NaN, so that a
    model equals its copies and what another read of the same answer gives.

    Attributes:
        raw: The object as received, with fields that the specification does not know.
    """

    secret_names: ClassVar[frozenset[str]] = frozenset()
    unit_names: ClassVar[Mapping[str, str]] = {}
    json_names: ClassVar[frozenset[str]] = frozenset()

    raw: JsonObject = attrs.field(factory=dict, eq=False)

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It lacks what identifies it.
        """
        return cls(raw=data)

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read the body of an answer that is such an object.

        Raises:
            EmptyAnswerError: There is no body.
            ValueError: It is not JSON, or no such object.
        """
        return cls.from_json(load_object(content))

    @classmethod
    def maybe(cls, value: JsonValue) -> Self | None:
        """Read an object; None for anything else."""
        return cls.from_json(value) if isinstance(value, dict) else None

    @classmethod
    def many(cls, value: JsonValue) -> list[Self]:
        """Read the objects of a list."""
        return [cls.from_json(item) for item in objects(value)]

    @classmethod
    def mapped(cls, value: JsonValue) -> dict[str, Self]:
        """Read the objects of a map."""
        return {name: cls.from_json(item) for name, item in entries(value).items()}

    @property
    def extra(self) -> JsonObject:
        """Received fields that are not in the specification."""
        return {name: value for name, value in self.raw.items() if name not in self.json_names}

    def received_names(self) -> Collection[str]:
        """Names of the fields that were received."""
        return self.raw.keys()

    def to_json(self) -> JsonObject:
        """The object as received."""
        return self.raw

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Model) or type(self) is not type(other):
            return NotImplemented
        values = _compared(type(self))  # type: ignore[arg-type]  # classes are hashable, only their objects are not
        return equal(values(self), values(other))

    def __repr__(self) -> str:
        shown = [f"{name}={_brief(value)}" for name, value in self._told() if not isinstance(value, Model)]
        more = ", ..." if len(shown) > _SHOWN else ""
        return f"{type(self).__name__}({', '.join(shown[:_SHOWN])}{more})"

    def _repr_html_(self) -> str:
        """The object as a table, for notebooks."""
        from powertrack_core import notebook

        rows = [
            (notebook.heading(name, self.unit_names.get(name, "")), notebook.shown(value))
            for name, value in self._told()
        ]
        return notebook.grid(type(self).__name__, ("attribute", "value"), rows, len(rows))

    def _told(self) -> list[tuple[str, object]]:
        """The attributes that hold something, without those that may hold a credential."""
        names = (attribute.name for attribute in attrs.fields(type(self)))
        values = [(name, getattr(self, name)) for name in names if name != "raw" and name not in self.secret_names]
        return [(name, value) for name, value in values if value not in (None, "", [], {})]


def equal(one: object, other: object) -> bool:
    """Whether two values are equal, with NaN equal to NaN at any depth of lists, tuples and dicts."""
    if one is other or one == other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(value, other[name]) for name, value in one.items())
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return (
            isinstance(one, list) is isinstance(other, list) and len(one) == len(other) and all(map(equal, one, other))
        )
    return isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other)


@cache
def _compared(kind: type[Model]) -> Callable[[Model], object]:
    """What reads the attributes by which models of a class are compared."""
    return attrgetter("__class__", *(attribute.name for attribute in attrs.fields(kind) if attribute.eq))


def _brief(value: object) -> str:
    """A value as it is printed: long text cut, of lists and maps the size only."""
    if isinstance(value, (list, dict)):
        return f"<{len(value)} item{'' if len(value) == 1 else 's'}>"
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]!r}..."
    return repr(value)
