"""The typed dictionaries: they name what may be passed in, and nothing else."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

from powertrack_api import documents, inputs
from powertrack_core.shapes import Document
from tests.every import every
from tests.generated.example_files import REQUESTS, body, described
from tests.generated.example_files import name as example_name
from tests.generated.specification import OPERATIONS, SCHEMAS, Described, child, objects, schema_name, sort

PATCHES = sorted(name.removesuffix("Patch") for name in vars(inputs) if name.endswith("Patch"))
DOCUMENTS = {value.name: value for value in vars(documents).values() if isinstance(value, Document)}
BODIES = [described for described in OPERATIONS if described.request is not None and not described.writes]


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


@every("schema", PATCHES)
def test_a_patch_has_what_may_be_changed_and_what_names_its_object(schema: str) -> None:
    patch = getattr(inputs, f"{schema}Patch")
    properties = child(SCHEMAS[schema], "properties")
    friendly = set(child(SCHEMAS[schema], "x-powertrack-aliases"))
    allowed = {
        field
        for field in properties
        if child(properties, field).get("readOnly") is not True or (schema, field) in naming_fields()
    }

    assert patch.__annotations__.keys() == allowed | friendly


def test_a_friendly_name_has_the_type_of_what_it_stands_for() -> None:
    assert hint("AlertTrigger", "threshold") == hint("AlertParameter", "value")
    assert hint("HardwareConfig", "enableBool") == hint("HardwareConfig", "outOfService") == "bool"
    assert hint("PvInverter", "powerRating") == hint("PvInverter", "inverterKw") == "float"
    assert hint("ReportConfig", "sites") == "list[str]"


def hint(schema: str, name: str) -> str:
    return str(getattr(inputs, f"{schema}Patch").__annotations__[name].__forward_arg__)


@every("schema", PATCHES)
def test_every_field_of_a_patch_may_be_left_out(schema: str) -> None:
    patch = getattr(inputs, f"{schema}Patch")

    assert patch.__required_keys__ == frozenset()
    assert patch() == {}


@every("file", [file for file in REQUESTS if not described(file).writes], ids=example_name)
def test_a_body_that_was_seen_has_only_known_fields(file: Path) -> None:
    asked = annotation(described(file))
    seen = body(file)
    if asked == "str":
        assert isinstance(seen, str)
        return
    sent = seen if asked.startswith("list[") else [seen]
    kind = getattr(inputs, asked.removeprefix("list[").removesuffix("]"))

    assert isinstance(sent, list)
    for item in sent:
        assert isinstance(item, dict)
        assert item.keys() <= kind.__annotations__.keys()


@every("described", BODIES, ids=lambda described: described.id)
def test_a_body_is_asked_for_as_the_specification_describes_it(described: Described) -> None:
    request = described.request or {}
    item = schema_name(child(request, "items"))
    of_texts = item is not None and sort({"$ref": f"#/components/schemas/{item}"}) == "string"
    expected = "list[str]" if of_texts else f"list[{item}Input]" if item else f"{schema_name(request)}Input"

    assert annotation(described) == {"any": "JsonValue", "string": "str"}.get(sort(request), expected)


def annotation(described: Described) -> str:
    """Type of the body that a function takes."""
    function = getattr(import_module(f"powertrack_api.api.{described.resource}"), described.name)
    return str(inspect.signature(function).parameters["body"].annotation)
