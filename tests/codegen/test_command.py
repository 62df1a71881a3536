"""`python -m codegen`, run as the Makefile runs it: on a copy of the repository that may be broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.locations import GENERATED, ROOT, SPEC
from tests.codegen.breaks_of_operations import PAGES
from tests.codegen.changing import apply, change

PUT_WITHOUT_PAGE = PAGES[0]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The pipeline alone; the specification is for each test to add."""
    shutil.copytree(ROOT / "codegen", tmp_path / "codegen", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Another order of sets than in the process that generated what is committed.
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "codegen", *arguments]
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)


def test_check_is_content_with_what_is_committed(repository: Path) -> None:
    shutil.copytree(SPEC, repository / "spec")
    shutil.copytree(GENERATED, repository / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    done = run(repository, "check")

    assert (done.returncode, done.stderr) == (0, "")


def test_check_names_what_is_stale(repository: Path) -> None:
    shutil.copytree(SPEC, repository / "spec")
    shutil.copytree(GENERATED, repository / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    change(repository / "spec/openapi.yaml", "  version: 0.1.0\n", "  version: 0.1.1\n")
    done = run(repository, "check")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "generated/openapi.json: is stale or was edited by hand; run `make generate`",
        "generated/powertrack_api/__init__.py: is stale or was edited by hand; run `make generate`",
        "2 to mend",
    ]


def test_lint_is_content_with_a_clean_specification(repository: Path, tiny: Path) -> None:
    assert tiny == repository / "spec"
    done = run(repository, "lint")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("command", ["check", "generate"])
def test_every_command_stops_at_what_lint_finds(repository: Path, tiny: Path, command: str) -> None:
    apply(PUT_WITHOUT_PAGE, tiny)
    done = run(repository, command)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [PUT_WITHOUT_PAGE.finding, "1 to mend"]
    assert not (repository / "generated").exists()


def test_a_reference_that_leads_nowhere_is_told_in_a_line(repository: Path, tiny: Path) -> None:
    change(tiny / "site/schemas.yaml", "anyOf: [{$ref: '#/Place'}", "anyOf: [{$ref: '#/Plaice'}")
    done = run(repository, "lint")

    assert done.returncode == 1
    assert "Plaice names nothing" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_command_is_refused(repository: Path) -> None:
    assert run(repository, "publish").returncode == 2
