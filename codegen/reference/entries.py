"""The content of the reference: resources, operations, schemas, fields."""

from __future__ import annotations

import json
from typing import TypeAlias

from codegen.documents import (
    Json,
    JsonObject,
    as_list,
    as_object,
    as_text,
    child,
    choices,
    is_list,
    nullable,
    operations_of,
    referred_schemas,
    schema_name,
    schemas_of,
)
from codegen.spec_model import naming
from codegen.spec_model.aliases import aliases_of
from codegen.spec_model.operations import Function, parameters_of
from codegen.spec_model.parse import Parse, described_operations
from codegen.spec_model.types import code_values, is_model, named_meaning

_EXAMPLE_KEYS = {
    "alert_key": "AS100001",
    "alert_type_key": "AI250",
    "customer_key": "C1001",
    "file_key": "F3001",
    "folder_key": "D4001",
    "hardware_key": "H100001",
    "site_key": "S10001",
    "user_key": "U2001",
}
Entry: TypeAlias = dict[str, object]
"""What a template prints: an operation, a schema, a field, or a page of them."""

_LONGEST_EXAMPLE = 60
_MOST_ITEMS = 2


def read_resources(bundle: JsonObject) -> list[Entry]:
    """The pages, in the order of the specification's tags."""
    return _Reader(bundle).resources()


class _Reader:
    def __init__(self, bundle: JsonObject) -> None:
        self._bundle = bundle
        self._schemas = schemas_of(bundle)
        self._parse = Parse(bundle)
        self._homes: dict[str, str] = {}

    def resources(self) -> list[Entry]:
        tags = [as_object(tag, "tag") for tag in as_list(self._bundle.get("tags", []), "tags")]
        operations = {
            str(tag["name"]): [found for found in operations_of(self._bundle) if found[2].get("tags") == [tag["name"]]]
            for tag in tags
        }
        for name, found in operations.items():
            for _, _, operation in found:
                for schema in self._reached(operation):
                    self._homes.setdefault(schema, name)
        return [
            {
                "name": tag["name"],
                "doc": tag["description"],
                "operations": [self._operation(*found) for found in operations[str(tag["name"])]],
                "schemas": [self._schema(name) for name, home in self._homes.items() if home == tag["name"]],
            }
            for tag in tags
        ]

    def _reached(self, operation: JsonObject) -> list[str]:
        """Schemas of an operation in the order in which one meets them."""
        messages: Json = [operation.get("requestBody"), operation.get("responses")]
        order = referred_schemas(messages, self._schemas, through_pairs=True)
        return [name for name in order if is_model(self._schemas[name]) or code_values(self._schemas[name])]

    def _operation(self, path: str, method: str, operation: JsonObject) -> Entry:
        """An operation; `told` is its description in the specification."""
        variants = [found for _, _, found in described_operations({"paths": {path: {method: operation}}})]
        names = [naming.attribute(str(found["operationId"])) for found in variants]
        functions = [self._parse.function(name) for name in names]
        pages = [found.get("x-powertrack-referer") for found in (operation, *variants)]
        return {
            "told": operation,
            "method": method.upper(),
            "path": path,
            "summary": as_text(operation["summary"], path).rstrip("."),
            "doc": naming.sentence(as_text(operation["description"], path)),
            "referers": dict.fromkeys(page for page in pages if page),
            "reads_only": method == "get" or operation.get("x-powertrack-safe") is True,
            "parameters": [
                (parameter["name"], parameter["in"], _cell(str(parameter.get("description", ""))))
                for parameter in parameters_of(self._bundle, operation)
            ],
            "calls": [_call(str(as_list(operation["tags"], path)[0]), function) for function in functions],
            "body": self._content_type(child(operation, "requestBody")),
            "answer": self._content_type(child(child(operation, "responses"), "200")),
            "examples": _examples(operation),
        }

    def _content_type(self, message: JsonObject) -> str:
        schema = child(child(child(message, "content"), "application/json"), "schema")
        return self._type(schema) if schema else ""

    def _schema(self, name: str) -> Entry:
        schema = self._schemas[name]
        codes = code_values(schema) or {}
        values, names = codes.get("enum", []), codes.get("x-enum-varnames", [])
        fields = child(schema, "properties").items()
        return {
            "name": name,
            "doc": naming.sentence(str(schema.get("description", ""))),
            "fields": [self._field(field, as_object(node, name)) for field, node in fields],
            "codes": list(zip(as_list(values, name), as_list(names, name), strict=True)),
            "aliases": [(alias.name, alias.words) for alias in aliases_of(schema)],
        }

    def _field(self, name: str, node: JsonObject) -> Entry:
        target = self._schemas.get(schema_name(node) or "", {})
        told = {**target, **node}
        return {
            "name": name,
            "attribute": naming.member(name, node),
            "type": self._type(node),
            "unit": _unit(told),
            "doc": _cell(str(node.get("description") or target.get("description") or "")),
            "notes": _notes(node),
        }

    def _type(self, node: JsonObject) -> str:
        name = schema_name(node)
        or_null = " or null" if nullable(node) else ""
        if name is not None:
            schema = self._schemas[name]
            if is_model(schema) or code_values(schema):
                return f"[{name}]({self._homes.get(name, '')}.md#{name.lower()}){or_null}"
            return name if named_meaning(name) else self._type(schema)
        pair = node.get("x-powertrack-pairs")
        if isinstance(pair, list):
            return f"list of {self._type(child(node, 'items'))}; in Python pairs of {' and '.join(map(str, pair))}"
        if is_list(node):
            return f"list of {self._type(child(node, 'items'))}{or_null}"
        if isinstance(node.get("additionalProperties"), dict):
            return f"map of {self._type(child(node, 'additionalProperties'))}"
        if choices(node):
            return " or ".join(dict.fromkeys(self._type(option) for option in choices(node)))
        types = node.get("type")
        return " or ".join(str(kind) for kind in types) if isinstance(types, list) else str(types or "any")


def _call(resource: str, function: Function) -> str:
    """How an operation is called from Python, with keys of the kind that it takes."""
    arguments = [json.dumps(_EXAMPLE_KEYS.get(key.name, "1")) for key in function.keys]
    arguments += [function.body.name] if function.body is not None else []
    return f"client.send({resource}.{function.name}({', '.join(arguments)}))"


def _unit(node: JsonObject) -> str:
    """The unit of a field, or the field that holds it."""
    field = node.get("x-powertrack-unit-in")
    return f"given by {field}" if field else str(node.get("x-powertrack-unit", ""))


def _notes(node: JsonObject) -> list[str]:
    notes = []
    if node.get("readOnly") is True:
        notes.append("read-only")
    if node.get("x-powertrack-volatile") is True:
        notes.append("set by the server")
    for flag, value in child(node, "x-powertrack-volatile-while").items():
        notes.append(f"set by the server while {flag} is {str(value).lower()}")
    if node.get("x-powertrack-secret") is True or "x-powertrack-secret-when" in node:
        notes.append("may be a credential")
    if "x-powertrack-merge-key" in node:
        notes.append(f"items named by {node['x-powertrack-merge-key']}")
    if node.get("x-powertrack-positional") is True:
        notes.append("replaced whole")
    return notes


def _cell(text: str) -> str:
    return naming.sentence(text).replace("|", "\\|")


def _examples(operation: JsonObject) -> tuple[tuple[str, str], ...]:
    found = []
    messages = [("Request", child(operation, "requestBody")), ("Answer", child(child(operation, "responses"), "200"))]
    for title, message in messages:
        content = child(child(message, "content"), "application/json")
        for name, example in list(child(content, "examples").items())[:1]:
            value = _shortened(as_object(example, name).get("value"))
            found.append((title, json.dumps(value, indent=2, ensure_ascii=False)))
    return tuple(found)


def _shortened(value: Json, depth: int = 0) -> Json:
    """An example that fits a page: few items of each list, little of what is deep."""
    if isinstance(value, list):
        return [_shortened(item, depth + 1) for item in value[:_MOST_ITEMS]]
    if isinstance(value, dict):
        return {name: _shortened(item, depth + 1) for name, item in list(value.items())[:_LONGEST_EXAMPLE]}
    return value
