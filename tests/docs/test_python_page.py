"""The page of Python names has all public ones, and no other."""

from __future__ import annotations

import re

import powertrack_sdk
from tests.docs.guide import DOCS


def test_every_public_name_is_on_the_page() -> None:
    page, _, simulator = (DOCS / "python.md").read_text(encoding="utf-8").partition("## The simulator")
    names = r"^\.\. auto(?:class|function):: (\w+)$"
    assert sorted(re.findall(names, page, re.MULTILINE)) == sorted({*powertrack_sdk.__all__} - {"__version__"})
    assert re.findall(names, simulator, re.MULTILINE) == ["Simulator", "Fault", "SessionRules", "Account"]
