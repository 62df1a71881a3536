"""JSON values of the specification, and reading them with a clear error instead of a surprise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]

METHODS = ("get", "put", "post", "delete", "patch")


class SpecError(Exception):
    """The specification cannot be used as it is."""


def as_object(value: Json, where: str) -> JsonObject:
    """The value as an object.

    Raises:
        SpecError: It is something else.
    """
    if not isinstance(value, dict):
        raise SpecError(f"{where}: an object was expected")
    return value


def as_list(value: Json, where: str) -> list[Json]:
    """The value as a list.

    Raises:
        SpecError: It is something else.
    """
    if not isinstance(value, list):
        raise SpecError(f"{where}: a list was expected")
    return value


def as_text(value: Json, where: str) -> str:
    """The value as a string.

    Raises:
        SpecError: It is something else.
    """
    if not isinstance(value, str):
        raise SpecError(f"{where}: a string was expected")
    return value


def child(value: JsonObject, name: str) -> JsonObject:
    """The object under a name; empty if there is none."""
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def schemas_of(bundle: JsonObject) -> dict[str, JsonObject]:
    """All named schemas of a bundle."""
    schemas = child(child(bundle, "components"), "schemas")
    return {name: as_object(schema, name) for name, schema in schemas.items()}


def operations_of(bundle: JsonObject) -> Iterator[tuple[str, str, JsonObject]]:
    """All operations of a bundle, as path, method and description."""
    for path, item in child(bundle, "paths").items():
        for method in METHODS:
            operation = as_object(item, path).get(method)
            if operation is not None:
                yield path, method, as_object(operation, f"{method} {path}")


def referred_schemas(node: Json, schemas: dict[str, JsonObject], *, through_pairs: bool = False) -> list[str]:
    """Names of all schemas that a node leads to, in the order in which one meets them.

    Args:
        node: Where to begin.
        schemas: All named schemas.
        through_pairs: Whether objects count that are pairs in Python, and so have no class.
    """
    order: dict[str, None] = {}

    def visit(part: Json) -> None:
        if isinstance(part, list):
            for item in part:
                visit(item)
        elif isinstance(part, dict) and (through_pairs or "x-powertrack-pairs" not in part):
            reference = part.get("$ref")
            name = reference.rpartition("/")[2] if isinstance(reference, str) else None
            if name in schemas and name not in order:
                order[name] = None
                visit(schemas[name])
            for key, value in part.items():
                if key not in ("examples", "$ref"):
                    visit(value)

    visit(node)
    return list(order)


def schema_name(node: JsonObject) -> str | None:
    """Name of the schema that a node refers to, also if it may be null; None if it refers to none."""
    reference = node.get("$ref")
    if isinstance(reference, str):
        return reference.rpartition("/")[2]
    options = [option for option in choices(node) if option.get("type") != "null"]
    return schema_name(options[0]) if len(options) == 1 else None


def choices(node: JsonObject) -> list[JsonObject]:
    """The alternatives of a node."""
    options = node.get("anyOf")
    return [option for option in options if isinstance(option, dict)] if isinstance(options, list) else []


def nullable(node: JsonObject) -> bool:
    """Whether the value may be null."""
    types = node.get("type")
    return types == "null" or (isinstance(types, list) and "null" in types) or any(map(nullable, choices(node)))


def is_list(node: JsonObject) -> bool:
    """Whether the value is a list, or a list or null."""
    types = node.get("type")
    return types == "array" or (isinstance(types, list) and "array" in types)
