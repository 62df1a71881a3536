"""A process that has everything imported, and forks for each command that it is given: see `terminal.Forks`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import powertrack_api.examples  # noqa: F401
import powertrack_sdk.client  # noqa: F401
from powertrack_sdk.cli import main


def command(arguments: list[str], folder: str, variables: dict[str, str], streams: str) -> None:
    """Be the command: take its folder, variables and streams, and end with its exit code."""
    for descriptor, name in enumerate(("in", "out", "err")):
        flags = os.O_RDONLY if name == "in" else os.O_WRONLY | os.O_CREAT
        os.dup2(os.open(Path(streams) / name, flags, 0o600), descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = ["powertrack", *arguments]
    main()


def serve() -> None:
    """Fork for each line of standard input, and answer with the exit code."""
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            command(**asked)
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
