"""Somebody at a terminal: runs commands in a folder of their own, and looks at what comes of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from powertrack_sdk.auth import Credentials

PROGRAM = [sys.executable, "-c", "from powertrack_sdk.cli import main; main()"]
PATIENCE = 60.0
CREDENTIALS = ("COOKIE", "AE_S", "AE_V", "BASE_URL")
SWITCHES = ("FORCE_COLOR", "POWERTRACK_LOG")


@frozen
class Done:
    """What came of a command.

    Attributes:
        code: Its exit code.
        out: What it wrote to standard output.
        err: What it wrote to standard error.
    """

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@define
class Terminal:
    """Runs commands, each in a process of its own.

    Attributes:
        folder: Where they are run.
        forks: What starts them.
        variables: Their environment.
        secrets: What none of them may print.
    """

    folder: Path
    forks: Forks
    variables: dict[str, str]
    secrets: list[str] = field(factory=list, repr=False)

    def run(self, *arguments: object, stdin: str = "", **variables: str) -> Done:
        """Run a command.

        Args:
            arguments: What stands behind `powertrack`.
            stdin: What comes from standard input, which is no terminal.
            variables: Further variables of its environment.
        """
        done = self.forks.run(list(map(str, arguments)), self.folder, {**self.variables, **variables}, stdin)
        self.check(done.out + done.err)
        assert ("Traceback" in done.err) <= ("--debug" in arguments)
        return done

    def fails(self, code: int, *arguments: object, stdin: str = "", **variables: str) -> str:
        """Run a command that fails, and tells why in a line on standard error and nothing else.

        Returns:
            What the line says.
        """
        done = self.run(*arguments, stdin=stdin, **variables)
        assert (done.code, done.out) == (code, ""), done
        assert done.err.startswith("powertrack: "), done.err
        assert done.err.count("\n") == 1, done.err
        return done.err.removeprefix("powertrack: ").rstrip("\n")

    def check(self, printed: str) -> None:
        """See that no secret is in something that was printed."""
        for secret in self.secrets:
            assert secret not in printed


class Forks:
    """Starts commands as forks of a process that has everything imported already, so that many take little time.

    Where there are no forks, each is a process from the beginning.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, arguments: list[str], folder: Path, variables: dict[str, str], stdin: str) -> Done:
        """Run a command."""
        if not hasattr(os, "fork"):
            return start(arguments, folder, variables, stdin)
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("forking.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"},
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "in").write_text(stdin, encoding="utf-8")
            asked = {"arguments": arguments, "folder": str(folder), "variables": variables, "streams": place}
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            return Done(code, *((Path(place) / name).read_bytes().decode() for name in ("out", "err")))

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate(timeout=PATIENCE)


def start(arguments: list[str], folder: Path, variables: dict[str, str], stdin: str = "") -> Done:
    """Run a command in a process from the beginning."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=variables,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def secrets_of(credentials: Credentials) -> list[str]:
    """What must not be seen of a session: the pieces of its cookie, and `ae_s`."""
    return [*re.findall(r"AESessionC\d+=([^;]+)", credentials.cookie), credentials.ae_s or "none"]


def environment(folder: Path) -> dict[str, str]:
    """The variables of commands that find nothing of the user's own, and have a width of 120 columns."""
    kept = {name: value for name, value in os.environ.items() if name not in (*CREDENTIALS, *SWITCHES)}
    return kept | {
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONWARNINGS": "error",
        "POWERTRACK_CONFIG_DIR": str(folder / "settings"),
        "POWERTRACK_LOCK_DIR": str(folder / "locks"),
        "POWERTRACK_KEYRING": "off",
        # Commands go by the clock of the machine, so a write without an answer is not looked for over a minute.
        "POWERTRACK_SETTLE": "0",
    }


@contextmanager
def under_way(
    arguments: list[str], folder: Path, variables: dict[str, str], **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """A command that runs meanwhile, and is ended afterwards."""
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
