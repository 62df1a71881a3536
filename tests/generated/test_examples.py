"""The examples of the specification, decoded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.generated.decoding_tree import unknown, unread
from tests.generated.example_files import ANSWERS, REQUESTS, decoded, described, name
from tests.generated.specification import OPERATIONS, model


def test_there_are_examples() -> None:
    assert len(ANSWERS) > 25
    assert len(REQUESTS) > 10


@pytest.mark.parametrize("file", ANSWERS, ids=name)
def test_an_answer_decodes_without_a_rest(file: Path) -> None:
    answer = decoded(file.read_bytes(), described(file))

    assert type(answer) is model(described(file).response)
    assert unknown(answer) == []
    assert unread(answer) == []


@pytest.mark.parametrize("file", ANSWERS, ids=name)
def test_an_answer_can_be_had_as_it_came(file: Path) -> None:
    answer = decoded(file.read_bytes(), described(file))

    assert json.dumps(answer.to_json()) == json.dumps(json.loads(file.read_bytes()))


@pytest.mark.parametrize("file", REQUESTS, ids=name)
def test_a_document_that_is_sent_decodes_without_a_rest(file: Path) -> None:
    operation = described(file)
    assert operation.request is not None
    kind = model(operation.request)
    if not operation.writes:
        assert kind is None, "what only asks needs no class"
        return
    assert kind is not None
    document = kind.parse(file.read_bytes())

    assert unknown(document) == []
    assert unread(document) == []
    assert json.dumps(document.to_json()) == json.dumps(json.loads(file.read_bytes()))


def test_every_operation_whose_answer_was_seen_has_an_example() -> None:
    shown = {described(file).id for file in ANSWERS}

    assert {operation.id for operation in OPERATIONS if operation.level == "captured"} <= shown
