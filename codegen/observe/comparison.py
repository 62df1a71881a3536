"""Compares bodies with their schemas, field by field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import define, field, frozen

from codegen.documents import Json, JsonObject, as_object, child, choices, is_list, schema_name
from codegen.observe.forms import is_name
from codegen.observe.news import Kind, Level, Place
from codegen.observe.shapes import type_of
from codegen.spec_model.types import code_values, is_model, named_meaning

UNNAMED = "x-powertrack-unnamed"
"""Codes of an enumeration that were seen and whose meaning is not known."""

_NO_MOMENT = re.compile(r"0001-01-01(?:T00:00:00(?:\.0+)?(?:Z|[+-]\d\d:\d\d)?)?")
_LARGEST_CODE = 9_999_999
_WORDS = {"integer": "whole number", "string": "text", "array": "list"}

Tell: TypeAlias = Callable[[Kind, Level, Place, str, str, Json], None]
"""Takes one thing that is new: kind, level, place, detail, what is described, the value."""


@frozen(kw_only=True)
class Alternative:
    """One of the things that may stand at a place.

    Attributes:
        type: Its JSON type; `unseen` where none was ever seen.
        node: Its schema, references to plain types followed.
        place: Where it stands.
        model: Name of the schema of an object with fields; empty for others.
        code: Name of the schema of an enumeration; empty for others.
        name: What the specification calls it.
    """

    type: str
    node: JsonObject = field(repr=False)
    place: Place
    model: str = ""
    code: str = ""
    name: str = ""


@define
class Counts:
    """How often schemas and their fields came in answers.

    Attributes:
        objects: How often each schema came.
        fields: How often each field came, by schema and name.
    """

    objects: Counter[str] = field(factory=Counter)
    fields: Counter[tuple[str, str]] = field(factory=Counter)


class Comparison:
    """Compares values with schemas.

    Args:
        schemas: All named schemas.
        tell: Takes what is new.
        pass_over: Takes notice of a name that can be no name of a field, in the schema with that name.

    Attributes:
        counts: How often schemas and fields came.
        counting: Whether they are counted now.
    """

    def __init__(self, schemas: dict[str, JsonObject], tell: Tell, pass_over: Callable[[str], None]) -> None:
        self._schemas = schemas
        self._tell = tell
        self._pass_over = pass_over
        self._known: dict[Place, list[Alternative]] = {}
        self.counts = Counts()
        self.counting = True

    def compare(self, node: JsonObject, value: Json, place: Place) -> None:
        """Compare a value with the schema that stands at a place."""
        if place not in self._known:
            self._known[place] = list(self.alternatives(node, place))
        known = self._known[place]
        if value is None:
            if not any(found.type in ("null", "unseen") for found in known):
                self._tell(Kind.NULL, Level.COMPATIBLE, place, "", "", value)
            return
        if any(found.type == "unseen" for found in known):
            if value != []:
                self._tell(Kind.VALUE, Level.COMPATIBLE, place, "", "", value)
            return
        fitting = [found for found in known if _is_of(found, value)]
        if not fitting:
            described = " or ".join(dict.fromkeys(found.name for found in known))
            self._tell(Kind.TYPE, Level.BREAKING, place, "", described, value)
        elif isinstance(value, dict):
            self._compare_object(fitting, value)
        elif isinstance(value, list):
            found = fitting[0]
            for item in value:
                self.compare(child(found.node, "items"), item, found.place.into("items"))
        elif isinstance(value, str):
            self._compare_text(fitting, known, value, place)
        elif not isinstance(value, bool):
            self._compare_number(fitting, value, place)

    def alternatives(self, node: JsonObject, place: Place) -> Iterator[Alternative]:
        """What may stand at a place, references followed."""
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield from self._named(reference.rpartition("/")[2], node, place)
            return
        for number, option in enumerate(choices(node)):
            yield from self.alternatives(option, place.into("anyOf", number))
        if "anyOf" in node:
            return
        types = node.get("type")
        for kind in types if isinstance(types, list) else [types]:
            name = _name(node, str(kind))
            yield Alternative(type=str(kind) if kind is not None else "unseen", node=node, place=place, name=name)

    def _named(self, name: str, node: JsonObject, place: Place) -> Iterator[Alternative]:
        schema = self._schemas[name]
        if is_model(schema):
            yield Alternative(type="object", node=schema, place=place, model=name, name=name)
        elif code_values(schema) is not None:
            yield Alternative(type="integer", node=schema, place=place, code=name, name=name)
        elif (choices(schema) and not named_meaning(name)) or is_list(schema) or "additionalProperties" in schema:
            yield from self.alternatives(schema, Place(name))
        else:
            beside = {key: value for key, value in node.items() if key != "$ref"}
            for found in self.alternatives(schema, place):
                merged = {**found.node, **beside}
                yield Alternative(type=found.type, node=merged, place=place, name=name)

    def _compare_object(self, fitting: list[Alternative], value: JsonObject) -> None:
        models = [found for found in fitting if found.model]
        if not models:
            found = fitting[0]
            for part in value.values():
                below = found.place.into("additionalProperties")
                self.compare(child(found.node, "additionalProperties"), part, below)
            return
        chosen = max(models, key=lambda found: len(value.keys() & child(found.node, "properties").keys()))
        self._compare_fields(chosen.model, chosen.node, value)

    def _compare_fields(self, model: str, schema: JsonObject, value: JsonObject) -> None:
        fields, rest = child(schema, "properties"), schema.get("additionalProperties")
        listed, named = schema.get("required", []), schema.get("x-powertrack-identity")
        required = [*(listed if isinstance(listed, list) else []), *([named] if named is not None else [])]
        self.counts.objects[model] += self.counting
        for name in required:
            if value.get(str(name)) is None:
                told = "null" if str(name) in value else "it is not there"
                self._tell(Kind.IDENTITY, Level.BREAKING, Place(model, str(name)), "", told, None)
        for name, part in value.items():
            if name in fields:
                self.counts.fields[model, name] += self.counting
                if part is not None or name not in required:
                    self.compare(as_object(fields[name], name), part, Place(model, name))
            elif isinstance(rest, dict):
                self.compare(rest, part, Place(model).into("additionalProperties"))
            elif is_name(name):
                self._tell(Kind.FIELD, Level.COMPATIBLE, Place(model), name, "", part)
            else:
                self._pass_over(model)

    def _compare_text(self, fitting: list[Alternative], known: list[Alternative], value: str, place: Place) -> None:
        if any(_has_form(found.node, value) for found in fitting):
            return
        if _NO_MOMENT.fullmatch(value) and any(found.type == "null" for found in known):
            return
        level = Level.BREAKING if value else Level.COMPATIBLE
        described = " or ".join(dict.fromkeys(found.name for found in fitting))
        kind = Kind.TYPE if any("enum" in found.node for found in fitting) else Kind.FORM
        self._tell(kind, Level.BREAKING if kind is Kind.TYPE else level, place, "", described, value)

    def _compare_number(self, fitting: list[Alternative], value: float, place: Place) -> None:
        found = fitting[0]
        if found.code:
            codes = code_values(found.node) or {}
            listed = [*_listed(codes.get("enum")), *_listed(found.node.get(UNNAMED))]
            if value not in listed and abs(value) <= _LARGEST_CODE:
                told = str(int(value))
                self._tell(Kind.ENUMERATION, Level.COMPATIBLE, Place(found.code), told, "", int(value))
            return
        for limit in ("minimum", "maximum"):
            bound = found.node.get(limit)
            if isinstance(bound, int | float) and (value < bound if limit == "minimum" else value > bound):
                self._tell(Kind.LIMIT, Level.COMPATIBLE, place, limit, f"{bound}", value)


def _is_of(found: Alternative, value: Json) -> bool:
    kind = type_of(value)
    if kind == "integer" or (kind == "number" and isinstance(value, float) and value.is_integer()):
        return found.type in ("integer", "number")
    return found.type == kind


def _has_form(node: JsonObject, value: str) -> bool:
    if "enum" in node:
        return value in _listed(node["enum"])
    pattern = node.get("pattern")
    return not isinstance(pattern, str) or re.search(pattern, value) is not None


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _name(node: JsonObject, kind: str) -> str:
    if kind == "array":
        item = schema_name(child(node, "items"))
        return f"list of {item}" if item else "list"
    return _WORDS.get(kind, kind)
