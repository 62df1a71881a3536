"""The rate of requests: a token bucket, and a pause for all requests if the server asks for fewer."""

from __future__ import annotations

import math
from collections.abc import Callable
from threading import Lock
from typing import Final

from attrs import define, field

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.forks import unlock_in_children
from powertrack_sdk.runner.clock import SHORTEST_PAUSE

DEFAULT_RATE: Final = 10.0
DEFAULT_BURST: Final = 60

# Lowest rate (requests per second), however often the server asks for less.
_SLOWEST: Final = 0.5
# Seconds in which the rate rises from zero to the configured one.
_RECOVERY: Final = 120.0
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0


def _checked(value: float) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not (is_number and 0 <= value < math.inf):
        raise ConfigurationError(
            f"rate_limit is {value!r}; a number of requests per second is expected, or 0 to switch the limit off"
        )
    return float(value)


@define(eq=False)
class RateLimit:
    """The rate of requests of a client and its copies, for all their threads and tasks.

    Args:
        rate: Sustained requests per second; 0 means no limit.
        monotonic: Returns the seconds of a clock.
        burst: Requests that may be sent at once after a rest.

    Raises:
        ConfigurationError: The rate is invalid.
    """

    rate: float = field(converter=_checked)
    _monotonic: Callable[[], float] = field(repr=False)
    burst: int = DEFAULT_BURST
    _tokens: float = field(init=False)
    _current: float = field(init=False)
    _filled_at: float = field(init=False)
    _paused_from: float = field(default=-math.inf, init=False)
    _paused_until: float = field(default=-math.inf, init=False)
    _pauses: int = field(default=0, init=False)
    _lock: Lock = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.unlock()
        unlock_in_children(self)
        self._tokens = float(self.burst)
        self._current = self.rate
        self._filled_at = self._monotonic()

    def unlock(self) -> None:
        """Start with a free lock."""
        self._lock = Lock()

    def reserve(self) -> float:
        """Reserve the next place for a request. Returns the seconds to wait for it."""
        if not self.rate:
            return 0.0
        with self._lock:
            self._fill()
            # The balance may go below zero: each waiting request then has a place of its own in the queue.
            self._tokens -= 1.0
            return max(0.0, -self._tokens / self._current)

    def pause(self) -> float:
        """Seconds that all requests still have to wait because the server asked for it."""
        left = self._paused_until - self._monotonic()
        return left if left >= SHORTEST_PAUSE else 0.0

    def refused(self, sent_at: float, retry_after: float | None, *, overload: bool) -> float:
        """Slow down after a 429 or 503.

        Args:
            sent_at: When the refused request was sent (monotonic seconds). Requests that were under way together are
                refused together, and count once.
            retry_after: Seconds that the server asks to wait, if any.
            overload: Whether the server answered "too many requests", so that all requests pause. Otherwise they only
                slow down.

        Returns:
            The seconds that all requests have to wait now.
        """
        with self._lock:
            now = self._monotonic()
            # A request from before the pause proves nothing about the rate since.
            again = sent_at >= self._paused_from
            if again and self.rate:
                self._fill()
                self._current = max(min(_SLOWEST, self.rate), self._current / 2)
                self._tokens = min(self._tokens, 0.0)
            if not overload:
                return 0.0
            if again:
                self._pauses += 1
                self._paused_from = now
            own = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(self._pauses - 1, 10)) if again else 0.0
            self._paused_until = max(self._paused_until, now + (retry_after if retry_after is not None else own))
            return max(0.0, self._paused_until - now)

    def accepted(self, sent_at: float) -> None:
        """Make the next pause a short one again, after an answer to a request that was sent at `sent_at`."""
        if self._pauses and sent_at >= self._paused_from:
            self._pauses = 0

    def _fill(self) -> None:
        now = self._monotonic()
        passed, self._filled_at = max(0.0, now - self._filled_at), now
        self._tokens = min(float(self.burst), self._tokens + passed * self._current)
        # After a refusal the rate rises slowly, because the limit of the server is unknown.
        self._current = min(self.rate, self._current + passed * self.rate / _RECOVERY)
