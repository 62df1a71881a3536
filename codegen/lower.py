"""Simplifies a bundle to what openapi-python-client has a notion of: classes, codes and their names.

How a value is read, what may be null and what a field means is told to the templates by `codegen.spec_model` instead.
"""

from __future__ import annotations

from codegen.documents import (
    Json,
    JsonObject,
    as_object,
    child,
    operations_of,
    referred_schemas,
    schema_name,
    schemas_of,
)
from codegen.spec_model.types import code_values, is_model

_ANY: JsonObject = {}


def lower(bundle: JsonObject) -> JsonObject:
    """The bundle with classes, codes and operations only."""
    schemas = schemas_of(bundle)
    # What is only sent needs no class.
    answers: Json = [operation.get("responses") for _, _, operation in operations_of(bundle)]
    answered = {name for name in referred_schemas(answers, schemas) if is_model(schemas[name])}
    codes = {name for name, schema in schemas.items() if code_values(schema) is not None}
    kept = answered | codes
    return {
        "openapi": bundle["openapi"],
        "info": bundle["info"],
        "paths": {
            path: {
                method: _operation(as_object(operation, path), kept)
                for method, operation in as_object(item, path).items()
                if method != "parameters"
            }
            for path, item in child(bundle, "paths").items()
        },
        "components": {"schemas": {name: _schema(name, schemas[name], kept) for name in sorted(kept)}},
    }


def _operation(operation: JsonObject, kept: set[str]) -> JsonObject:
    lowered: JsonObject = {
        "operationId": operation["operationId"],
        "tags": operation["tags"],
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": _ANY}}}},
    }
    path_parameters: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _path_names(operation)
    ]
    return {**lowered, "parameters": path_parameters}


def _path_names(operation: JsonObject) -> list[str]:
    names = []
    parameters = operation.get("parameters", [])
    for entry in parameters if isinstance(parameters, list) else []:
        parameter = as_object(entry, "parameter")
        reference = parameter.get("$ref")
        if isinstance(reference, str) and reference.endswith("Key"):
            names.append(reference.rpartition("/")[2])
        elif parameter.get("in") == "path":
            names.append(str(parameter["name"]))
    return names


def _schema(name: str, schema: JsonObject, kept: set[str]) -> JsonObject:
    codes = code_values(schema)
    if codes is not None:
        return {**codes, "description": schema.get("description", "")}
    properties: JsonObject = {
        field: _property(as_object(node, name), kept) for field, node in child(schema, "properties").items()
    }
    return {"type": "object", "title": name, "properties": properties, "additionalProperties": False}


def _property(node: JsonObject, kept: set[str]) -> JsonObject:
    name = schema_name(node)
    return {"$ref": f"#/components/schemas/{name}"} if name in kept else dict(_ANY)
