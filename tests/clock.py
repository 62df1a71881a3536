"""A clock that tests set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event, Lock

import anyio.lowlevel

START = datetime(2026, 6, 24, 17, 0, tzinfo=UTC)


class FakeClock:
    """Time that passes only when someone sleeps, or when it is told to.

    Attributes:
        slept: How long each sleep was, in order (seconds).
    """

    def __init__(self, start: datetime = START) -> None:
        self.slept: list[float] = []
        self._start = start
        self._passed = 0.0
        self._lock = Lock()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float, until: Event) -> None:
        self._sleep(seconds)

    async def async_sleep(self, seconds: float) -> None:
        self._sleep(seconds)
        await anyio.lowlevel.checkpoint()

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._passed += seconds

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)
