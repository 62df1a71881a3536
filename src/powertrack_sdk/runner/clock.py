"""The time source of runners and flows."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from threading import Event
from typing import Final, Protocol

import anyio

SHORTEST_PAUSE: Final = 0.001
"""Shorter waits (seconds) are skipped: every clock moves by more."""


class Clock(Protocol):
    """A time source."""

    def now(self) -> datetime:
        """The current moment, aware."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        ...

    def sleep(self, seconds: float, until: Event) -> None:
        """Block a thread, at the longest until an event."""

    async def async_sleep(self, seconds: float) -> None:
        """Suspend a task."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The current moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds on the monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float, until: Event) -> None:
        """Block the thread."""
        until.wait(seconds)

    async def async_sleep(self, seconds: float) -> None:
        """Suspend the task."""
        await anyio.sleep(seconds)
