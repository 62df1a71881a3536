"""What the bundled specification says of each operation, to be compared with what was generated from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from attrs import frozen

from powertrack_api import models
from powertrack_api.decoding import JsonObject, JsonValue
from powertrack_api.model import Model
from powertrack_api.operation import Operation

ROOT = Path(__file__).resolve().parents[2]

KEYS = {
    "alertKey": "AS5001",
    "customerKey": "C1001",
    "fileKey": "F3001",
    "folderKey": "D4001",
    "hardwareKey": "H100001",
    "siteKey": "S10001",
    "userKey": "U2001",
}
"""A key of each kind, by the name of its placeholder."""


@frozen(kw_only=True)
class Described:
    """An operation as the specification describes it; where a path serves several kinds of key, one for each kind."""

    id: str
    resource: str
    method: str
    path: str
    request: JsonObject | None
    response: JsonObject
    page: str | None
    safe: bool
    query: dict[str, str]
    writes: bool
    summary: str
    level: str

    @property
    def name(self) -> str:
        """Name of the function."""
        return snake(self.id)

    @property
    def placeholders(self) -> list[str]:
        """What path and page leave open, in that order."""
        return list(dict.fromkeys(re.findall(r"\{(\w+)\}", f"{self.path} {self.page}")))

    def operation(self, body: object = None, **keys: str) -> Operation[object]:
        """What the generated function gives for some keys; sample keys fill up what is left out."""
        function = getattr(import_module(f"powertrack_api.api.{self.resource}"), self.name)
        arguments = {snake(name): keys.get(name, KEYS[name]) for name in self.placeholders}
        if self.request is not None:
            arguments["document" if self.writes else "body"] = cast("str", {} if body is None else body)
        return cast("Operation[object]", function(**arguments))


def snake(name: str) -> str:
    """A camel-case name in lower case with underscores."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def child(node: JsonObject, *names: str) -> JsonObject:
    """The object below some names; empty where there is none."""
    for name in names:
        found = node.get(name)
        node = found if isinstance(found, dict) else {}
    return node


def objects(value: JsonValue) -> list[JsonObject]:
    """The objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


BUNDLE: JsonObject = json.loads((ROOT / "generated" / "openapi.json").read_text(encoding="utf-8"))
SCHEMAS = {name: child(child(BUNDLE, "components", "schemas"), name) for name in child(BUNDLE, "components", "schemas")}


def schema_name(node: JsonObject) -> str | None:
    """Name of the schema that a node refers to, also where null may stand instead."""
    options = [option for option in objects(node.get("anyOf")) if option != {"type": "null"}]
    reference = (options[0] if len(options) == 1 else node).get("$ref")
    return reference.rpartition("/")[2] if isinstance(reference, str) else None


def model(schema: JsonObject) -> type[Model] | None:
    """Class of what a schema describes; None where there is none, as for what is only sent."""
    name = schema_name(schema)
    return cast("type[Model]", getattr(models, name)) if name in models.__all__ else None


def _described() -> Iterator[Described]:
    for path, item in child(BUNDLE, "paths").items():
        assert isinstance(item, dict)
        for method in item.keys() - {"parameters"}:
            operation = child(item, method)
            yield from _variants(path, method, operation)


def _variants(path: str, method: str, operation: JsonObject) -> Iterator[Described]:
    variants: list[JsonObject | None] = [*objects(operation.get("x-powertrack-variants"))]
    for variant in variants or [None]:
        told = {**operation, **(variant or {})}
        answer = child(operation, "responses", "200", "content", "application/json", "schema")
        page = told.get("referer", operation.get("x-powertrack-referer"))
        yield Described(
            id=str(told["operationId"]),
            resource=str(cast("list[str]", operation["tags"])[0]),
            method=method.upper(),
            path=path.replace("{key}", f"{{{variant['key']}}}") if variant else path,
            request=child(operation, "requestBody", "content", "application/json", "schema") or None,
            response={"$ref": f"#/components/schemas/{variant['response']}"} if variant else answer,
            page=str(page) if page is not None else None,
            safe=method == "get" or operation.get("x-powertrack-safe") is True,
            query=_query(operation),
            writes="x-powertrack-write" in operation,
            summary=str(told["summary"]),
            level=str(told.get("evidence", told["x-powertrack-evidence"])),
        )


def _query(operation: JsonObject) -> dict[str, str]:
    shared = child(BUNDLE, "components", "parameters")
    told = [child(shared, schema_name(entry) or "") or entry for entry in objects(operation.get("parameters"))]
    return {
        str(parameter["name"]): str(child(parameter, "schema").get("default", ""))
        for parameter in told
        if parameter["in"] == "query"
    }


OPERATIONS = sorted(_described(), key=lambda described: described.id)
