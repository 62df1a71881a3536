"""`python -m codegen`, run as the Makefile runs it: on a copy of the repository that may be broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.documents import JsonObject, operations_of
from codegen.locations import EVIDENCE, GENERATED, OBSERVED, ROOT, SPEC
from tests.codegen.breaks_of_operations import OPERATIONS
from tests.codegen.changing import apply, change

NO_SUMMARY = OPERATIONS[1]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The pipeline alone; the specification is for each test to add."""
    shutil.copytree(ROOT / "codegen", tmp_path / "codegen", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Another order of sets than in the process that generated what is committed.
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    command = [sys.executable, "-m", "codegen", *arguments]
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)


def test_check_is_content_with_what_is_committed_and_prints_the_coverage(
    repository: Path, specification: JsonObject
) -> None:
    shutil.copytree(SPEC, repository / "spec")
    shutil.copytree(GENERATED, repository / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    done = run(repository, "check")

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].split()[:3] == ["resource", "operations", "reported"]
    assert len(lines) == 14
    levels = [operation["x-powertrack-evidence"] for _, _, operation in operations_of(specification)]
    assert lines[-1].split()[:3] == ["all", str(len(levels)), str(levels.count("reported"))]
    assert lines[-1].split()[-2:] == ["0", "0"]


def test_check_names_what_is_stale(repository: Path) -> None:
    shutil.copytree(SPEC, repository / "spec")
    shutil.copytree(GENERATED, repository / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    change(repository / "spec/openapi.yaml", "  version: 0.1.0\n", "  version: 0.1.1\n")
    done = run(repository, "check")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "generated/openapi.json: is stale or was edited by hand; run `make generate`",
        "generated/powertrack_api/__init__.py: is stale or was edited by hand; run `make generate`",
        "generated/powertrack_api/openapi.json: is stale or was edited by hand; run `make generate`",
        "3 to mend",
    ]


def test_lint_is_content_with_a_clean_specification(repository: Path, tiny: Path) -> None:
    assert tiny == repository / "spec"
    done = run(repository, "lint")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("command", ["check", "generate", "reference"])
def test_every_command_stops_at_what_lint_finds(repository: Path, tiny: Path, command: str) -> None:
    apply(NO_SUMMARY, tiny)
    done = run(repository, command)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [NO_SUMMARY.finding, "1 to mend"]
    assert not (repository / "generated").exists()
    assert not (repository / "docs").exists()


def test_reference_writes_the_pages(repository: Path, tiny: Path) -> None:
    done = run(repository, "reference")

    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(file.name for file in (repository / "docs" / "reference").iterdir()) == ["index.md", "site.md"]


def test_check_reports_evidence_that_the_specification_does_not_describe(repository: Path) -> None:
    shutil.copytree(SPEC, repository / "spec")
    shutil.copytree(GENERATED, repository / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    evidence, observed = repository / "spec" / EVIDENCE, repository / "spec" / OBSERVED
    observed.mkdir(exist_ok=True)
    (evidence / "GET_other.json").write_text('{"method": "GET", "path": "/api/other"}', encoding="utf-8")
    (observed / "GET_more.json").write_text('{"method": "GET", "path": "/api/more"}', encoding="utf-8")
    (evidence / "GET_applinks.json").unlink()
    done = run(repository, "check")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "GET_applinks.json is named as a source, but is not in spec/evidence",
        "GET_other.json is evidence that no operation names as its source",
        "observed/GET_more.json is evidence that no operation names as its source",
        "GET_other.json: GET /api/other is not in the specification",
        "GET_more.json: GET /api/more is not in the specification",
        "5 to mend",
    ]


def test_a_command_that_takes_no_arguments_takes_none(repository: Path) -> None:
    assert run(repository, "check", "traffic.har").returncode == 2


def test_a_reference_that_leads_nowhere_is_told_in_a_line(repository: Path, tiny: Path) -> None:
    change(tiny / "site/schemas.yaml", "anyOf: [{$ref: '#/Place'}", "anyOf: [{$ref: '#/Plaice'}")
    done = run(repository, "lint")

    assert done.returncode == 1
    assert "Plaice names nothing" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_command_is_refused(repository: Path) -> None:
    assert run(repository, "publish").returncode == 2
