"""The committed output is what the specification gives, and what is not is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from codegen.generate import generate
from codegen.locations import GENERATED
from codegen.staleness import differences


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_generating_elsewhere_and_over_something_else_changes_no_byte(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 40\n[tool.black]\nline-length = 40\n")
    (tmp_path / "generated").mkdir()
    (tmp_path / "generated" / "leftover.py").touch()
    generate(tmp_path / "generated")

    assert contents(tmp_path / "generated") == contents(fresh)


def test_what_is_committed_is_what_the_specification_gives(fresh: Path) -> None:
    assert contents(GENERATED) == contents(fresh)


def test_each_file_that_differs_is_told(fresh: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(fresh, tmp_path / "generated")
    edited = copy / "powertrack_api" / "catalog.py"
    edited.write_text(edited.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    (copy / "powertrack_api" / "models" / "site_config.py").unlink()
    (copy / "powertrack_api" / "models" / "of_yesterday.py").touch()
    (copy / "powertrack_api" / "__pycache__").mkdir()
    (copy / "powertrack_api" / "__pycache__" / "model.pyc").touch()

    assert differences(copy) == [
        "generated/powertrack_api/catalog.py: is stale or was edited by hand; run `make generate`",
        "generated/powertrack_api/models/of_yesterday.py: is not generated; run `make generate`",
        "generated/powertrack_api/models/site_config.py: is missing; run `make generate`",
    ]
