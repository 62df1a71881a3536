"""The specification as openapi-python-client parses it. Its parse decides classes, fields, names, types and arguments.

Three things are put into its terms first: open enumerations, dates without a format, paths for several kinds of key.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import count
from pathlib import Path

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.enum_property import EnumProperty

from codegen.documents import (
    Json,
    JsonObject,
    SpecError,
    as_list,
    as_object,
    as_text,
    child,
    operations_of,
    referred_schemas,
    schemas_of,
)
from codegen.inputs import query_bodies
from codegen.locations import PACKAGE
from codegen.spec_model import naming
from codegen.spec_model.operations import Function, read_function
from codegen.spec_model.types import TypeReader, code_values, has_fields

_FORMATS = {"Instant": "date-time", "LocalDateTime": "date-time", "AnyDateTime": "date-time", "Date": "date"}
_RULES = {"referer": "referer", "pages": "pages", "evidence": "evidence", "missing": "evidence-missing"}


class Parse:
    """The parse of a bundle.

    Attributes:
        config: Settings of the generator.
        data: What the generator parsed: models and codes of answers, endpoints.
        types: Python types of what it parsed.
        operations: Path and description of each function, by its name.

    Args:
        bundle: The specification.
        target: Folder that the generator writes the package to.

    Raises:
        SpecError: The generator cannot parse it.
    """

    def __init__(self, bundle: JsonObject, target: Path | None = None) -> None:
        self.config = Config.from_sources(
            ConfigFile(package_name_override=PACKAGE, post_hooks=[]),
            MetaType.NONE,
            document_source=Path(),
            file_encoding="utf-8",
            overwrite=True,
            output_path=target,
        )
        self._bundle, self._inputs = bundle, query_bodies(bundle)
        described = list(described_operations(bundle))
        self.operations = {naming.attribute(str(found["operationId"])): (path, found) for path, _, found in described}
        found = GeneratorData.from_dict(_in_terms_of_generator(bundle, described), config=self.config)
        problems = [found] if isinstance(found, GeneratorError) else list(found.errors)
        if not isinstance(found, GeneratorError):
            problems += [error for each in found.endpoint_collections_by_tag.values() for error in each.parse_errors]
        if isinstance(found, GeneratorError) or problems:
            raise SpecError("\n".join(f"{problem.header}: {problem.detail}" for problem in problems))
        self.data = found
        self.types = TypeReader({str(model.class_info.name): model for model in found.models})
        # What is only sent needs no class, nor does an object whose names are data, nor the names of NaN and infinity.
        answers: Json = [operation.get("responses") for _, _, operation in operations_of(bundle)]
        answered = set(referred_schemas(answers, schemas_of(bundle)))
        found.models = [each for each in found.models if has_fields(each) and each.class_info.name in answered]
        found.enums = [each for each in found.enums if isinstance(each, EnumProperty) and each.value_type is int]

    @cached_property
    def endpoints(self) -> dict[str, Endpoint]:
        """Endpoints by the names of their functions."""
        collections = self.data.endpoint_collections_by_tag.values()
        return {str(endpoint.name): endpoint for found in collections for endpoint in found.endpoints}

    def function(self, name: str) -> Function:
        """The function with a name."""
        path, operation = self.operations[name]
        return read_function(self._bundle, path, operation, self.endpoints[name], self.types, self._inputs)


def described_operations(bundle: JsonObject) -> Iterator[tuple[str, str, JsonObject]]:
    """All operations as path, method and description, one for each kind of key if a path serves several."""
    for path, method, operation in operations_of(bundle):
        variants = as_list(operation.get("x-powertrack-variants", []), path)
        if not variants:
            yield path, method, operation
        for variant in variants:
            told = as_object(variant, path)
            key = as_text(told["key"], path)
            yield path.replace("{key}", f"{{{key}}}"), method, _variant(operation, told, key)


def _variant(operation: JsonObject, variant: JsonObject, key: str) -> JsonObject:
    parameters = as_list(operation.get("parameters", []), key)
    others = [parameter for parameter in parameters if as_object(parameter, key).get("name") != "key"]
    parameter: JsonObject = {"name": key, "in": "path", "required": True, "schema": {"type": "string"}}
    answer: JsonObject = {"$ref": f"#/components/schemas/{as_text(variant['response'], key)}"}
    own: JsonObject = {name: variant[name] for name in ("operationId", "summary", "description") if name in variant}
    rules: JsonObject = {f"x-powertrack-{rule}": variant[name] for name, rule in _RULES.items() if name in variant}
    return {
        **operation,
        **own,
        **rules,
        "x-powertrack-variant-of": operation["operationId"],
        "parameters": [parameter, *others],
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": answer}}}},
    }


def _in_terms_of_generator(bundle: JsonObject, described: list[tuple[str, str, JsonObject]]) -> JsonObject:
    paths: dict[str, JsonObject] = {}
    for path, method, operation in described:
        paths.setdefault(path, {})[method] = operation
    numbers = count()

    def titled(node: JsonObject) -> JsonObject:
        # The generator makes a class of every map, called as its owner and its field together, which may be taken.
        return {**node, "title": f"Unnamed map {next(numbers)}"} if _is_map(node) else node

    schemas = {name: _schema(name, schema) for name, schema in schemas_of(bundle).items()}
    components = {**child(bundle, "components"), "schemas": json.loads(json.dumps(schemas), object_hook=titled)}
    return {**bundle, "paths": {**paths}, "components": components}


def _is_map(node: JsonObject) -> bool:
    return node.get("type") == "object" and isinstance(node.get("additionalProperties"), dict)


def _schema(name: str, schema: JsonObject) -> JsonObject:
    codes = code_values(schema)
    if codes is not None:
        return {**codes, "description": schema.get("description", "")}
    return {**schema, "format": _FORMATS[name]} if name in _FORMATS else schema
