"""The command line: `powertrack`."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run a command and exit with its exit code."""
    try:
        from powertrack_sdk.cli.app import run

        code = run()
    except KeyboardInterrupt:
        # Before the command, which reports it itself, has started.
        print("powertrack: interrupted", file=sys.stderr)  # noqa: T201
        code = 1
    sys.exit(code)
