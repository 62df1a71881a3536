"""The real specification keeps the rules of the house."""

from __future__ import annotations

import json
import re

from codegen.documents import JsonObject, as_list, as_object, child, operations_of, schemas_of
from codegen.inputs import query_bodies
from codegen.lint import lint
from codegen.lint.operations import check as check_operations
from codegen.locations import SPEC


def test_it_is_clean(specification: JsonObject) -> None:
    assert lint(specification) == []


def test_every_write_names_the_page_that_sends_it(specification: JsonObject) -> None:
    writes = [
        (path, operation)
        for path, method, operation in operations_of(specification)
        if method != "get" and operation.get("x-powertrack-safe") is not True
    ]

    assert len(writes) > 25
    for path, operation in writes:
        page = operation["x-powertrack-referer"]
        if page is None:
            unfinished = operation["x-powertrack-evidence"] in ("partial", "reported")
            assert unfinished or operation["x-powertrack-pages"], path
        else:
            assert isinstance(page, str), path
            assert page.startswith("/powertrack/{"), path


def test_a_write_without_its_page_is_found(specification: JsonObject) -> None:
    broken = json.loads(json.dumps(specification))
    for path, method, operation in operations_of(broken):
        if method == "put" and operation["x-powertrack-evidence"] == "captured":
            del operation["x-powertrack-referer"]
            operation.pop("x-powertrack-pages", None)
            assert f"PUT {path}: writes and names no x-powertrack-referer" in list(check_operations(broken))


def test_each_put_is_tied_to_its_get(specification: JsonObject) -> None:
    readers = {operation["operationId"] for _, method, operation in operations_of(specification) if method == "get"}
    for path, method, operation in operations_of(specification):
        body = child(child(child(operation, "requestBody"), "content"), "application/json")
        of_keys = child(body, "schema").get("type") == "array"
        if method == "put" and operation["x-powertrack-evidence"] != "reported" and not of_keys:
            assert child(operation, "x-powertrack-write").get("read") in readers, path


def test_what_is_deprecated_was_only_reported_and_says_what_does_the_same(specification: JsonObject) -> None:
    operations = {str(operation["operationId"]): operation for _, _, operation in operations_of(specification)}
    deprecated = [operation for operation in operations.values() if operation.get("deprecated") is True]

    assert len(deprecated) > 10
    for operation in deprecated:
        assert operation["x-powertrack-evidence"] == "reported"
        instead = re.findall(r"`(\w+)`", str(operation["description"]))
        known = [operations[name] for name in instead if name in operations]
        assert [told for told in known if told["x-powertrack-evidence"] != "reported"], operation["operationId"]


def test_no_two_paths_differ_in_the_name_of_a_placeholder_alone(specification: JsonObject) -> None:
    paths = [re.sub(r"\{\w+\}", "{}", path) for path in child(specification, "paths")]

    assert len(paths) == len(set(paths))


def test_every_file_of_examples_is_shown_by_an_operation(specification: JsonObject) -> None:
    files = sorted((SPEC / "examples").rglob("*.json"))
    referred = {
        (file.parent / reference).resolve()
        for file in SPEC.rglob("*.yaml")
        for reference in re.findall(r"\$ref: ([\w./]+\.json)", file.read_text(encoding="utf-8"))
    }

    assert files
    assert {file.resolve() for file in files} == referred


def test_every_operation_that_was_seen_shows_an_answer(specification: JsonObject) -> None:
    for path, _, operation in operations_of(specification):
        answer = child(child(child(operation, "responses"), "200"), "content")
        for kind in answer:
            unseen = child(child(answer, kind), "schema") == {"$ref": "#/components/schemas/Unseen"}
            missing = str(operation.get("x-powertrack-evidence-missing", ""))
            if operation["x-powertrack-evidence"] == "captured" or not unseen:
                shown = child(child(answer, kind), "examples")
                assert shown or operation["x-powertrack-evidence"] == "reported" or "answer" in missing, path


def test_every_operation_whose_body_was_seen_shows_it(specification: JsonObject) -> None:
    for path, _, operation in operations_of(specification):
        body = child(child(child(operation, "requestBody"), "content"), "application/json")
        if body and operation["x-powertrack-evidence"] == "captured":
            assert child(body, "examples"), path


def test_of_an_answer_only_the_identity_is_required(specification: JsonObject) -> None:
    for name, schema in schemas_of(specification).items():
        if name in query_bodies(specification):
            continue
        required = as_list(schema.get("required", []), name)
        assert len(required) <= 1, name
        for field in required:
            node = as_object(child(schema, "properties")[str(field)], name)
            assert "$ref" in node or node.get("type") == "string", f"{name}.{field}"
