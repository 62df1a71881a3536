"""The typed dictionaries: they name what may be passed in, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from powertrack_api import documents, inputs
from powertrack_api.shapes import Document
from tests.generated.example_files import REQUESTS, described
from tests.generated.example_files import name as example_name
from tests.generated.specification import SCHEMAS, child, objects, schema_name

PATCHES = sorted(name.removesuffix("Patch") for name in vars(inputs) if name.endswith("Patch"))
DOCUMENTS = {value.name: value for value in vars(documents).values() if isinstance(value, Document)}


def naming_fields() -> set[tuple[str, str]]:
    """Fields that tell which object is meant: of the items of lists, and of documents."""
    of_documents = {(name, document.identity) for name, document in DOCUMENTS.items()}
    return of_documents | {
        (schema_name(child(node, "items")) or "", str(node["x-powertrack-merge-key"]))
        for schema in SCHEMAS.values()
        for node in objects([*child(schema, "properties").values()])
        if "x-powertrack-merge-key" in node
    }


def test_each_document_has_its_patch() -> None:
    assert set(PATCHES) >= DOCUMENTS.keys()


@pytest.mark.parametrize("schema", PATCHES)
def test_a_patch_has_what_may_be_changed_and_what_names_its_object(schema: str) -> None:
    patch = getattr(inputs, f"{schema}Patch")
    properties = child(SCHEMAS[schema], "properties")
    friendly = set(child(SCHEMAS[schema], "x-powertrack-aliases")) if schema in DOCUMENTS else set()
    allowed = {
        field
        for field in properties
        if child(properties, field).get("readOnly") is not True or (schema, field) in naming_fields()
    }

    assert patch.__annotations__.keys() == allowed | friendly


@pytest.mark.parametrize("schema", PATCHES)
def test_every_field_of_a_patch_may_be_left_out(schema: str) -> None:
    patch = getattr(inputs, f"{schema}Patch")

    assert patch.__required_keys__ == frozenset()
    assert patch() == {}


@pytest.mark.parametrize("file", [file for file in REQUESTS if not described(file).writes], ids=example_name)
def test_a_query_that_was_seen_has_only_known_fields(file: Path) -> None:
    body = getattr(inputs, f"{schema_name(described(file).request or {})}Input")

    assert json.loads(file.read_bytes()).keys() <= body.__annotations__.keys()
