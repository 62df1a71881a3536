"""A program that exports a portfolio, and prints what came of it and how much memory it took.

python child.py OUT FIRST LAST CONCURRENCY
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from powertrack_sdk import PowerTrackClient


def peak_memory() -> int:
    """The most that this program has used so far, in kB. `getrusage` would count what started it, too."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) if found else 0


def main(out: str, first: str, last: str, concurrency: str) -> None:
    with PowerTrackClient(concurrency=int(concurrency)) as client:
        result = client.export_portfolio("C1001", out, start_date=first, end_date=last)
    told = {
        "written": [part.path for part in result.written],
        "skipped": [part.path for part in result.skipped],
        "failed": [str(part) for part in result.failed],
        "rows": result.rows,
        "bytes": result.bytes,
        "memory": peak_memory(),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
