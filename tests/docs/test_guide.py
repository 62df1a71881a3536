"""Every command of the guide does what the guide says: it is run as it stands there, against a simulator."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from powertrack_sdk.simulator import Simulator
from tests.cli.terminal import Terminal, environment, secrets_of, under_way
from tests.docs.guide import DOCS, ROOT, Step, steps

pytestmark = pytest.mark.slow

PAGES = [DOCS / f"{name}.md" for name in ("start", "authentication", "bulk-changes", "windows", "risks", "cli")]
PAGES.append(ROOT / "README.md")

# Words that stand for what only the reader has, and for how long something takes.
RUN = re.compile(r"\d{8}T\d{6}-[0-9a-f]{6}")
BACKUP = "powertrack-backups/"
ASKING = ("apply", "resume", "undo", "restore", "copy-alerts")
"""Commands that ask before they write; the test says yes."""
NOT_OURS = ("pip", "py", "python3", "python", "source", "make", ".venv\\Scripts\\Activate.ps1", "git", "cd")
"""Programs that set things up, or that have a test of their own."""
CODES = {("--limit", "1"): 4}
"""Exit codes that are not 0, by words of the command."""
BODY = '[{"key": "S10001", "lastChanged": "1900-01-01T00:00:00Z", "mergeHash": ""}]'


class Reader:
    """Somebody who does what a page says, signed in to a simulator with twelve sites.

    Args:
        terminal: Where it is done.
        exits: What ends with the page.
    """

    def __init__(self, terminal: Terminal, exits: ExitStack) -> None:
        self.terminal = terminal
        self.exits = exits
        self.copied = (terminal.folder / "copied.txt").read_text(encoding="utf-8")

    def does(self, step: Step) -> None:
        """Do one thing."""
        if step.file:
            (self.terminal.folder / step.file).write_text(step.content, encoding="utf-8")
        elif step.command[0] == "powertrack":
            self.runs(step.command[1:])
        else:
            assert step.command[0] in NOT_OURS, step

    def runs(self, words: tuple[str, ...]) -> None:
        """Run a command of ours."""
        words = words[: words.index("|")] if "|" in words else words
        if words[0] == "simulate":
            self.serves(words)
            return
        arguments = [self.meant(word) for word in words]
        if words[0] in ASKING and not {"--dry-run", "--yes", "--help"} & set(words):
            arguments.append("--yes")
        done = self.terminal.run(*arguments, stdin=self.copied)
        expected = next((code for some, code in CODES.items() if set(some) <= set(words) and words[0] == "apply"), 0)
        assert done.code == expected, (words, done)

    def serves(self, words: tuple[str, ...]) -> None:
        """Start a simulator in another terminal. It takes a port that is free, and writes its file over ours."""
        words = tuple("0" if word == "8080" else word for word in words)
        words = words if "--port" in words else (*words, "--port", "0")
        process = self.exits.enter_context(under_way(list(words), self.terminal.folder, self.terminal.variables))
        assert process.stdout is not None
        while "answers at" not in process.stdout.readline():
            assert process.poll() is None
        if "--fetch" in words:
            while "auth import" not in process.stdout.readline():
                assert process.poll() is None

    def meant(self, word: str) -> str:
        """What a word stands for here."""
        if word.startswith(BACKUP):
            return str(next((self.terminal.folder / BACKUP).glob("*-SiteConfig-S10001.json")))
        if RUN.fullmatch(word):
            return str(self.terminal.run("history", "--json").json[0]["run"])
        return word


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    simulator = Simulator(sites=12)
    simulator.renew_session(datetime.now(UTC))
    folder, tools = tmp_path / "work", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    terminal = Terminal(folder, environment(tmp_path))
    with ExitStack() as exits:
        server = exits.enter_context(simulator.serve())
        copied = simulator.copied_request(server.url)
        (folder / "copied.txt").write_text(copied, encoding="utf-8")
        (folder / "body.json").write_text(BODY, encoding="utf-8")
        (tools / "xsel").write_text(f"#!/bin/sh\ncat {folder}/copied.txt\n", encoding="utf-8")
        (tools / "xsel").chmod(0o755)
        terminal.variables |= {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "DISPLAY": ":0",
            "WAYLAND_DISPLAY": "",
            "BROWSER": "true",
        }
        assert terminal.run("auth", "import", "copied.txt").code == 0
        terminal.secrets += secrets_of(simulator.auth_manager().credentials)
        yield Reader(terminal, exits)


@pytest.mark.skipif(sys.platform != "linux", reason="there, a program stands for the clipboard")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_does_what_it_says(page: Path, reader: Reader) -> None:
    for step in steps(page):
        reader.does(step)


def test_the_pages_have_commands() -> None:
    counts = {page.name: sum(step.command[:1] == ("powertrack",) for step in steps(page)) for page in PAGES}
    assert counts["start.md"] > 10
    assert counts["bulk-changes.md"] > 8
    assert counts["authentication.md"] > 6
    assert counts["README.md"] > 5


@pytest.mark.parametrize("page", [*DOCS.glob("*.md"), ROOT / "README.md"], ids=lambda page: page.name)
def test_pictures_and_pages_that_are_linked_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith(("http", "reference/", "docs/reference/")):
            assert (page.parent / link).exists(), link
