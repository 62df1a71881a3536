"""The page of the guide about drift: its kinds, levels and figures are those of the product."""

from __future__ import annotations

import re

from powertrack_sdk.traffic import recorder
from powertrack_sdk.traffic.expected import Place
from powertrack_sdk.traffic.findings import Finding, Kind
from powertrack_sdk.traffic.parsing import MOST_ITEMS
from tests.docs.guide import DOCS

OF_READERS = {Kind.EVIDENCE, Kind.PAGE}
"""Kinds that only the reader of recordings finds."""

PAGE = (DOCS / "drift.md").read_text(encoding="utf-8")


def test_every_kind_is_on_the_page_with_its_level() -> None:
    rows = re.findall(r"^\| ([a-z ,]+) \| (breaking|compatible) \|", PAGE, re.MULTILINE)
    shown = {kind: level for kinds, level in rows for kind in kinds.split(", ")}
    findings = [Finding(kind=kind, operation="", place=Place("")) for kind in Kind if kind not in OF_READERS]
    assert shown == {one.kind.words: one.level.name.lower() for one in findings}


def test_the_page_says_how_much_is_looked_at() -> None:
    assert f"the first {recorder.FIRST} answers are inspected, then one in {recorder.FURTHER}" in PAGE
    assert f"up to {MOST_ITEMS} items" in PAGE
