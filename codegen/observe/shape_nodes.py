"""Schemas for shapes: how what was never described is written into the specification.

A reference is written as the bare name of a schema here; the file that it ends up in decides about the path.
"""

from __future__ import annotations

import json
import re

from attrs import define, field

from codegen.documents import Json, JsonObject
from codegen.lint.fields import untold_credential, without_words
from codegen.observe.forms import EMPTY, KEYS, MOMENTS, SCHEMAS
from codegen.observe.shapes import Shape
from codegen.spec_model import naming
from codegen.spec_model.types import is_model

UNKNOWN = "Not described yet"

_SCALARS = ("string", "integer", "number", "boolean")
_OF_KEYS = re.compile(r"[kK]eys?$|^source$")
_UNIT = "x-powertrack-unit"
_NO_UNIT = "not observed"


@define
class NodeMaker:
    """Makes schemas.

    Args:
        schemas: All named schemas of the specification.

    Attributes:
        made: New named schemas, in the order in which they were made.
    """

    schemas: dict[str, JsonObject] = field(repr=False)
    made: dict[str, JsonObject] = field(factory=dict, repr=False)

    def field(self, shape: Shape, owner: str, name: str, *, written: bool) -> JsonObject:
        """The schema of a field. A text with the name of a credential is taken for one.

        Args:
            shape: What was seen in it.
            owner: Schema that the field belongs to.
            name: Name of the field.
            written: Whether it is part of a document that is written back whole.
        """
        node = self.node(shape, owner, name, written=written)
        if written and "items" in node and shape.items and shape.items.fields and not shape.items.is_map:
            node["x-powertrack-positional"] = True
        if untold_credential(name, node):
            node["x-powertrack-secret"] = True
        last: JsonObject = {step: node.pop(step) for step in ("items", "additionalProperties") if step in node}
        return {**node, "description": f"{UNKNOWN}; {_told(shape)}.", **last}

    def node(self, shape: Shape, owner: str, name: str, *, written: bool) -> JsonObject:
        """The schema of what was seen, without a description."""
        options = self._options(shape, owner, name, written)
        if len(options) == 1:
            return options[0]
        if shape.nullable:  # null beside things of several sorts takes a schema of its own
            union = self.unique(f"{owner}{_capital(name)}Value")
            self.made[union] = {"anyOf": [*options], "description": f"{UNKNOWN}; values of several types were seen."}
            return {"$ref": union}
        return {"anyOf": [*options]}

    def _options(self, shape: Shape, owner: str, name: str, written: bool) -> list[JsonObject]:
        kinds = shape.kinds
        if not kinds:
            return [{"$ref": "Unseen"}]
        simple = [kind for kind in _SCALARS if kind in kinds]
        several = bool(simple) + ("array" in kinds) + ("object" in kinds) > 1
        options: list[JsonObject] = [self._simple(shape, simple, name)] if simple else []
        if several and simple:
            options = [{"type": _types(simple, nullable=shape.nullable)}]
        elif several and shape.nullable:
            options = [{"type": "null"}]
        if "array" in kinds:
            options.append(self._array(shape, owner, name, written, nullable=shape.nullable and not several))
        if "object" in kinds:
            options.append(self._object(shape, owner, name, written, nullable=shape.nullable and not several))
        return options

    def _simple(self, shape: Shape, kinds: list[str], name: str) -> JsonObject:
        """The schema of plain values."""
        forms = set(shape.forms)
        if set(kinds) <= {"integer", "number", "string"} and forms == {"NaN"}:
            return {"$ref": "Measurement", _UNIT: _NO_UNIT}
        if kinds == ["number"]:
            return {"$ref": "Measurement", _UNIT: _NO_UNIT} if shape.nullable else {"type": "number", _UNIT: _NO_UNIT}
        if kinds == ["string"] and (named := self._named(forms, name)):
            reference: JsonObject = {"$ref": named}
            moment = forms <= MOMENTS.keys()
            return {"anyOf": [reference, {"type": "null"}]} if shape.nullable and not moment else reference
        return {"type": _types(kinds, nullable=shape.nullable)}

    def _named(self, forms: set[str], name: str) -> str | None:
        """Schema of texts that all have a form for which there is one."""
        some = forms - {EMPTY}
        wanted = ""
        if forms == {"date and time with zone", "date and time without zone"}:
            wanted = "AnyDateTime"
        elif len(some) == 1 and (form := some.pop()) in SCHEMAS:
            if form in KEYS and _OF_KEYS.search(name):
                wanted = f"Optional{SCHEMAS[form]}" if EMPTY in forms else SCHEMAS[form]
            elif form in MOMENTS and EMPTY not in forms:
                wanted = SCHEMAS[form]
        return wanted if wanted in self.schemas else None

    def _array(self, shape: Shape, owner: str, name: str, written: bool, *, nullable: bool) -> JsonObject:
        items = self.node(shape.items or Shape(), owner, _one(name), written=written)
        return _lifted({"type": ["array", "null"] if nullable else "array"}, "items", items)

    def _object(self, shape: Shape, owner: str, name: str, written: bool, *, nullable: bool) -> JsonObject:
        if shape.is_map or not _can_be_attributes(shape):
            values = self.node(shape.values or Shape(), owner, _one(name), written=written)
            return _lifted({"type": ["object", "null"] if nullable else "object"}, "additionalProperties", values)
        reference: JsonObject = {"$ref": self.model(shape, owner, name, written=written)}
        return {"anyOf": [reference, {"type": "null"}]} if nullable else reference

    def model(self, shape: Shape, owner: str, name: str, *, written: bool) -> str:
        """Name of the schema of objects: of a new one, or of one that has the same fields."""
        made = self.unique(f"{owner}{_capital(name)}")
        place = f"in {owner}" if name else "in recorded traffic"
        schema: JsonObject = {"description": f"{UNKNOWN}; seen {place}.", "type": "object"}
        self.made[made] = schema
        schema["properties"] = {
            inner: self.field(part, made, inner, written=written) for inner, part in shape.fields.items()
        }
        if twin := self._twin(made):
            del self.made[made]
            return twin
        return made

    def unique(self, wanted: str) -> str:
        """A name that no schema has yet."""
        base = naming.class_name(naming.class_name(wanted))
        taken = {naming.module(name) for name in [*self.schemas, *self.made]}
        name, number = base, 2
        while naming.module(name) in taken:
            name, number = naming.class_name(f"{base}{number}"), number + 1
        return name

    def _twin(self, made: str) -> str | None:
        mine = _bare(self.made[made].get("properties"))
        for name, schema in {**self.schemas, **self.made}.items():
            if name != made and is_model(schema) and _bare(schema["properties"]) == mine:
                return name
        return None


def _can_be_attributes(shape: Shape) -> bool:
    """Whether the names of its fields can be told apart in Python."""
    return len({naming.member(name) for name in shape.fields}) == len(shape.fields)


def _types(kinds: list[str], *, nullable: bool) -> Json:
    found = [kind for kind in kinds if not (kind == "integer" and "number" in kinds)]
    listed: list[Json] = [*found, *(["null"] if nullable else [])]
    return listed[0] if len(listed) == 1 else listed


def _lifted(outer: JsonObject, step: str, inner: JsonObject) -> JsonObject:
    """A list or a map of something. A unit stands outside, where it is looked for."""
    unit = inner.pop(_UNIT, None)
    return {**outer, **({_UNIT: unit} if unit else {}), step: inner}


def _told(shape: Shape) -> str:
    words = shape.words
    return "only null was seen" if words == "null" else f"seen as {words}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _one(name: str) -> str:
    """Name of one of several, as far as a rule of thumb goes."""
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    plain = name.endswith("s") and not name.endswith(("ss", "us", "is")) and len(name) > 2
    return name[:-1] if plain else f"{name}Item" if name else "Item"


def _bare(properties: Json) -> str:
    """Fields without words and with bare references, to compare them."""
    return json.dumps(_with_bare_references(without_words(properties)), sort_keys=True)


def _with_bare_references(node: Json) -> Json:
    if isinstance(node, list):
        return [_with_bare_references(part) for part in node]
    if not isinstance(node, dict):
        return node
    return {
        key: str(part).rpartition("/")[2] if key == "$ref" else _with_bare_references(part)
        for key, part in node.items()
    }
