"""Models of long answers: they keep the answer in a compact form and read each attribute on first use.

A table of thousands of sites would otherwise be read cell by cell before the first is used, and be kept twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, ClassVar, Generic, Self, TypeAlias, TypeVar

import attrs
import msgspec

from powertrack_core.decoding import (
    NON_FINITE,
    EmptyAnswerError,
    JsonObject,
    JsonValue,
    UnexpectedAnswerError,
    load_object,
    pairs,
)
from powertrack_core.model import Model

R = TypeVar("R", bound="Row")


@attrs.frozen
class RowsOf(Generic[R]):
    """Reads a list of rows.

    Attributes:
        kind: What they are.
    """

    kind: type[R]

    def __call__(self, value: JsonValue) -> list[R]:
        """Read a list that was parsed."""
        return self.kind.many(value)

    def unparsed(self, content: msgspec.Raw) -> list[R]:
        """Read a list that was not parsed yet. Objects of another shape than described are read as well."""
        try:
            kept = _list_of_packed(self.kind, _names_of_first(content))  # type: ignore[arg-type]  # as above
            found: list[Any] = msgspec.json.decode(content, type=kept)
        except msgspec.ValidationError:
            return self.kind.many(_parsed(content))
        parts = [(row, name, part) for row in found for name in self.kind.nested if (part := getattr(row, name))]
        if sum(len(memoryview(part)) for _, _, part in parts) < len(memoryview(content)) / 2:
            for row, name, part in parts:
                setattr(row, name, part.copy())  # or else it would keep the whole answer
        return [self.kind.of(row) for row in found]


@attrs.frozen
class Pairs:
    """Reads a list of objects as pairs.

    Attributes:
        first: Field with the first half, a whole number.
        second: Field with the second half, a figure.
    """

    first: str
    second: str

    def __call__(self, value: JsonValue) -> list[tuple[int, float | None]]:
        """Read a list that was parsed."""
        return pairs(value, self.first, self.second)

    def unparsed(self, content: msgspec.Raw) -> list[tuple[int, float | None]]:
        """Read a list that was not parsed yet."""
        return list(zip(*self.columns(content), strict=True))

    def columns(self, content: msgspec.Raw) -> tuple[Sequence[int], Sequence[float | None]]:
        """Read a list that was not parsed yet as two columns."""
        for figures in (float | None, float | str | None):
            try:
                points: list[Any] = msgspec.json.decode(content, type=_list_of_points(self.first, self.second, figures))
            except msgspec.ValidationError:
                continue
            seconds = [point.second for point in points]
            if figures != float | None:
                seconds = [NON_FINITE.get(one) if isinstance(one, str) else one for one in seconds]
            return [point.first for point in points], seconds
        found = self(_parsed(content))
        return [place for place, _ in found], [figure for _, figure in found]


Reader: TypeAlias = tuple[str, Callable[[Any], object] | RowsOf[Any] | Pairs]
"""Name of a field, and what reads its value."""


class Row(Model):
    """Base of the models of long answers. An attribute is read on first use.

    Attributes:
        readers: The field and the reader of each attribute.
        identities: Attributes without which it is no such object.
        nested: Attributes that hold lists or objects; they are kept unparsed.
    """

    readers: ClassVar[Mapping[str, Reader]] = {}
    identities: ClassVar[tuple[str, ...]] = ()
    nested: ClassVar[tuple[str, ...]] = ()

    # A dict, of which values may be unparsed, or one of `_list_of_packed`; none for an object that was made by hand.
    __slots__ = ("_edited", "_source")
    _source: Any
    _edited: bool  # whether an attribute may differ from the source: it was set, or a list or dict was handed out

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        return cls.of(data)

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Read the body of an answer that is such an object.

        Raises:
            EmptyAnswerError: There is no body.
            ValueError: It is not JSON, or no such object.
        """
        if not content.strip():
            raise EmptyAnswerError("the answer is empty")
        try:
            source = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        except (ValueError, RecursionError):
            return cls.from_json(load_object(content))  # it is refused there, as any other answer of that kind is
        row = cls.of(source)
        for name, value in source.items():
            if isinstance(value, msgspec.Raw):
                source[name] = value.copy()  # or else it would keep the whole answer
        return row

    @classmethod
    def of(cls, source: Any) -> Self:
        """A row of something that holds its fields.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        row = cls.__new__(cls)
        row._source = source
        for name in cls.identities:
            if not isinstance(row._parsed(name), str):
                raise UnexpectedAnswerError(f"an object came without its {cls.readers[name][0]}")
        for name in _with_rows(cls):  # type: ignore[arg-type]  # a class can be hashed, though its objects cannot
            getattr(row, name)  # refuse rows that lack what identifies them now
        return row

    def __getattr__(self, name: str) -> Any:
        """What an attribute holds that was not asked for before."""
        if name == "raw":
            return self._whole()
        if name == "_source":
            return None
        if name == "_edited":
            return False
        if name not in type(self).readers:
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
        read = type(self).readers[name][1]
        value = self._held(name)
        found: object
        if isinstance(value, msgspec.Raw) and isinstance(read, (RowsOf, Pairs)):
            found = read.unparsed(value)
            first = found[0] if found else None
            if isinstance(first, Row) and not isinstance(first._source, dict):
                self._source[type(self).readers[name][0]] = found  # the rows keep what was received
        else:
            found = read(_parsed(value))
        object.__setattr__(self, name, found)
        if isinstance(found, (list, dict)):
            self._edited = True
        return found

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)
        if name not in Row.__slots__:
            self._edited = True

    def __eq__(self, other: object) -> bool:
        # Equal sources make equal rows. Comparing them saves reading every attribute of thousands of rows.
        if isinstance(other, Row) and type(self) is type(other) and not self._edited and not other._edited:
            source = self._source
            if source is not None and source == other._source:
                return True
        return super().__eq__(other)

    def pair_columns(self, name: str) -> tuple[Sequence[int], Sequence[float | None]]:
        """Both halves of an attribute that is a list of pairs, each as a column.

        Args:
            name: Name of the attribute.
        """
        value, read = self._held(name), type(self).readers[name][1]
        if isinstance(read, Pairs) and isinstance(value, msgspec.Raw):
            return read.columns(value)
        points: list[tuple[int, float | None]] = getattr(self, name)
        return [place for place, _ in points], [figure for _, figure in points]

    def _held(self, name: str) -> Any:
        """The value of an attribute's field, possibly unparsed."""
        if isinstance(self._source, dict):
            return self._source.get(type(self).readers[name][0])
        value = getattr(self._source, name, None)
        return None if value is msgspec.UNSET else value

    def _parsed(self, name: str) -> JsonValue:
        return _parsed(self._held(name))

    def received_names(self) -> Collection[str]:
        """Names of the fields that were received. Their values are not parsed."""
        return self._source.keys() if isinstance(self._source, dict) else super().received_names()

    def _whole(self) -> JsonObject:
        """The object as received."""
        source = self._source
        if isinstance(source, dict):
            return {field: _parsed(value) for field, value in source.items()}
        if source is None:
            return {}
        fields = type(self).readers
        held = ((fields[name][0], getattr(source, name)) for name in source.__struct_fields__)
        return {field: _parsed(value) for field, value in held if value is not msgspec.UNSET}


def _parsed(value: Any) -> JsonValue:
    if isinstance(value, list) and value and isinstance(value[0], Row):
        return [row.raw for row in value]
    parsed: JsonValue = msgspec.json.decode(value) if isinstance(value, msgspec.Raw) else value
    return parsed


@cache
def _with_rows(kind: type[Row]) -> tuple[str, ...]:
    """Attributes that are lists of rows."""
    return tuple(name for name, (_, read) in kind.readers.items() if isinstance(read, RowsOf))


def _names_of_first(content: msgspec.Raw) -> tuple[str, ...]:
    """Names of the fields of the first object in a list, in their order; empty for an empty list."""
    rows = msgspec.json.decode(content, type=list[msgspec.Raw])
    return tuple(msgspec.json.decode(rows[0], type=dict[str, msgspec.Raw])) if rows else ()


@lru_cache(maxsize=64)
def _list_of_packed(kind: type[Row], order: tuple[str, ...]) -> Any:
    """The type of a list of packed rows: a slot for each field, lists and objects unparsed.

    Args:
        kind: What they are.
        order: Names of fields in the order in which they come.
    """
    names = {name: field for name, (field, _) in kind.readers.items()}
    places = {field: place for place, field in enumerate(order)}
    fields: list[Any] = [
        (name, msgspec.Raw if name in kind.nested else Any, msgspec.UNSET)
        for name in sorted(names, key=lambda name: places.get(names[name], len(places)))
    ]
    packed = msgspec.defstruct(kind.__name__, fields, rename=names, forbid_unknown_fields=True, gc=False)
    return list[packed]  # type: ignore[valid-type]  # it is made here


@cache
def _list_of_points(first: str, second: str, figures: Any) -> Any:
    """A list of pairs as they are read."""
    names = {"first": first, "second": second}
    fields: list[Any] = [("first", int), ("second", figures, None)]
    point = msgspec.defstruct("Point", fields, rename=names, gc=False)
    return list[point]  # type: ignore[valid-type]  # it is made here
