"""The command line: `powertrack`."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run a command and leave with its exit code."""
    try:
        from powertrack_sdk.cli.app import run

        code = run()
    except KeyboardInterrupt:
        # It may come before there is a command that could say so itself.
        print("powertrack: interrupted", file=sys.stderr)  # noqa: T201  # what the command says
        code = 1
    sys.exit(code)
