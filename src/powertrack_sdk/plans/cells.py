"""Cells of a spreadsheet as values of fields: the specification tells of which type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from powertrack_api.decoding import JsonValue, kind
from powertrack_api.shapes import ListShape, MapShape, ObjectShape, Scalar, Shape
from powertrack_sdk.writes import strict_json
from powertrack_sdk.writes.aliases import alias_of
from powertrack_sdk.writes.diff import MISSING, Missing, at, below, naming
from powertrack_sdk.writes.merge import REMOVE, field_shapes, identity, unknown_field
from powertrack_sdk.writes.paths import steps_of

NULL, EMPTY = "$null", "$empty"
"""What a cell says for null, and for an empty text; an empty cell leaves the field alone."""

_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_WHOLE = re.compile(r"[-+]?[0-9]{1,300}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")

_ANY_NUMBER = Scalar(types=frozenset({"number"}))

Reader: TypeAlias = Callable[[str], JsonValue]
"""Reads a cell; it raises ValueError that says what was expected."""


def shape_at(path: str, shape: ObjectShape) -> Shape | None:
    """Shape of what a column names: a field, a path or a friendly name.

    Raises:
        KeyError: It names nothing that the specification knows.
    """
    found: Shape | None = shape
    for step in steps_of(path) or (path,):
        found = _below(found, step)
    return found


def reader_for(path: str, shape: ObjectShape, *, decimal_comma: bool) -> Reader:
    """How the cells of a column are read.

    Args:
        path: What the column names.
        shape: Shape of the document.
        decimal_comma: Whether numbers may have a comma for the decimal point.

    Raises:
        KeyError: It names nothing that the specification knows.
    """
    alias = alias_of(path, shape)
    found = shape_at(path, shape)
    if isinstance(found, Scalar) and (alias is None or alias.item is None):
        return _scalar(found, decimal_comma=decimal_comma)
    return _structure


def _below(shape: Shape | None, step: str) -> Shape | None:
    if step.startswith("[") and isinstance(shape, ListShape):
        return shape.item
    if isinstance(shape, MapShape):
        return shape.value
    if not isinstance(shape, ObjectShape):
        raise KeyError(step)
    alias = alias_of(step, shape)
    if alias is not None:
        found: Shape | None = shape
        for inner in alias.path:
            found = _below(found, inner)
        return found
    return shape.fields[step]


def _scalar(shape: Scalar, *, decimal_comma: bool) -> Reader:
    def read(cell: str) -> JsonValue:
        text = cell.strip()
        if text == NULL:
            return None
        if text == EMPTY:
            return ""
        if text == REMOVE:
            raise ValueError("only an item of a list can be removed")
        if "string" in shape.types and "boolean" not in shape.types and "number" in shape.types:
            return _number_or_text(cell, decimal_comma=decimal_comma)
        if "string" in shape.types:
            # Where other types are possible as well, the document tells which; that is looked up when it is planned.
            return cell
        if "boolean" in shape.types:
            return _flag(text)
        return _number(text, shape, decimal_comma=decimal_comma)

    return read


def _flag(text: str) -> bool:
    word = text.lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"{text!r} is neither true nor false")
    return word in _TRUE


def _number(text: str, shape: Scalar, *, decimal_comma: bool) -> int | float:
    if decimal_comma and _GROUPED.fullmatch(text):
        raise ValueError(
            f"{text!r} may be a whole number with points between its thousands, or a number with a decimal point;"
            f" write {text.replace('.', '')} or {text.replace('.', ',')}"
        )
    if decimal_comma and _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if _WHOLE.fullmatch(text):
        return int(text)
    if "number" in shape.types and _NUMBER.fullmatch(text):
        return float(text)
    raise ValueError(f"{text!r} is no {'number' if 'number' in shape.types else 'whole number'}")


def _number_or_text(cell: str, *, decimal_comma: bool) -> JsonValue:
    """A measurement, which is a number or one of a few words."""
    try:
        return _number(cell.strip(), _ANY_NUMBER, decimal_comma=decimal_comma)
    except ValueError:
        return cell


def _structure(cell: str) -> JsonValue:
    """A list or an object; or that an item of a list is to be removed."""
    text = cell.strip()
    if text == REMOVE:
        return {REMOVE: True}
    if text == NULL:
        return None
    try:
        return strict_json.loads(text)
    except ValueError:
        raise ValueError("a list or an object is expected, written as JSON") from None


def typed_by(now: JsonValue, patch: JsonValue, shape: Shape | None, *, decimal_comma: bool) -> JsonValue:
    """Cells in a patch as the JSON types that the document has, where the specification leaves the choice.

    Args:
        now: What is there.
        patch: The patch, its friendly names resolved.
        shape: What the specification says of this place.
        decimal_comma: Whether numbers may have a comma for the decimal point.

    Raises:
        ValueError: A cell cannot have that type.
    """
    return _Types(decimal_comma).of(now, patch, shape, "")


@frozen
class _Types:
    decimal_comma: bool

    def of(self, now: JsonValue | Missing, patch: JsonValue, shape: Shape | None, path: str) -> JsonValue:
        if isinstance(patch, dict):
            shape_of = field_shapes(shape) or unknown_field
            there = now if isinstance(now, dict) else {}
            return {
                name: self.of(there.get(name, MISSING), part, shape_of(name), below(path, name))
                for name, part in patch.items()
            }
        if isinstance(patch, list) and isinstance(shape, ListShape) and shape.merge_key is not None:
            keys = [identity(item, shape.merge_key) for item in patch]
            there_by_key = {identity(item, shape.merge_key): item for item in now} if isinstance(now, list) else {}
            name = naming(shape.item, shape.merge_key)
            return [
                self.of(there_by_key.get(key, MISSING), item, shape.item, at(path, name(str(key))))
                for key, item in zip(keys, patch, strict=True)
            ]
        if isinstance(patch, str) and isinstance(shape, Scalar) and shape.types >= {"string", "number", "boolean"}:
            return self._cell(now, patch, path)
        return patch

    def _cell(self, now: JsonValue | Missing, cell: str, path: str) -> JsonValue:
        """A cell as a value of the type that is there. Errors do not repeat it, as it may be a secret."""
        if not isinstance(now, (bool, int, float)):
            return cell
        try:
            if isinstance(now, bool):
                return _flag(cell.strip())
            return _number(cell.strip(), _ANY_NUMBER, decimal_comma=self.decimal_comma)
        except ValueError:
            raise ValueError(f"{path} must be {kind(now)}, as it is now") from None
