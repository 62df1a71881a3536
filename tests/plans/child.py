"""A program that applies a plan, or goes on with a run of it, and may kill itself on the way.

    python child.py PLAN BACKUPS CONCURRENCY MOVED [MOMENT NUMBER]

It prints what came of each entry as JSON. The moments are told from the files that are about to be opened, so that no
code of the package is touched: `lock` before a lock is taken, `backup` before a backup is written, `intent` after that
and before the intent is journaled, `outcome` before the outcome is journaled, `start` before the journal is made. The
number says which of them. Intents and outcomes are told apart where one write is done at a time.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from typing import Any

from powertrack_sdk import Plan, PowerTrackClient


def kill_at(moment: str, number: int) -> None:
    """Let this program be killed just before it opens a file."""
    seen: Counter[str] = Counter()
    last = ["start"]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], (str, os.PathLike)):
            return
        found = told_by(os.fspath(arguments[0]), bool(arguments[2] & os.O_CREAT), last[0])
        if found is None:
            return
        if found in ("backup", "intent", "outcome"):
            last[0] = found
        seen[found] += 1
        if found == moment and seen[found] == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def told_by(path: str, writes: bool, last: str) -> str | None:
    """Which moment it is when a file is about to be opened."""
    if path.endswith(".lock"):
        return "lock"
    if not writes:
        return None
    if path.endswith(".jsonl"):
        if not os.path.exists(path):  # noqa: PTH110  # pathlib may be in the middle of opening it
            return "start"
        return "intent" if last == "backup" else "outcome"
    return "backup" if path.endswith(".json") else None


def main(plan: str, backups: str, concurrency: str, on_conflict: str, moment: str = "", number: str = "0") -> None:
    """Apply a plan, or go on where an earlier program was killed."""
    with PowerTrackClient(backup_dir=backups, concurrency=int(concurrency)) as client:
        begun = client.history()
        if moment:
            kill_at(moment, int(number))
        options: dict[str, Any] = {"on_error": "continue", "on_conflict": on_conflict}
        done = client.resume_run(begun[0].id, **options) if begun else client.apply_plan(Plan.load(plan), **options)
    json.dump([{"key": one.entry.key, "status": one.outcome} for one in done.entries], sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
