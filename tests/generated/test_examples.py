"""The examples of the specification, decoded."""

from __future__ import annotations

import json
from pathlib import Path

from powertrack_api.catalog import CATALOG
from tests.every import every
from tests.generated.decoding_tree import encoded, unknown, unread
from tests.generated.example_files import ANSWERS, REQUESTS, body, decoded, described, name
from tests.generated.specification import OPERATIONS, Described, model, sort


def test_there_are_examples() -> None:
    assert len(ANSWERS) > 110
    assert len(REQUESTS) > 45


@every("file", ANSWERS, ids=name)
def test_an_answer_decodes_without_a_rest(file: Path) -> None:
    answer = decoded(file)

    assert unknown(answer) == []
    assert unread(answer) == []


@every("file", [file for file in ANSWERS if model(described(file).response or {})], ids=name)
def test_an_object_becomes_one_of_its_class(file: Path) -> None:
    assert type(decoded(file)) is model(described(file).response or {})


@every("file", ANSWERS, ids=name)
def test_an_answer_can_be_had_as_it_came(file: Path) -> None:
    again = encoded(decoded(file))

    assert again == body(file)
    if sort(described(file).response) in ("object", "array"):
        assert json.dumps(again) == json.dumps(body(file))


@every("file", REQUESTS, ids=name)
def test_a_document_that_is_sent_decodes_without_a_rest(file: Path) -> None:
    operation = described(file)
    assert operation.request is not None
    kind = model(operation.request)
    if kind is None:
        assert not operation.writes, "what only asks needs no class, a document does"
        return
    document = kind.parse(file.read_bytes())

    assert unknown(document) == []
    assert unread(document) == []
    assert json.dumps(document.to_json()) == json.dumps(json.loads(file.read_bytes()))


def test_every_operation_whose_answer_was_seen_has_an_example() -> None:
    shown = {described(file).id for file in ANSWERS}

    assert {operation.id for operation in OPERATIONS if _answers(operation, "captured")} <= shown


def _answers(operation: Described, level: str) -> bool:
    return operation.level == level and operation.response is not None


def test_the_catalog_lists_every_answer_by_its_operation() -> None:
    listed = {(entry.method, entry.path): entry for entry in CATALOG}
    names = [example for entry in CATALOG for example in entry.examples]

    assert len(listed) == len(CATALOG)
    assert sorted(names) == sorted(name(file) for file in ANSWERS)
    for file in ANSWERS:
        [entry] = [entry for entry in CATALOG if name(file) in entry.examples]
        assert entry.resource == described(file).resource
        assert entry.method == described(file).method


def test_the_catalog_says_of_each_operation_what_the_specification_says() -> None:
    by_place = {(operation.method, operation.path): operation for operation in OPERATIONS}
    alone = [entry for entry in CATALOG if (entry.method, entry.path) in by_place]

    assert len(alone) > 90
    for entry in alone:
        operation = by_place[entry.method, entry.path]
        assert (entry.id, entry.resource, entry.evidence) == (operation.id, operation.resource, operation.level)
        assert (entry.safe, entry.deprecated) == (operation.safe, operation.deprecated), entry.id
        assert entry.media_type == operation.media_type, entry.id
