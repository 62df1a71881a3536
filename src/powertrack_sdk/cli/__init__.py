"""The command line: `powertrack`."""

from powertrack_sdk.cli.app import main

__all__ = ["main"]
