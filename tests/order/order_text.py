"""The text that the product was ordered by: its snippets, and the names that it promises."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from attrs import frozen

TEXT = Path(__file__).parents[3] / "shared" / "SEED_README.md"

needs_text = pytest.mark.skipif(not TEXT.exists(), reason=f"the text of the order is not there ({TEXT.name})")

KEYS = {
    "S12345": "S10001",
    "S60309": "S10002",
    "S60310": "S10003",
    "H123456": "H100005",
    "C1234": "C1001",
    "REPORT123": "F3001",
    "123": "100005",
    "124": "100006",
}
"""Keys of the text, and what the simulator has in their place."""

_SNIPPET = re.compile(r"^(?P<indent> *)```python\n(?P<code>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (?P<heading>.+)$", re.MULTILINE)
_KEY = re.compile(rf"\b({'|'.join(KEYS)})\b")
_METHOD = re.compile(r"^- `(?P<name>\w+)\((?P<parameters>[^`]*)\)`", re.MULTILINE)
_MODEL = re.compile(r"^- \*\*(?P<name>\w+)\*\*:", re.MULTILINE)
_ERROR = re.compile(r"^- `(?P<name>\w+Error)`:", re.MULTILINE)


@frozen
class Snippet:
    """A block of Python in the text.

    Attributes:
        heading: The heading that it stands under.
        code: The code, with keys of the simulator, and without an `etc.`, which is no Python.
    """

    heading: str
    code: str


def read() -> str:
    """The whole text."""
    return TEXT.read_text(encoding="utf-8")


def snippets() -> list[Snippet]:
    """All blocks of Python, in their order."""
    text = read()
    outside = re.sub(r"^ *```.*?^ *```", lambda block: " " * len(block[0]), text, flags=re.MULTILINE | re.DOTALL)
    headings = [(found.start(), found["heading"]) for found in _HEADING.finditer(outside)]
    return [
        Snippet(
            [name for place, name in headings if place < found.start()][-1],
            _KEY.sub(lambda key: KEYS[key[0]], textwrap.dedent(found["code"]).replace(", etc.", "")),
        )
        for found in _SNIPPET.finditer(text)
    ]


def methods() -> dict[str, list[tuple[str, str | None]]]:
    """The methods that the text lists: their parameters in order, each with its default; None where it has none."""
    found = {}
    for method in _METHOD.finditer(read()):
        parameters = []
        for parameter in filter(None, method["parameters"].split(", ")):
            name, _, default = parameter.partition("=")
            parameters.append((name, default or None))
        found[method["name"]] = parameters
    return found


def models() -> list[str]:
    """The classes that the text lists, `AuthManager` among them."""
    return [found["name"] for found in _MODEL.finditer(read()) if found["name"][0].isupper()]


def errors() -> list[str]:
    """The exceptions that the text lists."""
    return [found["name"] for found in _ERROR.finditer(read())]


def imported() -> list[str]:
    """Every name after `from powertrack_sdk import`."""
    lines = re.findall(r"from powertrack_sdk import (.+)", read())
    return sorted({name for line in lines for name in line.split(", ") if name != "etc."})
