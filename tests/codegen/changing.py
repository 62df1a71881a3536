"""Changing one thing in a specification."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen


@frozen
class Break:
    """A change that breaks one rule, and what lint says then.

    Attributes:
        file: File below the folder of the specification.
        old: A text that stands exactly once in it.
        new: What takes its place.
        finding: All that lint says, a line each.
    """

    file: str
    old: str
    new: str
    finding: str


def apply(broken: Break, spec: Path) -> None:
    """Break a specification."""
    change(spec / broken.file, broken.old, broken.new)


def change(file: Path, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")
