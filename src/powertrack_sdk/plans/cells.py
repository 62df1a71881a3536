"""Cells of a spreadsheet as values of fields: of which type, the specification or else the document says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import define, field

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, kind
from powertrack_core.shapes import ListShape, MapShape, ObjectShape, Scalar, Shape
from powertrack_sdk.outcomes import MISSING
from powertrack_sdk.plans.cell_values import Decimals, flag, number, text_of, trimmed
from powertrack_sdk.writes.aliases import alias_of
from powertrack_sdk.writes.merge import REMOVE
from powertrack_sdk.writes.paths import steps_of
from powertrack_sdk.writes.typed import Place, converted

NULL, EMPTY = "$null", "$empty"
"""What a cell says for null, and for an empty text; an empty cell leaves the field alone."""

_OPEN = frozenset({"string", "number", "boolean"})
"""Types of a value whose type the document shows."""

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


def reader_for(path: str, shape: ObjectShape, decimals: Decimals) -> Reader:
    """How the cells of a column are read. Text stays as it is, until the document is there to compare it with.

    Args:
        path: What the column names.
        shape: Shape of the document.
        decimals: Which character stands before the decimals of numbers.

    Raises:
        KeyError: It names nothing that the specification knows.
    """
    alias = alias_of(path, shape)
    found = shape_at(path, shape)
    if isinstance(found, Scalar) and (alias is None or alias.item is None):
        return _scalar(found, decimals)
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


def _scalar(shape: Scalar, decimals: Decimals) -> Reader:
    def read(cell: str) -> JsonValue:
        text = trimmed(cell)
        if text == NULL:
            return None
        if text == EMPTY:
            return ""
        if text == REMOVE:
            raise ValueError("only an item of a list can be removed")
        if "string" in shape.types and "boolean" not in shape.types and "number" in shape.types:
            return _number_or_text(cell, decimals)
        if "string" in shape.types:
            return cell
        if "boolean" in shape.types:
            return flag(text)
        return number(text, whole="number" not in shape.types, decimals=decimals)

    return read


def _number_or_text(cell: str, decimals: Decimals) -> JsonValue:
    """A measurement, which is a number or one of a few words."""
    try:
        return number(trimmed(cell), whole=False, decimals=decimals)
    except ValueError:
        return cell


def _structure(cell: str) -> JsonValue:
    """A list or an object; or that an item of a list is to be removed."""
    text = trimmed(cell)
    if text == REMOVE:
        return {REMOVE: True}
    if text == NULL:
        return None
    try:
        return exact_json.loads(text)
    except ValueError:
        raise ValueError("a list or an object is expected, written as JSON") from None


@define
class Cells:
    """The cells of a patch, compared with the document that they are for.

    Attributes:
        decimals: Which character stands before the decimals of numbers.
        problems: What is wrong with them, each with the path of its field.
        warnings: What was changed in them or looks wrong, each with the path of its field.
    """

    decimals: Decimals
    problems: list[str] = field(factory=list)
    warnings: list[str] = field(factory=list)

    def typed(self, now: JsonObject, patch: JsonObject, shape: ObjectShape) -> JsonObject:
        """The patch with the JSON types that the document has, if the specification leaves the choice.

        Args:
            now: The document.
            patch: The patch, its friendly names resolved.
            shape: Shape of the document.
        """
        found = converted(now, patch, shape, self._value)
        return found if isinstance(found, dict) else patch

    def _value(self, value: JsonValue, place: Place) -> JsonValue:
        """A cell as a value of its place. Messages do not repeat it, as it may be a secret."""
        if not isinstance(value, str) or value == "":
            return value
        wanted = self._type_of(place)
        try:
            if wanted == "boolean":
                return flag(trimmed(value))
            if wanted in ("integer", "number"):
                return number(trimmed(value), whole=wanted == "integer", decimals=self.decimals)
        except ValueError:
            now = "" if place.type is not None else ", as it is now"
            words = {"boolean": "true or false", "integer": "a whole number, written in full", "number": "a number"}
            self.problems.append(f"{place.path} must be {words[wanted]}{now}")
            return _unchanged(value, place)
        if "string" not in place.shape.types:
            return value
        noticed: list[str] = []
        try:
            return text_of(value, None if place.now is MISSING else place.now, noticed)
        except ValueError as error:
            self.problems.append(f"{place.path}: {error}")
            return _unchanged(value, place)
        finally:
            self.warnings += [f"{place.path}: {one}" for one in noticed]

    def _type_of(self, place: Place) -> str:
        """The JSON type that a cell is to have."""
        if not place.shape.types >= _OPEN:
            return "string"
        if place.type is not None:
            return place.type
        found = "a string" if place.now is MISSING else kind(place.now)
        return {"a boolean": "boolean", "a number": "number"}.get(found, "string")


def _unchanged(value: JsonValue, place: Place) -> JsonValue:
    """What stands in for a faulty cell, so that its fault is not reported twice."""
    return value if place.now is MISSING else place.now
