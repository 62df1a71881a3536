"""How long it takes to derive the whole package from the specification."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure


def figures() -> Iterator[Figure]:
    """The one figure."""
    with tempfile.TemporaryDirectory() as folder:
        program = f"from pathlib import Path; from codegen.generate import generate; generate(Path({folder!r}) / 'out')"
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).resolve().parent.parent)
        yield Figure(
            what="regenerate the client", size="113 operations", value=time.perf_counter() - begin, unit="s", target=60
        )
