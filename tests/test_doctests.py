"""The examples in docstrings print what they say."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import powertrack_sdk

ROOT = Path(powertrack_sdk.__file__).parent
MODULES = sorted(
    ".".join(("powertrack_sdk", *path.relative_to(ROOT).with_suffix("").parts))
    for path in ROOT.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def test_there_are_examples() -> None:
    assert {"powertrack_sdk.keys", "powertrack_sdk.units", "powertrack_sdk.writes.merge"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_examples_print_what_they_say(name: str) -> None:
    failed, attempted = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert attempted > 0, "an example that no docstring has"
    assert failed == 0
