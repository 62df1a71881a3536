"""What the bundled specification says of each operation, to be compared with what was generated from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import cast

from attrs import field, frozen

from codegen.spec_model import naming
from powertrack_api import models
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.model import Model
from powertrack_core.operation import Operation

ROOT = Path(__file__).resolve().parents[2]

KEYS: dict[str, str | int] = {
    "alertKey": "AS5001",
    "customerKey": "C1001",
    "fileKey": "F3001",
    "folderKey": "D4001",
    "hardwareKey": "H100001",
    "siteKey": "S10001",
    "userKey": "U2001",
}
"""A key of each kind, by the name of its placeholder."""

SAMPLES: dict[str, str | int] = {
    **KEYS,
    "alertTypeKey": "AI250",
    "driverId": 11009,
    "functionCode": "2",
    "gatewayId": "00:90:E8:00:00:01",
    "id": 31,
    "index": 3,
    "key": "S10001",
    "taskKey": "T100001",
    "type": 0,
}
"""Something for every placeholder."""


@frozen(kw_only=True)
class Described:
    """An operation as the specification describes it; where a path serves several kinds of key, one for each kind.

    Attributes:
        id: operationId.
        group: operationId of the path, which is another where it serves several kinds of key.
        resource: Resource that it belongs to.
        method: HTTP method in capitals.
        path: Path template.
        request: Schema of the body; None where there is none.
        response: Schema of the answer; None where it has no content.
        media_type: What the answer is; None where it has no content.
        page: Template of the page; None where none was seen.
        safe: Whether it only reads.
        query: Query parameters with their defaults.
        writes: Whether its body is a document that replaces one.
        summary: What it does, in a line.
        level: How well it is known.
        deprecated: Whether another operation does the same and was seen.
        numbered: Placeholders of the path that are whole numbers.
    """

    id: str
    group: str
    resource: str
    method: str
    path: str
    request: JsonObject | None
    response: JsonObject | None
    media_type: str | None
    page: str | None
    safe: bool
    query: dict[str, str]
    writes: bool
    summary: str
    level: str
    deprecated: bool
    numbered: frozenset[str] = field(repr=False)

    @property
    def name(self) -> str:
        """Name of the function."""
        return snake(self.id)

    @property
    def in_path(self) -> list[str]:
        """What the path leaves open."""
        return placeholders(self.path)

    @property
    def in_page(self) -> list[str]:
        """What the page leaves open and the path does not."""
        return [name for name in placeholders(self.page or "") if name not in self.in_path]

    @property
    def placeholders(self) -> list[str]:
        """What path and page leave open, in that order."""
        return [*self.in_path, *self.in_page]

    def operation(
        self, body: object = None, *, without: tuple[str, ...] = (), keys: Mapping[str, str | int] = SAMPLES
    ) -> Operation[object]:
        """What the generated function gives.

        Args:
            body: What is sent, where something is.
            without: Placeholders that are not given.
            keys: What is given for the placeholders.
        """
        function = getattr(import_module(f"powertrack_api.api.{self.resource}"), self.name)
        named = [name for name in self.placeholders if name not in without]
        arguments: dict[str, object] = {naming.attribute(name): keys[name] for name in named}
        if self.request is not None:
            arguments["document" if self.writes else "body"] = {} if body is None else body
        return cast("Operation[object]", function(**arguments))


def placeholders(template: str) -> list[str]:
    """Names in braces, each once."""
    return list(dict.fromkeys(re.findall(r"\{(\w+)\}", template)))


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
    """Class of the objects that a schema describes; None where there is none, as for what is only sent."""
    name = schema_name(schema)
    found = getattr(models, name) if name in models.__all__ else None
    return found if isinstance(found, type) and issubclass(found, Model) else None


def item_model(schema: JsonObject | None) -> type[Model] | None:
    """Class of what a schema describes, or of the items of a list that it describes."""
    if schema is None:
        return None
    name = schema_name(schema)
    if name is not None:
        return model(schema) or item_model(SCHEMAS[name])
    return item_model(child(schema, "items") or None)


def sort(schema: JsonObject | None) -> str:
    """What a schema describes: one of JSON's types, `any` where none was seen, `nothing` where there is no schema."""
    if schema is None:
        return "nothing"
    name = schema_name(schema)
    if name is not None:
        return {"Measurement": "number", "Unseen": "any"}.get(name) or sort(SCHEMAS[name])
    kind = schema.get("type")
    if not isinstance(kind, str):
        raise AssertionError(f"no test knows what {schema} is")
    return kind


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
        answer = child(operation, "responses", "200", "content")
        media_type = next(iter(answer), None)
        page = told.get("referer", operation.get("x-powertrack-referer"))
        response = child(answer, media_type or "", "schema") or None
        yield Described(
            id=str(told["operationId"]),
            group=str(operation["operationId"]),
            resource=str(cast("list[str]", operation["tags"])[0]),
            method=method.upper(),
            path=path.replace("{key}", f"{{{variant['key']}}}") if variant else path,
            request=child(operation, "requestBody", "content", "application/json", "schema") or None,
            response={"$ref": f"#/components/schemas/{variant['response']}"} if variant else response,
            media_type=media_type,
            page=str(page) if page is not None else None,
            safe=method == "get" or operation.get("x-powertrack-safe") is True,
            query=_query(operation),
            writes="x-powertrack-write" in operation,
            summary=str(told["summary"]),
            level=str(told.get("evidence", told["x-powertrack-evidence"])),
            deprecated=operation.get("deprecated") is True,
            numbered=frozenset(
                str(parameter["name"])
                for parameter in parameters(operation)
                if parameter["in"] == "path" and child(parameter, "schema").get("type") == "integer"
            ),
        )


def parameters(operation: JsonObject) -> list[JsonObject]:
    """The parameters of an operation, references followed."""
    shared = child(BUNDLE, "components", "parameters")
    return [child(shared, schema_name(entry) or "") or entry for entry in objects(operation.get("parameters"))]


def _query(operation: JsonObject) -> dict[str, str]:
    return {
        str(parameter["name"]): str(child(parameter, "schema").get("default", ""))
        for parameter in parameters(operation)
        if parameter["in"] == "query"
    }


OPERATIONS = sorted(_described(), key=lambda described: described.id)

READING_POSTS = {described.path for described in OPERATIONS if described.method == "POST" and described.safe}
"""Paths to which a POST only reads."""
