"""Many files become one document."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from codegen.bundle import bundle
from codegen.documents import JsonObject, SpecError, as_object, child, operations_of, schemas_of
from codegen.locations import SPEC
from tests.codegen.changing import change


def test_paths_come_in_the_order_of_the_root_file(tiny: Path) -> None:
    assert list(child(bundle(tiny), "paths")) == [
        "/api/view/{key}",
        "/api/edit/site/{siteKey}",
        "/api/edit/site",
        "/api/find",
        "/api/note/{siteKey}",
    ]


def test_schemas_of_all_files_stand_in_one_place_sorted(tiny: Path) -> None:
    assert list(schemas_of(bundle(tiny))) == [
        "Device",
        "Measurement",
        "Note",
        "Place",
        "Search",
        "Site",
        "SiteKey",
        "UnitCode",
    ]


def test_parameters_and_responses_have_their_own_places(tiny: Path) -> None:
    components = child(bundle(tiny), "components")

    assert list(child(components, "parameters")) == ["siteKey"]
    assert list(child(components, "responses")) == ["BadRequest", "Forbidden", "NotFound", "Unauthorized"]


def test_references_lead_to_places_in_the_document(tiny: Path) -> None:
    document = bundle(tiny)
    references = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)))

    assert references
    for reference in references:
        root, *steps = reference.split("/")
        node: JsonObject = document
        for step in steps:
            node = child(node, step)
        assert root == "#"
        assert node, reference


def test_what_stands_beside_a_reference_is_kept(tiny: Path) -> None:
    properties = child(schemas_of(bundle(tiny))["Site"], "properties")

    assert properties["key"] == {"$ref": "#/components/schemas/SiteKey", "readOnly": True}


def test_a_reference_beside_null_is_resolved(tiny: Path) -> None:
    place = child(schemas_of(bundle(tiny))["Site"], "properties")["place"]

    assert place == {
        "anyOf": [{"$ref": "#/components/schemas/Place"}, {"type": "null"}],
        "description": "Where it lies.",
    }


def test_examples_become_values(tiny: Path) -> None:
    [get] = [operation for _, _, operation in operations_of(bundle(tiny)) if operation["operationId"] == "getSite"]
    examples = child(child(child(child(child(get, "responses"), "200"), "content"), "application/json"), "examples")

    value = json.loads((tiny / "examples/site/get_site.json").read_text())
    assert examples == {"captured": {"value": value, "x-powertrack-example": "site/get_site"}}


def test_an_example_has_the_name_that_it_is_loaded_by(specification: JsonObject) -> None:
    bodies = [
        child(message, "content")
        for _, _, operation in operations_of(specification)
        for message in (child(operation, "requestBody"), child(child(operation, "responses"), "200"))
    ]
    examples = {
        str(as_object(example, "example").get("x-powertrack-example")): as_object(example, "example").get("value")
        for content in bodies
        for kind in content
        for example in child(child(content, kind), "examples").values()
    }

    assert len(examples) > 150
    for name, value in examples.items():
        assert json.loads((SPEC / "examples" / f"{name}.json").read_bytes()) == value


def test_a_schema_may_refer_to_itself(tiny: Path) -> None:
    change(tiny / "site/schemas.yaml", "What it says.}", "What it says.}\n    answer: {$ref: '#/Note'}")

    note = schemas_of(bundle(tiny))["Note"]
    assert child(note, "properties")["answer"] == {"$ref": "#/components/schemas/Note"}


def test_a_schema_that_nothing_refers_to_is_there_too(tiny: Path) -> None:
    with (tiny / "shared/keys.yaml").open("a", encoding="utf-8") as file:
        file.write("UserKey: {type: string, description: Key of a user.}\n")

    assert "UserKey" in schemas_of(bundle(tiny))


def test_what_the_root_file_says_besides_is_kept(tiny: Path) -> None:
    document = bundle(tiny)

    assert document["openapi"] == "3.1.1"
    assert document["info"] == {"title": "Tiny", "version": "0.1.0"}


def test_bundling_twice_gives_the_same(tiny: Path) -> None:
    assert json.dumps(bundle(tiny)) == json.dumps(bundle(tiny))


class TestRefusals:
    """What does not resolve is an error that names the file."""

    def test_a_schema_that_is_not_there(self, tiny: Path) -> None:
        change(tiny / "site/schemas.yaml", "anyOf: [{$ref: '#/Place'}", "anyOf: [{$ref: '#/Plaice'}")

        with pytest.raises(SpecError, match="#/Plaice names nothing") as refusal:
            bundle(tiny)
        assert str(Path("site/schemas.yaml")) in str(refusal.value)

    def test_a_path_that_is_not_there(self, tiny: Path) -> None:
        change(tiny / "openapi.yaml", "~1api~1find'", "~1api~1seek'")

        with pytest.raises(SpecError, match=r"openapi\.yaml.*names nothing"):
            bundle(tiny)

    def test_a_file_that_is_not_there(self, tiny: Path) -> None:
        change(tiny / "site/schemas.yaml", "../shared/codes.yaml#/UnitCode", "../shared/units.yaml#/UnitCode")

        with pytest.raises(SpecError, match=r"units\.yaml"):
            bundle(tiny)

    def test_an_example_that_is_not_there(self, tiny: Path) -> None:
        (tiny / "examples/site/get_site.json").unlink()

        with pytest.raises(SpecError, match=r"get_site\.json"):
            bundle(tiny)

    def test_an_example_that_is_no_json(self, tiny: Path) -> None:
        (tiny / "examples/site/get_site.json").write_text("{'key': 1}")

        with pytest.raises(SpecError, match=r"get_site\.json"):
            bundle(tiny)

    def test_a_root_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(SpecError, match=r"openapi\.yaml"):
            bundle(tmp_path)

    def test_a_root_file_that_is_a_list(self, tmp_path: Path) -> None:
        (tmp_path / "openapi.yaml").write_text("- 1\n")

        with pytest.raises(SpecError, match=r"openapi\.yaml: an object was expected"):
            bundle(tmp_path)

    def test_two_schemas_of_one_name(self, tiny: Path) -> None:
        with (tiny / "shared/keys.yaml").open("a", encoding="utf-8") as file:
            file.write("Note: {type: string, description: Another note.}\n")

        with pytest.raises(SpecError, match="Note is described in") as refusal:
            bundle(tiny)
        assert str(Path("site/schemas.yaml")) in str(refusal.value)
        assert str(Path("shared/keys.yaml")) in str(refusal.value)


def test_an_operation_that_the_root_file_does_not_list_is_refused(tiny: Path) -> None:
    change(tiny / "openapi.yaml", "  /api/find: {$ref: './site/paths.yaml#/~1api~1find'}\n", "")
    change(tiny / "openapi.yaml", "  /api/note/{siteKey}: {$ref: './site/paths.yaml#/~1api~1note~1{siteKey}'}\n", "")
    with pytest.raises(SpecError) as caught:
        bundle(tiny)
    assert str(caught.value).splitlines() == [
        f"{tiny.resolve()}/site/paths.yaml: /api/find is not listed in openapi.yaml",
        f"{tiny.resolve()}/site/paths.yaml: /api/note/{{siteKey}} is not listed in openapi.yaml",
    ]


def test_an_operation_in_a_folder_below_a_resource_has_to_be_listed_too(tiny: Path) -> None:
    below = tiny / "site" / "notes"
    below.mkdir()
    (below / "paths.yaml").write_text("/api/other: {get: {operationId: getOther}}\n", encoding="utf-8")
    with pytest.raises(SpecError, match=r"notes/paths.yaml: /api/other is not listed in openapi.yaml"):
        bundle(tiny)


@pytest.mark.parametrize("listed", ["/api/finds", "/api/Find", "/api/find/"])
def test_an_operation_that_is_listed_under_another_name_is_refused(tiny: Path, listed: str) -> None:
    change(tiny / "openapi.yaml", "  /api/find: ", f"  {listed}: ")
    with pytest.raises(
        SpecError, match=rf"{listed} refers to \./site/paths.yaml#/~1api~1find, which describes /api/find$"
    ):
        bundle(tiny)
