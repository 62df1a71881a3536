"""Whatever was seen on the wire is what the specification says, and is read without a rest."""

from __future__ import annotations

import json

import pytest

from codegen.lint.examples import BodyChecker
from tests.evidence.evidence_files import EVIDENCE, Seen, seen_bodies
from tests.generated.decoding_tree import unknown, unread
from tests.generated.specification import BUNDLE, OPERATIONS, model

pytestmark = pytest.mark.skipif(not EVIDENCE.is_dir(), reason="the evidence, ../shared/evidence, is not here")

BODIES = seen_bodies()
ENOUGH = 35

each_body = pytest.mark.parametrize("seen", BODIES, ids=lambda seen: f"{seen.file}:{seen.side}")


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
    content = json.dumps(seen.body).encode()
    kind = model(seen.schema)
    if seen.side == "response_body":
        decoded = seen.operation.operation().parse(content)
        assert type(decoded) is kind
    elif kind is not None:
        decoded = kind.parse(content)
    else:
        assert not seen.operation.writes, "what only asks needs no class, a document does"
        return

    assert unknown(decoded) == []
    assert unread(decoded) == []


def test_every_operation_whose_answer_was_seen_was_compared() -> None:
    compared = {seen.operation.id for seen in BODIES if seen.side == "response_body"}

    assert {described.id for described in OPERATIONS if described.level == "captured"} <= compared


def test_a_page_that_is_named_was_seen() -> None:
    for described in OPERATIONS:
        pages = {seen.page for seen in BODIES if seen.operation is described} - {None}
        assert not pages or described.page is None or described.page in pages, described.id
