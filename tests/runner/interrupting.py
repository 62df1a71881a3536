"""Interrupts reads or a write at line after line: a program of its own, as an interrupt in a condition of Python leaves
an exception set in the thread.

Run it with `reads N` for a concurrency, or with `writes FOLDER`.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from powertrack_sdk import PowerTrackClient
from powertrack_sdk.simulator import Simulator
from tests.wire import puts

PATIENCE = 20.0
STEPS = 400
INTERRUPTIBLE = (str(Path("runner", "threads.py")), str(Path("runner", "blocking.py")), "threading.py", "_base.py")


class Interrupt:
    """Interrupts the calling thread at a line of what runs, waits for and starts threads.

    Args:
        line: How many lines are passed first.

    Attributes:
        raised: Whether it came to that line.
    """

    def __init__(self, line: int) -> None:
        self.raised = False
        self._left = line

    def __enter__(self) -> Interrupt:
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _trace(self, frame: FrameType, event: str, argument: object) -> Any:
        caller = frame.f_back.f_code.co_filename if frame.f_back is not None else ""
        if not frame.f_code.co_filename.endswith(INTERRUPTIBLE) or "filelock" in caller:
            return None  # filelock has a condition of its own, which nobody can make safe from outside
        if event == "line" and not self.raised:
            self._left -= 1
            if self._left < 0:
                self.raised = True
                raise KeyboardInterrupt
        return self._trace


def within_patience(work: Any) -> bool:
    """Whether work ends in time, in a thread that does not keep the tests from ending."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return not thread.is_alive()


def reads(concurrency: int) -> None:
    """A client reads and can be closed after an interrupt at any line of a read."""
    sim = Simulator(sites=3)
    for line in range(STEPS):
        client = PowerTrackClient(sim.auth_manager(), transport=sim.transport(), concurrency=concurrency)
        interrupt = Interrupt(line)
        try:
            with interrupt:
                client.map(client.get_site_config, sim.site_keys)
        except KeyboardInterrupt:
            pass
        found: list[str] = []
        assert within_patience(lambda client=client, found=found: found.append(client.get_site_config("S10001").key)), (
            line
        )
        assert found == ["S10001"], line
        assert within_patience(client.close), line
        if not interrupt.raised:
            return
    raise AssertionError(f"a read has more than {STEPS} lines")


def writes(folder: Path) -> None:
    """No write is sent after an interrupt at any line of it, and the client can be closed."""
    for line in range(0, STEPS * 4, 5):
        os.environ["POWERTRACK_LOCK_DIR"] = str(folder / f"locks-{line}")  # no write waits for the last one
        sim = Simulator(sites=1)
        client = PowerTrackClient(sim.auth_manager(), transport=sim.transport(), backup_dir=folder / str(line))
        interrupt = Interrupt(line)
        try:
            with interrupt:
                client.update_site_config("S10001", {"name": "x"})
        except KeyboardInterrupt:
            pass
        sent = len(puts(sim))
        assert within_patience(client.close), line
        assert len(puts(sim)) == sent, line
        if not interrupt.raised:
            return
    raise AssertionError(f"a write has more than {STEPS} lines")


if __name__ == "__main__":
    what, argument = sys.argv[1:]
    if what == "reads":
        reads(int(argument))
    else:
        writes(Path(argument))
