"""Friendly names and paths in a patch, replaced by the fields that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import define, field

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.exact_json import MAX_DEPTH, is_too_deep, same
from powertrack_core.shapes import Alias, Document, ListShape, MapShape, ObjectShape, Shape
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.writes.diff import at, below, naming
from powertrack_sdk.writes.merge import field_shapes, identity, item_shape
from powertrack_sdk.writes.paths import nested, steps_of

_MOST_BITS = 1024


def resolve(patch: Mapping[str, object], document: Document, current: JsonObject | None = None) -> JsonObject:
    """Replace the aliases and paths in a patch by fields.

    An alias that has a unit code sets that beside the value, unless the value is null or the document has the same
    quantity in another unit already. A name that is a field means the
    field, also where an alias has the same name. Names that are none of these stay, for `validate.check` to refuse.

    Args:
        patch: The patch as the user wrote it. It is not changed.
        document: What the patch is for.
        current: The document as it is, if it is known.

    Raises:
        ValidationError: The patch is no dict that could be JSON, or says two different things about one field.
    """
    resolver = _Resolver(current or {})
    resolved = resolver.fields(fields_of(patch, document), document.shape, "")
    if resolver.problems:
        raise refusal(document, resolver.problems)
    return resolved


def alias_of(name: str, shape: ObjectShape) -> Alias | None:
    """What a name of a patch is an alias of; None if it is a field, or unknown."""
    return None if name in shape.fields else shape.aliases.get(name)


def fields_of(patch: object, document: Document) -> JsonObject:
    """A patch as an object with fields, of whose values nothing is known yet.

    Raises:
        ValidationError: It is no dict, has names that are no strings, or is nested in itself.
    """
    if not isinstance(patch, dict):
        raise refusal(document, [f"a patch is a dict, not {type(patch).__name__}"])
    if is_too_deep(patch):
        raise refusal(document, [f"the patch is nested more than {MAX_DEPTH} deep"])
    if not _has_text_names(patch):
        raise refusal(document, ["the patch has a name that is not a string"])
    return patch


def refusal(document: Document, problems: list[str]) -> ValidationError:
    """The error with all problems of a patch."""
    if len(problems) == 1:
        return ValidationError(f"{document.name}: {problems[0]}", tuple(problems))
    lines = "".join(f"\n  - {problem}" for problem in problems)
    return ValidationError(f"{document.name}: {len(problems)} problems{lines}", tuple(problems))


def _has_text_names(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(name, str) and _has_text_names(part) for name, part in value.items())
    return not isinstance(value, list) or all(map(_has_text_names, value))


@define
class _Resolver:
    current: JsonObject
    problems: list[str] = field(factory=list)

    def fields(self, patch: JsonObject, shape: ObjectShape, path: str) -> JsonObject:
        resolved: JsonObject = {}
        for name, value in patch.items():
            for part in self._meant(name, value, shape, self.current if not path else {}):
                for known, inner in part.items():
                    found = self._value(inner, shape.fields.get(known), below(path, known))
                    if known in resolved:
                        found = self._joined(resolved[known], found, shape.fields.get(known), below(path, known), name)
                    resolved[known] = found
        return resolved

    def _meant(self, name: str, value: JsonValue, shape: ObjectShape, now: JsonObject) -> list[JsonObject]:
        """What a name and its value stand for, as objects with the names of fields. `now` is the object of these."""
        if name in shape.fields:
            return [{name: value}]
        alias = alias_of(name, shape)
        try:
            if alias is None:
                return [_wrapped(steps_of(name) or (name,), value, shape) or {name: value}]
            found, unit = _quantity(value, alias, now)
            parts = [_wrapped(alias.path, found, shape) or {name: value}]
            if alias.unit_path is not None and value is not None:
                parts.append(_wrapped(alias.unit_path, unit, shape) or {name: value})
        except ValueError as error:
            self.problems.append(str(error))
            return []
        return parts

    def _value(self, value: JsonValue, shape: Shape | None, path: str) -> JsonValue:
        if isinstance(value, dict):
            if isinstance(shape, ObjectShape):
                return self.fields(value, shape, path)
            inner = shape.value if isinstance(shape, MapShape) else shape.item if isinstance(shape, ListShape) else None
            return {name: self._value(part, inner, _inside(path, name, shape)) for name, part in value.items()}
        if isinstance(value, list) and isinstance(shape, ListShape):
            return [self._value(item, shape.item, at(path, place)) for place, item in enumerate(value)]
        return value

    def _joined(self, first: JsonValue, second: JsonValue, shape: Shape | None, path: str, name: str) -> JsonValue:
        """Both values in one. Problems do not quote the values: they may be secrets."""
        if isinstance(first, dict) and isinstance(second, dict):
            shape_of = field_shapes(shape)
            joined = dict(first)
            for part, value in second.items():
                inner = shape_of(part) if shape_of is not None else shape.item if isinstance(shape, ListShape) else None
                here = _inside(path, part, shape)
                joined[part] = self._joined(joined[part], value, inner, here, name) if part in joined else value
            return joined
        if isinstance(first, list) and isinstance(second, list) and isinstance(shape, ListShape) and shape.merge_key:
            return self._joined_items(first, second, shape, path, name)
        if isinstance(first, dict) != isinstance(second, dict):
            self.problems.append(
                f"{name} and another name of the patch disagree: one sets {path}, one sets a field in it"
            )
        elif not same(first, second):
            self.problems.append(f"{name} and another name of the patch give {path} different values")
        return first

    def _joined_items(
        self, first: list[JsonValue], second: list[JsonValue], shape: ListShape, path: str, name: str
    ) -> JsonValue:
        merge_key = shape.merge_key or ""
        joined = list(first)
        for item in second:
            key = identity(item, merge_key)
            places = [place for place, other in enumerate(joined) if identity(other, merge_key) == key]
            if key is None or not places:
                joined.append(item)
            else:
                here = at(path, naming(shape.item, merge_key)(key))
                joined[places[0]] = self._joined(joined[places[0]], item, item_shape(shape), here, name)
        return joined


def _inside(path: str, name: str, shape: Shape | None) -> str:
    """Path of what a name of a patch means: a field, or the place of an item."""
    return at(path, name) if isinstance(shape, ListShape) else below(path, name)


def _wrapped(steps: tuple[str, ...], value: JsonValue, shape: ObjectShape) -> JsonObject | None:
    try:
        whole = nested(steps, value, shape)
    except KeyError:
        return None
    return whole if isinstance(whole, dict) else None


def _quantity(value: JsonValue, alias: Alias, now: JsonObject) -> tuple[JsonValue, JsonValue]:
    """The value of an alias and its unit code: those that are there, if they are the same quantity."""
    found = _converted(value, alias)
    if alias.unit_path is not None:
        from powertrack_sdk.units import same_quantity  # it loads a model, which nothing does before it is used

        there, unit = _at(now, alias.path), _at(now, alias.unit_path)
        if same_quantity(found, alias.unit_code, there, unit):
            return there, unit
    return found, alias.unit_code


def _at(value: JsonValue, path: tuple[str, ...]) -> JsonValue:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _converted(value: JsonValue, alias: Alias) -> JsonValue:
    """The value of an alias as its field has it. What cannot be converted stays, for `validate.check` to refuse."""
    if alias.inverse and isinstance(value, bool):
        return not value
    if alias.scale is not None and isinstance(value, (int, float)) and not isinstance(value, bool):
        return _scaled(value, alias.scale)
    if alias.item is not None and isinstance(value, list):
        return [item if isinstance(item, dict) else {alias.item: item} for item in value]
    return value


def _scaled(value: int | float, scale: float) -> int | float:
    """A number times another, as one writes it down: 36 W are 0.036 kW, and not 0.036000000000000004."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return value
    return float(Decimal(repr(value)) * Decimal(repr(scale)))
