"""Whatever was seen on the wire is what the specification says, and is read without a rest."""

from __future__ import annotations

import json
import re

import pytest

from codegen.lint.examples import BodyChecker
from tests.every import every
from tests.evidence.evidence_files import (
    EVIDENCE,
    FOLDERS,
    OBSERVED,
    Seen,
    captured_places,
    described_files,
    observed_groups,
    seen_bodies,
)
from tests.generated.decoding_tree import encoded, unknown, unread
from tests.generated.example_files import content
from tests.generated.specification import BUNDLE, OPERATIONS, model

BODIES = seen_bodies()
ENOUGH = 170

each_body = every("seen", BODIES, ids=lambda seen: f"{seen.file}:{seen.side}")


@pytest.fixture(scope="module")
def checker() -> BodyChecker:
    return BodyChecker(BUNDLE)


def test_enough_was_compared() -> None:
    assert len(BODIES) >= ENOUGH


@each_body
def test_it_is_what_its_schema_says_and_has_no_unknown_field(seen: Seen, checker: BodyChecker) -> None:
    assert list(checker.faults(seen.schema, seen.body)) == []


@each_body
def test_it_decodes_without_a_rest(seen: Seen) -> None:
    kind = model(seen.schema)
    if seen.side == "response_body":
        decoded = seen.operation.operation().parse(content(seen.body, seen.operation))
        assert kind is None or type(decoded) is kind
        assert encoded(decoded) == seen.body
    elif kind is not None:
        decoded = kind.parse(json.dumps(seen.body).encode())
        assert json.dumps(decoded.to_json()) == json.dumps(seen.body)
    else:
        assert not seen.operation.writes, "what only asks needs no class, a document does"
        return

    assert unknown(decoded) == []
    assert unread(decoded) == []


def test_every_operation_whose_answer_was_seen_was_compared() -> None:
    compared = {seen.operation.id for seen in BODIES if seen.side == "response_body"}
    with_answer = [described for described in OPERATIONS if described.response is not None]

    assert {described.id for described in with_answer if described.level == "captured"} <= compared


def test_every_file_was_compared() -> None:
    compared = {file for file, _, _ in described_files()}

    assert compared == {file for folder in FOLDERS for file in folder.rglob("*.json")}


def test_every_captured_operation_is_described() -> None:
    described = {(operation.method, operation.path): operation for operation in OPERATIONS}

    assert captured_places() - described.keys() == set()
    assert [place for place in captured_places() if described[place].level == "reported"] == []


FROM_NOTES = {"applyAlertTriggers", "getDriverList", "putAlertTriggers"}
"""Operations that only the field notes describe."""


def test_an_operation_without_evidence_is_only_reported() -> None:
    captured = {described.group for described in OPERATIONS if (described.method, described.path) in captured_places()}

    assert len(captured) == 98
    for operation in OPERATIONS:
        if operation.group not in observed_groups() | FROM_NOTES:
            assert (operation.group in captured) is (operation.level != "reported"), operation.id


def test_every_operation_names_the_files_that_it_rests_on() -> None:
    named = set(re.findall(r'"((?:hardware/)?(?:GET|PUT|POST|DELETE)_\w+\.json)"', json.dumps(BUNDLE["paths"])))

    assert named == {file.relative_to(EVIDENCE).as_posix() for file in EVIDENCE.rglob("*.json")}


def test_every_file_that_observe_kept_is_named() -> None:
    named = set(re.findall(r'"(observed/\w+\.json)"', json.dumps(BUNDLE["paths"])))

    assert named == {file.relative_to(OBSERVED.parent).as_posix() for file in OBSERVED.rglob("*.json")}


def test_a_page_that_is_named_was_seen() -> None:
    for described in OPERATIONS:
        pages = {seen.page for seen in BODIES if seen.operation is described} - {None}
        assert not pages or described.page is None or described.page in pages, described.id
