"""The pages of the guide: their commands, and the files that they show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_BLOCK = re.compile(
    r"^```(?:(?P<language>bash|sh|powershell)|(?:csv |\{code-block\} text\n:caption: )(?P<file>\S+))\n"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@frozen
class Step:
    """Something on a page that a reader does: a command, or a file that is written.

    Attributes:
        command: The command in words; empty for a file.
        file: Name of the file.
        content: What is in the file.
    """

    command: tuple[str, ...] = ()
    file: str = ""
    content: str = ""

    def __str__(self) -> str:
        return shlex.join(self.command) or f"write {self.file}"


def steps(page: Path) -> Iterator[Step]:
    """What a reader of a page does, in order. Comments are passed over."""
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["file"]:
            yield Step(file=block["file"], content=block["text"].lstrip("\n"))
            continue
        for line in block["text"].splitlines():
            words = shlex.split(line, comments=True, posix=block["language"] != "powershell")
            words = [word.strip('"') for word in words]
            if words:
                yield Step(command=tuple(words))
