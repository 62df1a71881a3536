"""Rules for documents that are written back whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.documents import (
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
        known = operation.get("x-powertrack-evidence") != "reported"
        if method == "put" and known and "x-powertrack-write" not in operation:
            yield f"PUT {path}: has no x-powertrack-write"
        if "x-powertrack-write" in operation:
            rules = as_object(operation["x-powertrack-write"], path)
            broken += [f"PUT {path}: {fault}" for fault in _rules(rules, operation, readers, schemas)]
    yield from broken
    if broken:
        return  # it cannot be told which documents there are
    documents = writable_documents(bundle)
    written = reachable([document.name for document in documents], schemas)
    for name in written:
        yield from _lists(name, schemas)
        yield from _row_of(name, schemas)
        yield from _secrets(name, schemas[name])
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


def _row_of(name: str, schemas: dict[str, JsonObject]) -> Iterator[str]:
    rules = child(schemas[name], "x-powertrack-row-of")
    whole = schemas.get(str(rules.get("document")), {})
    for field, other in child(rules, "fields").items():
        if field not in child(schemas[name], "properties"):
            yield f"{name}: says of {field} what it is a part of, but lacks it"
        if other not in child(whole, "properties"):
            yield f"{name}.{field}: is {other} of {rules.get('document')}, which lacks it"


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


def _alias(alias: AliasRule, owner: str, schemas: dict[str, JsonObject]) -> Iterator[str]:
    if alias.name in child(schemas[owner], "properties"):
        yield "is the name of a field"
    for rule in alias.unknown:
        yield f"has the rule {rule}, which there is not"
    if (alias.unit == "") != (alias.unit_code is None):
        yield "needs unit and unitCode together"
    for path in alias.paths:
        if field_at(path, owner, schemas) is None:
            yield f"leads to {path}, which is no field"
