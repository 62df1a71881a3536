"""The smallest specification that has something of everything, and what the real one gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from codegen.bundle import bundle
from codegen.documents import JsonObject
from codegen.generate import generate
from codegen.locations import SPEC

TINY = Path(__file__).parent / "tiny_spec"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny specification, to be broken."""
    return shutil.copytree(TINY, tmp_path / "spec")


@pytest.fixture(scope="session")
def specification() -> JsonObject:
    """The real specification, bundled."""
    return bundle(SPEC)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the real specification gives now."""
    target = tmp_path_factory.mktemp("fresh") / "generated"
    generate(target)
    return target
