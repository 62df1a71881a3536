"""Each rule finds what breaks it, and nothing else is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.bundle import bundle
from codegen.lint import lint
from tests.codegen.breaks_of_codes import NAMES
from tests.codegen.breaks_of_operations import ALLOWED, OPERATIONS, PAGES, STANDARD, VARIANTS
from tests.codegen.breaks_of_schemas import EXAMPLES, FIELDS, WRITES
from tests.codegen.changing import Break, apply, change


def test_the_tiny_specification_is_clean(tiny: Path) -> None:
    assert lint(bundle(tiny)) == []


@pytest.mark.parametrize(
    "broken",
    [*STANDARD, *OPERATIONS, *PAGES, *VARIANTS, *FIELDS, *NAMES, *WRITES, *EXAMPLES],
    ids=lambda broken: broken.finding.replace("\n", "; "),
)
def test_what_breaks_one_rule_is_found_and_nothing_else(tiny: Path, broken: Break) -> None:
    apply(broken, tiny)

    assert "\n".join(lint(bundle(tiny))) == broken.finding


@pytest.mark.parametrize("name", ALLOWED)
def test_what_breaks_no_rule_is_not_found(tiny: Path, name: str) -> None:
    for allowed in ALLOWED[name]:
        apply(allowed, tiny)

    assert lint(bundle(tiny)) == []


def test_all_findings_are_told_at_once(tiny: Path) -> None:
    for broken in (OPERATIONS[1], OPERATIONS[-1], FIELDS[0], EXAMPLES[-1]):
        apply(broken, tiny)

    assert len(lint(bundle(tiny))) == 4


def test_of_an_example_with_many_faults_the_first_few_are_told(tiny: Path) -> None:
    (tiny / "examples/site/get_site.json").write_text('{"key": "S1", "a": 1, "b": 2, "c": 3, "d": 4, "e": 5}')

    assert len(lint(bundle(tiny))) == 3


def test_a_name_that_is_no_class_name_is_found(tiny: Path) -> None:
    for old, new in (("Note:\n", "siteNote:\n"), ("#/Note'", "#/siteNote'")):
        change(tiny / "site/schemas.yaml", old, new)

    assert lint(bundle(tiny)) == ["siteNote: is no class name in Python; SiteNote would be"]
