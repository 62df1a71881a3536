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
from codegen.spec_model.writes import writable_documents

_HEADER = '"""Typed dictionaries to pass in: patches of documents, bodies of queries. Every key may be left out."""'


_REFERENCE = re.compile(r"#/components/schemas/\w+")
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
            collapse_root_models=True,
            ignore_enum_constraints=True,
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
    """The schemas of what is passed in, as the specification has them, in a document of their own."""
    schemas = schemas_of(bundle)
    documents = writable_documents(bundle)
    kept = _merge_keys(schemas) | {(document.name, document.identity) for document in documents}
    found: JsonObject = {}
    for suffix, roots in (("Patch", {document.name for document in documents}), ("Input", query_bodies(bundle))):
        own = {name: _dictionary(name, suffix, schemas, kept) for name in schemas}
        references: list[Json] = [{"$ref": f"#/components/schemas/{name}"} for name in sorted(roots)]
        for name in referred_schemas(references, own):
            found[f"{name}{suffix}"] = json.loads(_REFERENCE.sub(rf"\g<0>{suffix}", json.dumps(own[name])))
    return {
        "openapi": "3.1.0",
        "info": {"title": "inputs", "version": "1"},
        "paths": {},
        "components": {"schemas": found},
    }


def _dictionary(
    name: str, suffix: str, schemas: dict[str, JsonObject], kept: set[tuple[str | None, str]]
) -> JsonObject:
    """A schema without what a patch cannot set, and with its friendly names."""
    if not is_model(schemas[name]):
        return schemas[name]
    properties: JsonObject = {}
    for field, value in child(schemas[name], "properties").items():
        node = as_object(value, f"{name}.{field}")
        if node.get("readOnly") is True and suffix == "Patch" and (name, field) not in kept:
            continue
        properties[field] = {**node, "description": described(node, schemas)}
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


def _alias(alias: AliasRule, owner: str, schemas: dict[str, JsonObject]) -> JsonObject:
    field = field_at(alias.value, owner, schemas) or {}
    if alias.item:
        item = field_at(alias.item, schema_name(child(field, "items")) or "", schemas) or {}
        return {"type": "array", "items": item, "description": f"Sets {alias.words}."}
    plain = alias.words == alias.value
    return {**field, "description": f"Another name for {alias.value}." if plain else f"Sets {alias.words}."}
