"""Time, as the runners and flows see it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from threading import Event
from typing import Final, Protocol

import anyio

SHORTEST_PAUSE: Final = 0.001
"""Seconds below which there is nothing to wait for: every clock moves by more."""


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> datetime:
        """The current moment, aware."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        ...

    def sleep(self, seconds: float, until: Event) -> None:
        """Let time pass in a thread, at the longest until an event."""

    async def async_sleep(self, seconds: float) -> None:
        """Let time pass in a task."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The current moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds on the machine's monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float, until: Event) -> None:
        """Block the thread."""
        until.wait(seconds)

    async def async_sleep(self, seconds: float) -> None:
        """Suspend the task."""
        await anyio.sleep(seconds)
