"""Rules for documents that are written back whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.documents import (
    Json,
    JsonObject,
    as_object,
    as_text,
    child,
    is_list,
    operations_of,
    schema_name,
    schemas_of,
)
from codegen.spec_model.aliases import AliasRule, aliases_of, field_at
from codegen.spec_model.types import is_model
from codegen.spec_model.writes import body_schema, reachable, writable_documents


def check(bundle: JsonObject) -> Iterator[str]:
    """What is wrong with the writable documents of a bundle."""
    schemas = schemas_of(bundle)
    readers = {str(operation.get("operationId")): operation for _, _, operation in operations_of(bundle)}
    broken: list[str] = []
    for path, method, operation in operations_of(bundle):
        known = operation.get("x-powertrack-evidence") == "captured"
        if method == "put" and known and "x-powertrack-write" not in operation:
            broken.append(f"PUT {path}: has no x-powertrack-write")
        if "x-powertrack-write" in operation:
            rules = as_object(operation["x-powertrack-write"], path)
            broken += [f"PUT {path}: {fault}" for fault in _rules(rules, operation, readers, schemas)]
    yield from broken
    if broken:
        return  # the documents are unknown
    documents = writable_documents(bundle)
    identities = {document.name: document.identity for document in documents}
    for name, schema in schemas.items():
        if "x-powertrack-identity" in schema and schema["x-powertrack-identity"] != identities.get(name):
            yield f"{name}: has an x-powertrack-identity, which is the field that names a document in its write"
    names = [document.name for document in documents]
    written = reachable(names, schemas)
    for name in written:
        yield from _lists(name, schemas)
        yield from _row_of(name, names, schemas)
        yield from _secrets(name, schemas[name])
        yield from _siblings(name, schemas[name])
    for name, schema in schemas.items():
        for alias in aliases_of(schema):
            faults = _alias(alias, name, schemas) if name in written else ["is of no document that is written"]
            yield from (f"{name}, alias {alias.name}: {fault}" for fault in faults)


def _rules(
    rules: JsonObject, operation: JsonObject, readers: dict[str, JsonObject], schemas: dict[str, JsonObject]
) -> Iterator[str]:
    name = body_schema(operation)
    reader = readers.get(str(rules.get("read")))
    if reader is None:
        yield f"is read by {rules.get('read')}, which is no operation"
    fields = child(schemas.get(name, {}), "properties")
    for role in ("identity", "stamp"):
        field = fields.get(str(rules.get(role)))
        if not isinstance(field, dict):
            yield f"has the {role} {rules.get(role)}, which {name or 'the body'} lacks"
        elif field.get("readOnly") is not True:
            yield f"has the {role} {rules.get(role)}, which is not readOnly"


def _lists(name: str, schemas: dict[str, JsonObject]) -> Iterator[str]:
    for field, value in child(schemas[name], "properties").items():
        node = as_object(value, name)
        item = schema_name(child(node, "items"))
        if not is_list(node) or item is None or not is_model(schemas[item]):
            continue
        key, positional = node.get("x-powertrack-merge-key"), node.get("x-powertrack-positional")
        if (key is None) == (positional is not True):
            yield f"{name}.{field}: needs either x-powertrack-merge-key or x-powertrack-positional"
        if key is not None and key not in child(schemas[item], "properties"):
            yield f"{name}.{field}: has the merge key {key}, which {item} lacks"


def _row_of(name: str, documents: list[str], schemas: dict[str, JsonObject]) -> Iterator[str]:
    rules = child(schemas[name], "x-powertrack-row-of")
    if not rules:
        return
    whole = str(rules.get("document"))
    if whole not in documents:
        yield f"{name}: is a row of {whole}, which is no document that is written"
        return
    mine, others = child(schemas[name], "properties"), child(schemas[whole], "properties")
    for field, other in child(rules, "fields").items():
        if field not in mine:
            yield f"{name}: says of {field} what it is a part of, but lacks it"
        elif other not in others:
            yield f"{name}.{field}: is {other} of {whole}, which lacks it"
        elif _kind(mine[field]) != _kind(others[str(other)]):
            yield f"{name}.{field}: is {other} of {whole}, which is of another kind"


def _kind(node: Json) -> JsonObject:
    """All of a field but its words."""
    return {key: value for key, value in as_object(node, "field").items() if key != "description"}


def _secrets(name: str, schema: JsonObject) -> Iterator[str]:
    fields = child(schema, "properties")
    for field, node in fields.items():
        when = child(as_object(node, name), "x-powertrack-secret-when")
        if not when:
            continue
        if when.get("sibling") not in fields:
            yield f"{name}.{field}: is secret by {when.get('sibling')}, which {name} lacks"
        try:
            re.compile(as_text(when.get("matches"), name))
        except re.error as error:
            yield f"{name}.{field}: its x-powertrack-secret-when does not compile: {error}"


def _siblings(name: str, schema: JsonObject) -> Iterator[str]:
    """Check that fields which decide about another one (volatile, unit, type) are its siblings."""
    fields = child(schema, "properties")
    for field, node in fields.items():
        when = child(as_object(node, name), "x-powertrack-type-when")
        if when and when.get("sibling") not in fields:
            yield f"{name}.{field}: has its type in {when.get('sibling')}, which {name} lacks"
        for code, kind in child(when, "types").items():
            if not code.isdecimal() or kind not in ("boolean", "integer", "number", "string"):
                yield f"{name}.{field}: x-powertrack-type-when maps codes to JSON types, but {code} to {kind}"
        unit = as_object(node, name).get("x-powertrack-unit-in")
        if unit is not None and unit not in fields:
            yield f"{name}.{field}: has its unit in {unit}, which {name} lacks"
        told = child(as_object(node, name), "x-powertrack-volatile-while")
        for flag, value in told.items():
            if child(fields, flag).get("type") != "boolean" or not isinstance(value, bool) or len(told) > 1:
                yield f"{name}.{field}: x-powertrack-volatile-while names one sibling that is true or false, and which"


def _alias(alias: AliasRule, owner: str, schemas: dict[str, JsonObject]) -> Iterator[str]:
    if alias.name in child(schemas[owner], "properties"):
        yield "is the name of a field"
    yield from alias.faults
    lost = [path for path in alias.paths if field_at(path, owner, schemas) is None]
    yield from (f"leads to {path}, which is no field" for path in lost)
    field = field_at(alias.value, owner, schemas)
    if field is None:
        return
    if alias.scale is not None and "number" not in _types(field):
        yield f"scales {alias.value}, which is no number"
    if alias.inverse and _types(field) != ["boolean"]:
        yield f"turns {alias.value} round, which is no flag"
    if alias.item and field_at(alias.item, schema_name(child(field, "items")) or "", schemas) is None:
        yield f"makes items of {alias.value} by {alias.item}, which they lack"


def _types(node: JsonObject) -> list[Json]:
    types = node.get("type")
    return types if isinstance(types, list) else [types]
