"""Ctrl+C at every line of a read leaves a client that still reads, writes nothing late and can be closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def interrupted(*arguments: str) -> str:
    """Run the program that interrupts; what it wrote to standard error, and its end."""
    command = [sys.executable, "-m", "tests.runner.interrupting", *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=False)
    return f"{done.stderr}{done.returncode}"


@pytest.mark.parametrize("concurrency", ["1", "3"])
def test_a_client_reads_after_an_interrupt_at_any_line(concurrency: str) -> None:
    assert interrupted("reads", concurrency) == "0"


@pytest.mark.slow
def test_no_write_is_sent_after_an_interrupt_at_any_line(tmp_path: Path) -> None:
    assert interrupted("writes", str(tmp_path)) == "0"
