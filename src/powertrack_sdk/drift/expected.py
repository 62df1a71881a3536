"""What the specification says of the values at one place of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from re import Pattern
from typing import Final

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.drift.forms import SAMPLES, TEXT

# The .NET minimum date, which means the same as null.
_NO_MOMENT = re.compile(r"0001-01-01(?:T00:00:00(?:\.0+)?(?:Z|[+-]\d\d:\d\d)?)?")
_LARGEST_CODE = 9999
_NOTHING: Final[JsonObject] = {}
_WORDS = {"string": "text", "integer": "whole number", "array": "list"}


class Expected:
    """What may stand at a place.

    Args:
        options: Schemas of its alternatives, with neither references nor alternatives of their own.
        schemas: Where references lead.
    """

    def __init__(self, options: list[JsonObject], schemas: Schemas) -> None:
        self._options = options
        self._schemas = schemas

    @cached_property
    def types(self) -> frozenset[str]:
        """JSON types. A number may be a whole one."""
        found: set[str] = set()
        for option in self._options:
            told = option.get("type")
            found.update(str(one) for one in (told if isinstance(told, list) else [told]) if one is not None)
        return frozenset(found | {"integer"} if "number" in found else found)

    @cached_property
    def unseen(self) -> bool:
        """Whether no value was ever seen here but null and an empty list."""
        return any("type" not in option for option in self._options)

    @cached_property
    def plain(self) -> frozenset[str]:
        """JSON types of values of which nothing but the type matters."""
        if self.unseen:
            return frozenset({"null"})
        found = self.types & {"null", "boolean", "number"}
        if self.codes is None:
            found |= self.types & {"integer"}
        return found | {"string"} if self.any_text else found

    @cached_property
    def fields(self) -> dict[str, Expected]:
        """Fields of objects."""
        nodes: dict[str, list[JsonObject]] = {}
        for option in self._options:
            for name, node in _child(option, "properties").items():
                if isinstance(node, dict):
                    nodes.setdefault(name, []).append(node)
        return {name: self._schemas.expected(*found) for name, found in nodes.items()}

    @cached_property
    def required(self) -> frozenset[str]:
        """Fields that identify an object."""
        found = [_identities(option) for option in self._options if "properties" in option]
        return frozenset[str].intersection(*found) if found else frozenset()

    @cached_property
    def values(self) -> Expected | None:
        """Values of objects that hold them by names that are data; None where there are no such objects."""
        return self._below("additionalProperties")

    @cached_property
    def items(self) -> Expected | None:
        """Items of lists; None where there are no lists."""
        return self._below("items")

    @cached_property
    def codes(self) -> frozenset[int] | None:
        """Numbers that have a meaning here, or were seen at least; None where any number may stand."""
        listed = [option["enum"] for option in self._options if _is_of(option, "integer") and "enum" in option]
        found = [code for codes in listed if isinstance(codes, list) for code in codes]
        return frozenset(code for code in found if isinstance(code, int)) if listed else None

    @cached_property
    def largest_code(self) -> int:
        """Largest number that can be a code here. A larger one is taken for something else, and is not told."""
        codes = self.codes or frozenset()
        return max(_LARGEST_CODE, max(codes, default=0))

    @cached_property
    def any_text(self) -> bool:
        """Whether any text may stand here."""
        return any("enum" not in option and "pattern" not in option for option in self._of_text)

    def takes(self, text: str) -> bool:
        """Whether a text may stand here."""
        if self.any_text or text in self._listed:
            return True
        pattern = self._pattern
        if pattern is None:
            return False
        return bool(pattern.search(text)) or ("null" in self.types and bool(_NO_MOMENT.fullmatch(text)))

    def takes_form(self, form: str) -> bool:
        """Whether texts of a form may stand here."""
        return self.any_text if form == TEXT else self.takes(SAMPLES[form])

    @property
    def words(self) -> str:
        """What a report says may stand here."""
        if self.unseen:
            return "never seen with a value"
        kinds = sorted(self.types - {"null"} - ({"integer"} if "number" in self.types else set()))
        told = ["code" if kind == "integer" and self.codes else _WORDS.get(kind, kind) for kind in kinds]
        return " or ".join([*told, *(["null"] if "null" in self.types else [])])

    @cached_property
    def _of_text(self) -> list[JsonObject]:
        return [option for option in self._options if _is_of(option, "string")]

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(text for option in self._of_text for text in _texts(option.get("enum")))

    @cached_property
    def _pattern(self) -> Pattern[str] | None:
        patterns = [f"(?:{option['pattern']})" for option in self._of_text if "pattern" in option]
        return re.compile("|".join(patterns), re.ASCII) if patterns else None

    def _below(self, name: str) -> Expected | None:
        nodes = [_child(option, name) for option in self._options if name in option]
        return self._schemas.expected(*nodes) if nodes else None


class Schemas:
    """The named schemas of the specification.

    Args:
        named: The schemas.
    """

    def __init__(self, named: JsonObject) -> None:
        self._named = named
        self._known: dict[tuple[int, ...], Expected] = {}
        self._codes: dict[str, JsonObject] = {}

    def expected(self, *nodes: JsonObject) -> Expected:
        """What may stand where one of these schemas stands."""
        options = [option for node in nodes for option in self._options(node)]
        place = tuple(map(id, options))
        if place not in self._known:
            self._known[place] = Expected(options, self)
        return self._known[place]

    def _options(self, node: JsonObject) -> Iterator[JsonObject]:
        """The alternatives of a schema, references followed. Each is the same object each time."""
        reference, alternatives = node.get("$ref"), node.get("anyOf")
        if isinstance(reference, str):
            name = reference.rpartition("/")[2]
            schema = _child(self._named, name)
            yield from self._options(schema)
            if "x-powertrack-unnamed" in schema:
                unnamed: JsonObject = {"type": "integer", "enum": schema["x-powertrack-unnamed"]}
                yield self._codes.setdefault(name, unnamed)
        elif isinstance(alternatives, list):
            for option in alternatives:
                if isinstance(option, dict):
                    yield from self._options(option)
        else:
            yield node


def _child(node: JsonObject, name: str) -> JsonObject:
    found = node.get(name)
    return found if isinstance(found, dict) else _NOTHING


def _texts(value: JsonValue) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _is_of(option: JsonObject, kind: str) -> bool:
    told = option.get("type")
    return told == kind or (isinstance(told, list) and kind in told)


def _identities(schema: JsonObject) -> frozenset[str]:
    """Fields that identify an object. Of a document a read takes it from the request if it is not there."""
    return frozenset([*_texts(schema.get("required")), *_texts([schema.get("x-powertrack-identity")])])
