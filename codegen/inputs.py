"""Typed dictionaries for what users pass in: patches of writable documents and bodies of queries."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from datamodel_code_generator import InputFileType, generate
from datamodel_code_generator.enums import DataModelType
from datamodel_code_generator.format import Formatter, PythonVersion

from codegen.documents import (
    Json,
    JsonObject,
    as_object,
    child,
    choices,
    is_list,
    nullable,
    operations_of,
    referred_schemas,
    schema_name,
    schemas_of,
)
from codegen.locations import TEMPLATES
from codegen.spec_model import naming
from codegen.spec_model.aliases import AliasRule, aliases_of, field_at
from codegen.spec_model.models import described
from codegen.spec_model.types import is_model
from codegen.spec_model.writes import reachable, writable_documents

_HEADER = '"""Typed dictionaries to pass in: patches of documents, bodies of queries. Every key may be left out."""'


_LONG_DOCSTRING = re.compile(r'^(?P<margin> +)"""(?P<text>.{100,})"""$', re.MULTILINE)


def query_bodies(bundle: JsonObject) -> frozenset[str]:
    """Schemas of objects in the bodies of operations that write no document."""
    schemas = schemas_of(bundle)
    bodies: list[Json] = [
        child(operation, "requestBody")
        for _, _, operation in operations_of(bundle)
        if "x-powertrack-write" not in operation
    ]
    return frozenset(name for name in referred_schemas(bodies, schemas) if is_model(schemas[name]))


def write_inputs(bundle: JsonObject, target: Path) -> None:
    """Write the module of typed dictionaries.

    Args:
        bundle: The specification.
        target: The module to write.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "inputs.json"
        source.write_text(json.dumps(_document(bundle)), encoding="utf-8")
        generate(
            source,
            input_file_type=InputFileType.OpenAPI,
            output=target,
            output_model_type=DataModelType.TypingTypedDict,
            target_python_version=PythonVersion.PY_311,
            custom_template_dir=TEMPLATES / "inputs",
            use_schema_description=True,
            use_inline_field_description=True,
            use_union_operator=True,
            use_standard_collections=True,
            disable_timestamp=True,
            custom_file_header=_HEADER,
            formatters=[Formatter.RUFF_FORMAT],
        )
    target.write_text(_LONG_DOCSTRING.sub(_wrapped, target.read_text(encoding="utf-8")), encoding="utf-8")


def _wrapped(match: re.Match[str]) -> str:
    return naming.docstring(match["text"], len(match["margin"]))


def _document(bundle: JsonObject) -> JsonObject:
    schemas = schemas_of(bundle)
    documents = writable_documents(bundle)
    kept = _merge_keys(schemas) | {(document.name, document.identity) for document in documents}
    found: JsonObject = {}
    for suffix, roots in (
        ("Patch", [document.name for document in documents]),
        ("Input", sorted(query_bodies(bundle))),
    ):
        for name in reachable(roots, schemas):
            found[f"{name}{suffix}"] = _dictionary(name, suffix, schemas, kept)
    return {
        "openapi": "3.1.0",
        "info": {"title": "inputs", "version": "1"},
        "paths": {},
        "components": {"schemas": found},
    }


def _dictionary(
    name: str, suffix: str, schemas: dict[str, JsonObject], kept: set[tuple[str | None, str]]
) -> JsonObject:
    properties: JsonObject = {}
    for field, value in child(schemas[name], "properties").items():
        node = as_object(value, f"{name}.{field}")
        if node.get("readOnly") is True and suffix == "Patch" and (name, field) not in kept:
            continue
        properties[field] = {**_node(node, suffix, schemas), "description": described(node, schemas)}
    if suffix == "Patch":
        properties |= {alias.name: _alias(alias, name, schemas) for alias in aliases_of(schemas[name])}
    # The template makes every key optional; naming them all required here keeps the hints free of NotRequired.
    return {
        "type": "object",
        "description": naming.sentence(str(schemas[name].get("description", ""))),
        "properties": properties,
        "required": list(properties),
    }


def _merge_keys(schemas: dict[str, JsonObject]) -> set[tuple[str | None, str]]:
    """Fields that name an item of a list, with the item's schema; a patch has them also where they are read-only."""
    return {
        (schema_name(child(as_object(node, name), "items")), str(as_object(node, name)["x-powertrack-merge-key"]))
        for name, schema in schemas.items()
        for node in child(schema, "properties").values()
        if "x-powertrack-merge-key" in as_object(node, name)
    }


def _node(node: JsonObject, suffix: str, schemas: dict[str, JsonObject]) -> JsonObject:
    name = schema_name(node)
    if name is not None:
        if is_model(schemas[name]):
            reference: JsonObject = {"$ref": f"#/components/schemas/{name}{suffix}"}
            return {"anyOf": [reference, {"type": "null"}]} if nullable(node) else reference
        found = _node(schemas[name], suffix, schemas)
        return {**found, "type": _with_null(found.get("type"))} if nullable(node) and "type" in found else found
    if is_list(node):
        return {"type": node["type"], "items": _node(as_object(node.get("items", {}), "items"), suffix, schemas)}
    if isinstance(node.get("additionalProperties"), dict):
        inner = as_object(node["additionalProperties"], "additionalProperties")
        return {"type": "object", "additionalProperties": _node(inner, suffix, schemas)}
    if choices(node):
        options = [_node(option, suffix, schemas) for option in choices(node)]
        types = [option["type"] for option in options if option.keys() == {"type"} and isinstance(option["type"], str)]
        return {"type": [*dict.fromkeys(types)]} if len(types) == len(options) else {"anyOf": [*options]}
    return {"type": node["type"]} if "type" in node else {}


def _with_null(types: Json) -> list[Json]:
    listed: list[Json] = [*types] if isinstance(types, list) else [types]
    return listed if "null" in listed else [*listed, "null"]


def _alias(alias: AliasRule, owner: str, schemas: dict[str, JsonObject]) -> JsonObject:
    field = field_at(alias.value, owner, schemas) or {}
    if alias.item:
        item = field_at(alias.item, schema_name(child(field, "items")) or "", schemas) or {}
        return {"type": "array", "items": _node(item, "Patch", schemas), "description": f"Sets {alias.words}."}
    plain = alias.words == alias.value
    told = f"Another name for {alias.value}." if plain else f"Sets {alias.words}."
    return {**_node(field, "Patch", schemas), "description": told}
