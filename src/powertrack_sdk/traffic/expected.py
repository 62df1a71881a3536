"""What the specification says about the values at one place of a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from re import Pattern
from typing import Final

from attrs import frozen

from powertrack_sdk.traffic.forms import SAMPLES, TEXT
from powertrack_sdk.traffic.parsing import JsonObject, JsonValue, child, objects

UNNAMED: Final = "x-powertrack-unnamed"
"""Codes of an enumeration that were seen and whose meaning is not known."""

# The .NET minimum date, which means the same as null.
_NO_MOMENT = re.compile(r"0001-01-01(?:T00:00:00(?:\.0+)?(?:Z|[+-]\d\d:\d\d)?)?")
_LARGEST_CODE = 9999
_WORDS = {"string": "text", "integer": "whole number", "array": "list"}


@frozen(order=True)
class Place:
    """A place in the specification.

    Attributes:
        owner: Name of a schema; or an operation such as `GET /api/...`, whose body `side` names.
        field: Name of a field; empty for the schema or the body itself.
        steps: The way further in: `items`, `additionalProperties`, or `anyOf` and a number.
        side: `answer` or `body` of an operation; empty for a schema.
    """

    owner: str
    field: str = ""
    steps: tuple[str | int, ...] = ()
    side: str = ""

    def into(self, *steps: str | int) -> Place:
        """Return the place some steps further in."""
        return Place(self.owner, self.field, (*self.steps, *steps), self.side)

    def __str__(self) -> str:
        marks = {"items": "[]", "additionalProperties": "{}"}
        tail = "".join(marks.get(str(step), "") for step in self.steps)
        name = f"{self.owner}.{self.field}" if self.field else self.owner
        return f"{name}, {self.side}{tail}" if self.side else f"{name}{tail}"


@frozen(eq=False)
class Option:
    """One of the schemas that are allowed at a place, without a reference and without alternatives of its own.

    Attributes:
        schema: The schema.
        place: Where it is written.
        name: Name of the schema, if it is a named one with fields.
    """

    schema: JsonObject
    place: Place
    name: str = ""


class Expected:
    """What is allowed at a place.

    Args:
        options: The alternatives.
        schemas: Resolves references.
        place: The place in the specification.
    """

    def __init__(self, options: list[Option], schemas: Schemas, place: Place) -> None:
        self.place = place
        self._options = options
        self._schemas = schemas

    @cached_property
    def types(self) -> frozenset[str]:
        """JSON types. A number may be a whole one."""
        found = {kind for option in self._options for kind in _types(option.schema)}
        return frozenset(found | {"integer"} if "number" in found else found)

    @cached_property
    def unseen(self) -> bool:
        """Whether only null or an empty list was ever seen here."""
        return any("type" not in option.schema for option in self._options)

    @cached_property
    def plain(self) -> frozenset[str]:
        """JSON types of which only the type matters, not the value."""
        if self.unseen:
            return frozenset({"null"})
        found = self.types & {"null", "boolean"}
        if not self.limits:
            found |= self.types & ({"number"} if self.codes is not None else {"number", "integer"})
        return found | {"string"} if self.any_text else found

    @cached_property
    def fields(self) -> dict[str, Expected]:
        """Fields of objects."""
        nodes: dict[str, list[JsonObject]] = {}
        owners: dict[str, str] = {}
        for option in self._options:
            for name, node in child(option.schema, "properties").items():
                if isinstance(node, dict):
                    nodes.setdefault(name, []).append(node)
                    owners.setdefault(name, option.name or option.place.owner)
        return {name: self._schemas.expected(Place(owners[name], name), *found) for name, found in nodes.items()}

    @cached_property
    def required(self) -> frozenset[str]:
        """Fields that identify an object."""
        found = [_identities(option.schema) for option in self._options if "properties" in option.schema]
        return frozenset[str].intersection(*found) if found else frozenset()

    @cached_property
    def values(self) -> Expected | None:
        """Values of maps, whose names are data; None if no map is allowed."""
        return self._below("additionalProperties")

    @cached_property
    def items(self) -> Expected | None:
        """Items of lists; None if no list is allowed."""
        return self._below("items")

    @cached_property
    def codes(self) -> frozenset[int] | None:
        """Codes of the enumeration; None if any number is allowed."""
        listed = [option.schema["enum"] for option in self._codes]
        found = [code for codes in listed if isinstance(codes, list) for code in codes]
        return frozenset(code for code in found if isinstance(code, int)) if listed else None

    @cached_property
    def largest_code(self) -> int:
        """Largest number that can be a code. A larger one may be data and is not kept."""
        return max(_LARGEST_CODE, max(self.codes or frozenset(), default=0))

    @cached_property
    def limits(self) -> dict[str, float]:
        """The `minimum` and `maximum` of numbers, if every number has them."""
        numeric = [option.schema for option in self._options if {"number", "integer"} & _types(option.schema)]
        found: dict[str, float] = {}
        for name, choose in (("minimum", min), ("maximum", max)):
            bounds = [bound for schema in numeric if isinstance(bound := schema.get(name), int | float)]
            if bounds and len(bounds) == len(numeric):
                found[name] = choose(bounds)
        return found

    @cached_property
    def any_text(self) -> bool:
        """Whether any text is allowed."""
        return any("enum" not in schema and "pattern" not in schema for schema in self._texts)

    def takes(self, text: str) -> bool:
        """Whether a text is allowed."""
        if self.any_text or text in self._listed:
            return True
        pattern = self._pattern
        if pattern is None:
            return False
        return bool(pattern.search(text)) or ("null" in self.types and bool(_NO_MOMENT.fullmatch(text)))

    def takes_form(self, form: str) -> bool:
        """Whether texts of a form are allowed."""
        return self.any_text if form == TEXT else self.takes(SAMPLES[form])

    def owner_of(self, names: Iterable[str]) -> Place:
        """Return the schema that objects with these fields belong to."""
        models = [option for option in self._options if "properties" in option.schema]
        if not models:
            return self.place
        known = set(names)
        best = max(models, key=lambda option: len(known & child(option.schema, "properties").keys()))
        return Place(best.name or best.place.owner)

    @property
    def enumeration(self) -> Place:
        """Place of the enumeration."""
        return self._codes[0].place

    @property
    def words(self) -> str:
        """What a report says is expected."""
        if self.unseen:
            return "a value that was never seen"
        kinds = sorted(self.types - {"null"} - ({"integer"} if "number" in self.types else set()))
        words = ["code" if kind == "integer" and self.codes else _WORDS.get(kind, kind) for kind in kinds]
        return " or ".join([*words, *(["null"] if "null" in self.types else [])])

    @cached_property
    def _codes(self) -> list[Option]:
        return [option for option in self._options if "integer" in _types(option.schema) and "enum" in option.schema]

    @cached_property
    def _texts(self) -> list[JsonObject]:
        return [option.schema for option in self._options if "string" in _types(option.schema)]

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(text for schema in self._texts for text in _strings(schema.get("enum")))

    @cached_property
    def _pattern(self) -> Pattern[str] | None:
        patterns = [f"(?:{schema['pattern']})" for schema in self._texts if "pattern" in schema]
        return re.compile("|".join(patterns), re.ASCII) if patterns else None

    def _below(self, step: str) -> Expected | None:
        found = [option for option in self._options if step in option.schema]
        if not found:
            return None
        place = Place(found[0].name) if found[0].name else found[0].place
        return self._schemas.expected(place.into(step), *(child(option.schema, step) for option in found))


class Schemas:
    """The named schemas of the specification.

    Args:
        named: The schemas.
    """

    def __init__(self, named: JsonObject) -> None:
        self.named = named
        self._known: dict[tuple[Place, tuple[int, ...]], tuple[Expected, tuple[JsonObject, ...]]] = {}

    def expected(self, place: Place, *nodes: JsonObject) -> Expected:
        """Return what is allowed at a place with these schemas."""
        key = place, tuple(map(id, nodes))
        if key not in self._known:  # the nodes are kept too, so that no other object takes over an id
            options = [option for node in nodes for option in self._options(node, place)]
            self._known[key] = Expected(options, self, place), nodes
        return self._known[key][0]

    def _options(self, node: JsonObject, place: Place) -> Iterator[Option]:
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield from self._named(reference.rpartition("/")[2], node, place)
        elif "anyOf" in node:
            for number, option in enumerate(objects(node["anyOf"])):
                yield from self._options(option, place.into("anyOf", number))
        else:
            yield Option(node, place)

    def _named(self, name: str, node: JsonObject, place: Place) -> Iterator[Option]:
        schema = child(self.named, name)
        if "properties" in schema:
            yield Option(schema, Place(name), name)
        elif not _is_plain(schema):
            yield from self._options(schema, Place(name))
            if UNNAMED in schema:
                yield Option({"type": "integer", "enum": schema[UNNAMED]}, Place(name))
        else:  # the words and limits beside a reference to a plain type are those of the field
            beside = {key: value for key, value in node.items() if key != "$ref"}
            for option in self._options(schema, place):
                yield Option({**option.schema, **beside}, place)


def _is_plain(schema: JsonObject) -> bool:
    """Whether a schema is of plain values without a meaning of their own: no lists, maps, objects or codes."""
    if "items" in schema or "additionalProperties" in schema or "$ref" in schema:
        return False
    if "enum" in schema and "integer" in _types(schema):
        return False
    return all(map(_is_plain, objects(schema.get("anyOf"))))


def _types(schema: JsonObject) -> set[str]:
    kind = schema.get("type")
    return {str(one) for one in (kind if isinstance(kind, list) else [kind]) if one is not None}


def _strings(value: JsonValue) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _identities(schema: JsonObject) -> frozenset[str]:
    """Fields that identify an object. A read takes the identity of a document from the request if it is missing."""
    return frozenset([*_strings(schema.get("required")), *_strings([schema.get("x-powertrack-identity")])])
