"""Schemas made from shapes, for what the specification does not describe. References are bare names of schemas."""

from __future__ import annotations

import json
import re

from attrs import define, field

from codegen.documents import Json, JsonObject
from codegen.lint.fields import untold_credential, without_words
from codegen.observe.spec_folder import bare
from codegen.spec_model import naming
from codegen.spec_model.types import is_model
from powertrack_sdk.traffic.forms import EMPTY, KEYS, MOMENTS, NOT_FINITE
from powertrack_sdk.traffic.shapes import Shape

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
        made: New named schemas, in the order of their creation.
    """

    schemas: dict[str, JsonObject] = field(repr=False)
    made: dict[str, JsonObject] = field(factory=dict, repr=False)

    def field(self, shape: Shape, owner: str, name: str, *, written: bool) -> JsonObject:
        """Make the schema of a field. A text with the name of a credential is treated as one.

        Args:
            shape: Shape of its values.
            owner: Schema that the field belongs to.
            name: Name of the field.
            written: Whether it is part of a document that clients write back whole.
        """
        node = self.node(shape, owner, name, written=written)
        if written and "items" in node and shape.items and is_object(shape.items):
            node["x-powertrack-positional"] = True
        if untold_credential(name, node):
            node["x-powertrack-secret"] = True
        last: JsonObject = {step: node.pop(step) for step in ("items", "additionalProperties") if step in node}
        return {**node, "description": f"{UNKNOWN}; {_seen_as(shape)}.", **last}

    def node(self, shape: Shape, owner: str, name: str, *, written: bool) -> JsonObject:
        """Make a schema without a description."""
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
        if set(kinds) <= {"integer", "number", "string"} and forms == {NOT_FINITE}:
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
        if forms == {"instant", "localDateTime"}:
            wanted = "AnyDateTime"
        elif len(some) == 1 and (form := some.pop()) in {**KEYS, **MOMENTS}:
            if form in KEYS and _OF_KEYS.search(name):
                wanted = f"Optional{_capital(form)}" if EMPTY in forms else _capital(form)
            elif form in MOMENTS and EMPTY not in forms:
                wanted = _capital(form)
        return wanted if wanted in self.schemas else None

    def _array(self, shape: Shape, owner: str, name: str, written: bool, *, nullable: bool) -> JsonObject:
        items = self.node(shape.items or Shape(), owner, _one(name), written=written)
        return _lifted({"type": ["array", "null"] if nullable else "array"}, "items", items)

    def _object(self, shape: Shape, owner: str, name: str, written: bool, *, nullable: bool) -> JsonObject:
        if not is_object(shape):
            values = self.node(shape.values, owner, _one(name), written=written)
            return _lifted({"type": ["object", "null"] if nullable else "object"}, "additionalProperties", values)
        reference: JsonObject = {"$ref": self.model(shape, owner, name, written=written)}
        return {"anyOf": [reference, {"type": "null"}]} if nullable else reference

    def model(self, shape: Shape, owner: str, name: str, *, written: bool) -> str:
        """Return the name of the schema of objects: a new one, or one that has the same fields."""
        made = self.unique(f"{owner}{_capital(name)}")
        place = f"in {owner}" if name else "in recorded traffic"
        schema: JsonObject = {"description": f"{UNKNOWN}; seen {place}.", "type": "object"}
        self.made[made] = schema
        schema["properties"] = {
            inner: self.field(part, made, inner, written=written) for inner, part in shape.unknown.items()
        }
        if twin := self._twin(made):
            del self.made[made]
            return twin
        return made

    def unique(self, wanted: str) -> str:
        """Return a name that no schema has yet."""
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


def is_object(shape: Shape) -> bool:
    """Whether a shape is of objects with fields that have different names in Python, and not of maps."""
    names = {naming.member(name) for name in shape.unknown}
    return bool(names) and not shape.is_map and len(names) == len(shape.unknown)


def _types(kinds: list[str], *, nullable: bool) -> Json:
    found = [kind for kind in kinds if not (kind == "integer" and "number" in kinds)]
    listed: list[Json] = [*found, *(["null"] if nullable else [])]
    return listed[0] if len(listed) == 1 else listed


def _lifted(outer: JsonObject, step: str, inner: JsonObject) -> JsonObject:
    """A list or a map. The unit of its items belongs to it."""
    unit = inner.pop(_UNIT, None)
    return {**outer, **({_UNIT: unit} if unit else {}), step: inner}


def _seen_as(shape: Shape) -> str:
    words = shape.words
    return "only null was seen" if words == "null" else f"seen as {words}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _one(name: str) -> str:
    """The singular of a name, by a rule of thumb."""
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    plain = name.endswith("s") and not name.endswith(("ss", "us", "is")) and len(name) > 2
    return name[:-1] if plain else f"{name}Item" if name else "Item"


def _bare(properties: Json) -> str:
    """Fields without descriptions and with bare references, to compare them."""
    return json.dumps(bare(without_words(properties)), sort_keys=True)
