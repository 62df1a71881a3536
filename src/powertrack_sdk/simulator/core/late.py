"""Writes that arrive after their sender got an error, as behind a gateway that gives up early."""

from __future__ import annotations

import time

from attrs import define, field

from powertrack_sdk.simulator.core.faults import Fault
from powertrack_sdk.simulator.core.messages import Answer, Request, problem


@define
class _Late:
    request: Request
    due_at: float | None
    requests_left: int

    def is_due(self, now: float) -> bool:
        return self.requests_left <= 0 if self.due_at is None else self.due_at <= now


@define
class LateWrites:
    """The writes that have not arrived yet."""

    _waiting: list[_Late] = field(factory=list, init=False)
    _added: float = field(default=0.0, init=False)

    def keep(self, request: Request, fault: Fault) -> Answer:
        """Keep a write for later, and return the gateway's answer."""
        due_at = self._now() + fault.seconds if fault.after_requests is None else None
        # The request itself is counted as well.
        self._waiting.append(_Late(request, due_at, 1 + (fault.after_requests or 0)))
        if fault.silent:
            return Answer(status=0, failure="timeout")
        if fault.status == 500:  # a 500 with a body is the service's final answer
            return Answer(status=500)
        return problem(fault.status or 504, "The server did not answer in time.")

    def count_request(self) -> None:
        """Count a request that was answered."""
        for late in self._waiting:
            late.requests_left -= 1

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._added += seconds

    def take_due(self) -> list[Request]:
        """Remove and return the writes that are due, in the order in which they were sent."""
        now = self._now()
        due = [late.request for late in self._waiting if late.is_due(now)]
        self._waiting = [late for late in self._waiting if not late.is_due(now)]
        return due

    def _now(self) -> float:
        return time.monotonic() + self._added
