"""Rules for schemas and their fields."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from codegen.documents import Json, JsonObject, as_object, child, choices, nullable, schema_name, schemas_of
from codegen.spec_model import naming
from codegen.spec_model.models import described
from codegen.spec_model.types import code_values, is_model, named_meaning
from codegen.spec_model.writes import PLAIN_SHAPES
from powertrack_core.credentials import TELLING_NAME

_KNOWN = {
    "x-enum-varnames",
    "x-powertrack-unnamed",
    "x-powertrack-unit",
    "x-powertrack-unit-in",
    "x-powertrack-merge-key",
    "x-powertrack-pairs",
    "x-powertrack-positional",
    "x-powertrack-volatile",
    "x-powertrack-volatile-while",
    "x-powertrack-secret",
    "x-powertrack-secret-when",
    "x-powertrack-type-when",
    "x-powertrack-aliases",
    "x-powertrack-identity",
    "x-powertrack-name",
    "x-powertrack-row-of",
    "x-powertrack-long",
}
_CODE_NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_FIELD_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_MAY_BE_NULL = {"default", "const", "example"}


def check(bundle: JsonObject) -> Iterator[str]:
    """What is wrong with the schemas of a bundle."""
    schemas = schemas_of(bundle)
    used = referred(bundle)
    for name, schema in schemas.items():
        if not schema.get("description"):
            yield f"{name}: has no description"
        if f"#/components/schemas/{name}" not in used:
            yield f"{name}: nothing refers to it"
        if naming.class_name(name) != name:
            yield f"{name}: is no class name in Python; {naming.class_name(name)} would be"
        taken = name in naming.NAMES_OF_MACHINERY or naming.constant(name) in PLAIN_SHAPES.values()
        if taken and not named_meaning(name):
            yield f"{name}: is a name that the generated code uses for itself"
        besides = {key: value for key, value in schema.items() if key != "properties"}
        faults = [*_unknown_extensions(besides), *_unnamed(schema), *_misnamed(schema)]
        yield from (f"{name}: {fault}" for fault in faults)
        for field, node in child(schema, "properties").items():
            yield from (f"{name}.{field}: {fault}" for fault in _faults(as_object(node, name), schemas))
            if untold_credential(field, as_object(node, name)):
                yield f"{name}.{field}: has the name of a credential; say x-powertrack-secret: true, or false"
        yield from (f"{name}: {fault}" for fault in _same_in_python(schema))
        yield from (f"{name}: requires {field}, which it lacks" for field in _unknown_required(schema))
    yield from _twins(schemas)


def referred(bundle: JsonObject) -> set[str]:
    """What is referred to in a bundle, as references write it."""
    names = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(bundle)))
    names |= {f"#/components/schemas/{name}" for name in re.findall(r'"response": "(\w+)"', json.dumps(bundle))}
    return names


def _unnamed(schema: JsonObject) -> Iterator[str]:
    codes, unnamed = code_values(schema), schema.get("x-powertrack-unnamed", [])
    if not isinstance(unnamed, list) or not all(type(code) is int for code in unnamed) or (unnamed and codes is None):
        yield "has x-powertrack-unnamed, which lists further codes of an enumeration"
        return
    named = (codes or {}).get("enum")
    for code in unnamed:
        if isinstance(named, list) and code in named:
            yield f"has the code {code} named and unnamed"


def _same_in_python(schema: JsonObject) -> Iterator[str]:
    """Fields that one attribute would have to hold."""
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for field, node in child(schema, "properties").items():
        fields[naming.member(field, as_object(node, field))].append(field)
    for attribute, same in fields.items():
        if len(same) > 1:
            yield f"{' and '.join(same)} would both be called {attribute} in Python"


def _misnamed(schema: JsonObject) -> Iterator[str]:
    """Faults in the names of codes. If one lacks, the generator gives all of them other names."""
    named = code_values(schema) or {}
    codes, names = named.get("enum", []), named.get("x-enum-varnames", [])
    if not isinstance(codes, list) or not isinstance(names, list) or len(codes) != len(names):
        yield "needs a name in x-enum-varnames for each code in enum"
        return
    for what, listed in (("code", codes), ("name", names)):
        texts = [str(one) for one in listed]
        yield from (f"has the {what} {one} twice" for one in dict.fromkeys(texts) if texts.count(one) > 1)
    for name in names:
        if not isinstance(name, str) or not _CODE_NAME.fullmatch(name):
            yield f"has the name {name!r}, which is no name of capitals, digits and underscores"


def _unknown_required(schema: JsonObject) -> list[Json]:
    required = schema.get("required", [])
    return [name for name in required if name not in child(schema, "properties")] if isinstance(required, list) else []


def _faults(node: JsonObject, schemas: dict[str, JsonObject]) -> Iterator[str]:
    if not described(node, schemas):
        yield "has no description"
    if _is_measured(node) and not {"x-powertrack-unit", "x-powertrack-unit-in"} & node.keys():
        yield "is a measurement without x-powertrack-unit, or x-powertrack-unit-in where another field names it"
    if _inline_object(node):
        yield "describes an object in place; give it a schema of its own"
    for name in sorted(name for name, value in node.items() if value is None and name not in _MAY_BE_NULL):
        yield f"has {name!r} without a value; put a description with a comma in quotes"
    yield from _unknown_extensions(node)
    if not _FIELD_NAME.fullmatch(str(node.get("x-powertrack-name", "name"))):
        yield "has an x-powertrack-name that is not a name such as siteKey"
    if any("$ref" not in option and option.get("type") != "null" for option in choices(node)) and nullable(node):
        yield "says null with anyOf; say it with a list of types"
    referred = schema_name(node)
    if referred is None and "type" not in node and "anyOf" not in node:
        yield "has no type; refer to Unseen where none was seen"


def untold_credential(field: str, node: JsonObject) -> bool:
    """Whether a text may be a credential by its name, and nothing says whether it is one."""
    told = {"x-powertrack-secret", "x-powertrack-secret-when"} & node.keys()
    return not told and TELLING_NAME.search(field) is not None and _may_be_text(node)


def _may_be_text(node: JsonObject) -> bool:
    types = [option.get("type") for option in (node, *choices(node))]
    return any(kind == "string" or (isinstance(kind, list) and "string" in kind) for kind in types)


def _is_measured(node: JsonObject) -> bool:
    parts = (node, child(node, "items"), child(node, "additionalProperties"))
    return any(schema_name(part) == "Measurement" for part in parts)


def _inline_object(node: Json) -> bool:
    if isinstance(node, list):
        return any(map(_inline_object, node))
    if not isinstance(node, dict):
        return False
    return "properties" in node or any(map(_inline_object, node.values()))


def _unknown_extensions(node: Json) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _unknown_extensions(item)
    elif isinstance(node, dict):
        for name, value in node.items():
            if not name.startswith("x-"):
                yield from _unknown_extensions(value)
            elif name not in _KNOWN:
                yield f"has {name}, which no rule knows"


def _twins(schemas: dict[str, JsonObject]) -> Iterator[str]:
    """Two schemas with the same fields of the same types are one thing under two names."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name, schema in schemas.items():
        if is_model(schema):
            alike[json.dumps(without_words(schema["properties"]), sort_keys=True)].append(name)
    for names in alike.values():
        if len(names) > 1:
            yield f"{', '.join(names)}: have the same fields; one schema is enough"


def without_words(node: Json) -> Json:
    """A schema without its descriptions."""
    if isinstance(node, list):
        return [without_words(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {name: without_words(value) for name, value in node.items() if name != "description"}
