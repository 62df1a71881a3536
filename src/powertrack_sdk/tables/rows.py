"""Models of one kind as the rows of a table."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import IntEnum
from functools import cache
from types import NoneType, UnionType
from typing import TypeVar

import attrs

from powertrack_api.models.unit_code import UnitCode
from powertrack_core.decoding import JsonValue
from powertrack_core.model import Model
from powertrack_sdk.tables.columns import Column, Kind, Table, Value, microseconds
from powertrack_sdk.tables.tabular import Tabular
from powertrack_sdk.units import unit_name

M = TypeVar("M", bound=Model)

_KINDS: dict[frozenset[type], Kind] = {
    frozenset({float}): "number",
    frozenset({int}): "integer",
    frozenset({bool}): "flag",
    frozenset({str}): "text",
    frozenset({date}): "day",
}
_LARGEST = 2**63 - 1
_SHOWN = 3


class Rows(list[M], Tabular):
    """A list of models of one kind that can become a table.

    It is a list in all else. A slice, a sum or a sorted copy of it is a plain list; `Rows(kind, items)` makes one of
    those a table again.

    The table has a column for each attribute that holds one value; nested objects and lists are left out, and so is
    what may hold a credential. Coded numbers are given by name, such as `inverter`, and by their digits where they have
    no name.

    Args:
        kind: Class of the models, which tells the columns also where there is no row.
        items: The models.

    Attributes:
        kind: Class of the models.
    """

    def __init__(self, kind: type[M], items: Iterable[M] = ()) -> None:
        super().__init__(items)
        self.kind = kind

    def table(self) -> Table:
        """The table: a row for each model, a column for each attribute that holds one value."""
        return Table(title=self.kind.__name__, columns=tuple(model_columns(self.kind, self)))

    def __repr__(self) -> str:
        shown = [repr(row) for row in self[:_SHOWN]]
        more = [f"... and {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        return f"[{', '.join(shown + more)}]"


def model_columns(kind: type[Model], rows: Sequence[Model]) -> list[Column]:
    """A column for each attribute that holds one value and no credential, in their order."""
    units = kind.unit_names
    columns = []
    for name, types in _attributes(kind):  # type: ignore[arg-type]  # a class can be hashed, though its objects cannot
        values = [getattr(row, name) for row in rows]
        column = _column(name, types, values, units.get(name, ""))
        if column is not None:
            columns.append(column)
    return columns


@cache
def _attributes(kind: type[Model]) -> list[tuple[str, frozenset[type]]]:
    """The attributes that no credential can be in, each with the types that it may have besides None."""
    hints = typing.get_type_hints(kind)
    names = [attribute.name for attribute in attrs.fields(kind) if attribute.name not in {"raw", *kind.secret_names}]
    return [(name, frozenset(_types(hints[name]))) for name in names]


def _types(hint: object) -> Iterable[type]:
    for option in typing.get_args(hint) if isinstance(hint, UnionType) else (hint,):
        plain = typing.get_origin(option) or option
        if isinstance(plain, type) and plain is not NoneType:
            yield plain


def _column(name: str, types: frozenset[type], values: list[typing.Any], unit: str) -> Column | None:
    """The column of an attribute; None where it holds objects or lists."""
    if types in _KINDS:
        return _of_kind(name, _KINDS[types], values, unit)
    if types == {datetime}:
        return _moments(name, values)
    if any(issubclass(option, IntEnum) for option in types):
        return _of_kind(name, "integer", values, unit) if unit else _texts(name, [_word(value) for value in values])
    if types <= {list, dict} or any(issubclass(option, Model) for option in types):
        return None
    return _of_any_kind(name, values, unit)


def _of_kind(name: str, kind: Kind, values: Sequence[Value], unit: str) -> Column:
    if kind == "integer" and any(isinstance(value, int) and abs(value) > _LARGEST for value in values):
        return _texts(name, [None if value is None else str(value) for value in values])
    return Column(name=name, kind=kind, values=values, unit=unit)


def _texts(name: str, values: Sequence[str | None]) -> Column:
    return Column(name=name, kind="text", values=values)


def _moments(name: str, values: Sequence[datetime | None]) -> Column:
    """Moments: aware ones in UTC, naive ones as they are. Text where there are both, as there is no type for that."""
    aware = {value.tzinfo is not None for value in values if value is not None}
    if len(aware) > 1:
        return _texts(name, [None if value is None else value.isoformat() for value in values])
    kind: Kind = "local" if aware == {False} else "instant"
    return Column(name=name, kind=kind, values=[None if value is None else microseconds(value) for value in values])


def _of_any_kind(name: str, values: Sequence[JsonValue], unit: str) -> Column | None:
    """A column whose type only its values tell; None where objects or lists are among them."""
    plain = [value for value in values if not isinstance(value, (list, dict))]
    if len(plain) < len(values):
        return None
    found = frozenset(type(value) for value in plain if value is not None)
    if found == {int, float}:
        return _of_kind(name, "number", [None if value is None else float(value) for value in plain], unit)
    if len(found) == 1:
        return _of_kind(name, _KINDS[found], plain, unit)
    return _texts(name, [None if value is None else str(value) for value in plain])


def _word(code: IntEnum | int | None) -> str | None:
    """A coded number in words, such as `production meter`; in digits where it has no name."""
    if isinstance(code, UnitCode):
        return unit_name(code)
    if isinstance(code, IntEnum):
        return code.name.replace("_", " ").lower()
    return None if code is None else str(code)
