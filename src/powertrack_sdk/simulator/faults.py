"""Troubles that can be put in the way of requests."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, get_args

from attrs import define, field, frozen, validators

FaultKind: TypeAlias = Literal[
    "latency",
    "rate-limit",
    "server-error",
    "empty-error",
    "unavailable",
    "maintenance",
    "firewall",
    "challenge",
    "company-login",
    "reset-before",
    "reset-after",
    "timeout",
    "refused",
    "truncated",
    "cut",
    "wrong-encoding",
    "login-page",
    "stamp-moved",
    "ignored",
    "altered",
    "late",
    "task-failed",
    "task-stuck",
]
_KINDS: tuple[str, ...] = get_args(FaultKind)
_TASK = re.compile(r"/api/task/\d+")


@frozen
class Fault:
    """One trouble, and the requests that it meets.

    Attributes:
        kind: What happens:
            `latency`: the answer comes `seconds` later;
            `rate-limit`: 429, with Retry-After where `retry_after` is given;
            `server-error`: 500; `empty-error`: 500 without a body; `unavailable`: 503, with Retry-After where given;
            `maintenance`: 503 with a page, with Retry-After where given;
            `firewall`: 403 with a page of Cloudflare; `challenge`: 202 with a page of AWS WAF that wants a browser;
            `company-login`: a redirect to the sign-in page of a company, on another host;
            `refused`: no connection; `reset-before`, `reset-after`: the connection breaks before or after the request
            is acted on; `timeout`: it is acted on, but no answer comes;
            `truncated`: half of the body comes, as if it were all;
            `cut`: half of the body comes, then the connection breaks; `wrong-encoding`: it is said to be compressed
            and is not; before either the request is acted on;
            `login-page`: 200 with the login page instead of the answer;
            `stamp-moved`: after the answer to a GET another user edits the document that was read;
            `ignored`: a PUT is answered as if it had been stored, but is not;
            `altered`: a PUT is stored, and another field changes with it;
            `late`: a write is answered with 504 or `status`, as by a gateway that gave up, or not at all if `silent`;
            it is acted on `seconds` later, or after `after_requests` more requests;
            `task-failed`: a look at a background task finds that it failed, for good;
            `task-stuck`: a look at a background task finds it no further than before.
        method: Only requests with this method; None for all.
        path: Only requests with this text in their path; None for all.
        times: How many requests it meets; None for every one.
        after: How many matching requests pass unharmed first.
        retry_after: Seconds for the Retry-After header.
        status: Another status for the answer of a fault that answers by itself, such as 200 for `maintenance`.
        seconds: Length of a latency in seconds; how much later a `late` write is acted on, by the time of this machine
            and what `Simulator.advance` adds to it.
        after_requests: Act on a `late` write after so many further requests, whatever time it is.
        silent: Do not answer a `late` write, as in a time-out.
    """

    kind: FaultKind = field(validator=validators.in_(_KINDS))
    method: str | None = field(default=None, kw_only=True)
    path: str | None = field(default=None, kw_only=True)
    times: int | None = field(default=1, kw_only=True)
    after: int = field(default=0, kw_only=True)
    retry_after: float | None = field(default=None, kw_only=True)
    status: int | None = field(default=None, kw_only=True)
    seconds: float = field(default=1.0, kw_only=True)
    after_requests: int | None = field(default=None, kw_only=True)
    silent: bool = field(default=False, kw_only=True)

    def meets(self, method: str, path: str) -> bool:
        """Whether it is meant for such a request."""
        if self.kind in ("ignored", "altered") and method != "PUT":
            return False
        if self.kind == "late" and method not in ("PUT", "POST", "DELETE"):
            return False
        if self.kind in ("task-failed", "task-stuck") and not (method == "GET" and _TASK.fullmatch(path)):
            return False
        if self.kind == "stamp-moved" and not (method == "GET" and path.startswith("/api/edit/")):
            return False
        return self.method in (None, method) and (self.path is None or self.path in path)


@define
class _Armed:
    fault: Fault
    passed: int = 0
    struck: int = 0

    def ready(self) -> bool:
        return self.fault.times is None or self.struck < self.fault.times


@define
class Trouble:
    """What the armed faults do to one request.

    Attributes:
        fault: The fault that strikes; None where none does.
        delay: Seconds that latencies add.
    """

    fault: Fault | None = None
    delay: float = 0.0

    def is_any(self, *kinds: FaultKind) -> bool:
        """Whether the fault that strikes is of one of these kinds."""
        return self.fault is not None and self.fault.kind in kinds


@define
class Faults:
    """The faults that are armed, in the order in which they were injected."""

    _armed: list[_Armed] = field(factory=list, init=False)

    def inject(self, fault: Fault) -> None:
        """Arm a fault."""
        self._armed.append(_Armed(fault))

    def clear(self) -> None:
        """Disarm all."""
        self._armed.clear()

    def strike(self, method: str, path: str) -> Trouble:
        """Count a request, and tell what happens to it: at most one fault, beside latencies, which add up."""
        trouble = Trouble()
        for armed in self._armed:
            fault = armed.fault
            if not armed.ready() or not fault.meets(method, path):
                continue
            if armed.passed < fault.after:
                armed.passed += 1
            elif fault.kind == "latency":
                armed.struck += 1
                trouble.delay += fault.seconds
            elif trouble.fault is None:
                armed.struck += 1
                trouble.fault = fault
        return trouble
