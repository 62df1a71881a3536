"""A terminal: runs commands in a folder of their own, and checks their results."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from attrs import define, field, frozen

from powertrack_sdk.auth import Credentials
from powertrack_sdk.cli import main
from powertrack_sdk.runner.log import log

PROGRAM = [sys.executable, "-c", "from powertrack_sdk.cli import main; main()"]
PATIENCE = 60.0
CREDENTIALS = ("COOKIE", "AE_S", "AE_V", "BASE_URL")
SWITCHES = ("FORCE_COLOR", "POWERTRACK_LOG")


@frozen
class Done:
    """The result of a command.

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
    """Runs commands.

    Attributes:
        folder: The folder that they run in.
        variables: Their environment.
        secrets: What none of them may print.
    """

    folder: Path
    variables: dict[str, str]
    secrets: list[str] = field(factory=list, repr=False)

    def run(self, *arguments: object, stdin: str = "", **variables: str) -> Done:
        """Run a command.

        Args:
            arguments: What stands behind `powertrack`.
            stdin: What comes from standard input, which is no terminal.
            variables: Further variables of its environment.
        """
        done = in_process(list(map(str, arguments)), self.folder, {**self.variables, **variables}, stdin)
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


def in_process(arguments: list[str], folder: Path, variables: dict[str, str], stdin: str = "") -> Done:
    """Run a command through the program's entry point in this process, which then is as it was before.

    Its folder, variables, arguments, streams, umask, warnings and log are its own. Tests of what only a process has,
    such as signals, a terminal, missing streams or its start, use `start`, `under_way` and `on_screen`.
    """
    with ExitStack() as kept, tempfile.TemporaryDirectory() as place:
        streams = {name: Path(place) / name for name in ("stdin", "stdout", "stderr")}
        streams["stdin"].write_text(stdin, encoding="utf-8")
        for name, file in streams.items():
            stream = kept.enter_context(file.open("r" if name == "stdin" else "w", encoding="utf-8"))
            kept.enter_context(patch.object(sys, name, stream))
        kept.enter_context(patch.object(sys, "argv", ["powertrack", *arguments]))
        kept.enter_context(patch.dict(os.environ, variables, clear=True))
        kept.enter_context(chdir(folder))
        kept.callback(os.umask, os.umask(0o022))
        kept.enter_context(warnings.catch_warnings())
        warnings.simplefilter("error")
        kept.enter_context(patch.object(log, "handlers", log.handlers[:]))
        kept.callback(log.setLevel, log.level)
        with pytest.raises(SystemExit) as ended:
            main()
        kept.close()
        code = ended.value.code
        assert isinstance(code, int)
        return Done(code, *(streams[name].read_bytes().decode() for name in ("stdout", "stderr")))


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
