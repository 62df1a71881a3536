"""Faults: what can be made to go wrong with requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from re import Pattern
from typing import Literal, TypeAlias, get_args

from attrs import define, evolve, field, frozen, validators

from powertrack_sdk.simulator.core import pages
from powertrack_sdk.simulator.core.messages import Answer, page, problem, redirect

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

_TASK = re.compile(r"/api/task/\d+$")
_DOCUMENT = re.compile(r"/api/edit/|/api/alerttrigger/(AS|x2d)")
_ANY = re.compile("")
_MEETS: Mapping[str, tuple[tuple[str, ...], Pattern[str]]] = {
    "ignored": (("PUT",), _ANY),
    "altered": (("PUT",), _ANY),
    "late": (("PUT", "POST", "DELETE"), _ANY),
    "stamp-moved": (("GET",), _DOCUMENT),
    "task-failed": (("GET",), _TASK),
    "task-stuck": (("GET",), _TASK),
}
"""Methods and paths of the requests that a kind of fault can meet; the other kinds meet any."""

_RAY = "8f00ba4f00ba4f00-SIM"
_CLOUDFLARE = {"server": "cloudflare", "cf-ray": _RAY}
_INSTEAD: Mapping[str, Callable[[], Answer]] = {
    "refused": lambda: Answer(status=0, failure="refused"),
    "reset-before": lambda: Answer(status=0, failure="reset"),
    "rate-limit": lambda: problem(429, "Too many requests."),
    "unavailable": lambda: problem(503, "The service is not available."),
    "server-error": lambda: problem(500, "An error has occurred."),
    "empty-error": lambda: Answer(status=500),
    "login-page": lambda: page(pages.login()),
    "maintenance": lambda: page(pages.render("maintenance"), 503),
    "firewall": lambda: page(pages.render("firewall", ray=_RAY), 403).add_headers(_CLOUDFLARE),
    "challenge": lambda: page(pages.render("challenge"), 202).add_headers({"x-amzn-waf-action": "challenge"}),
    "company-login": lambda: redirect("https://login.company.invalid/sso?continue=powertrack"),
}
"""Answers in place of the service's, which never sees the request."""

_SPOILED: Mapping[str, Callable[[Answer], Answer]] = {
    "reset-after": lambda _: Answer(status=0, failure="reset"),
    "timeout": lambda _: Answer(status=0, failure="timeout"),
    "truncated": lambda answer: evolve(answer, body=answer.body[: len(answer.body) // 2]),
    "cut": lambda answer: evolve(answer, failure="cut"),
    "wrong-encoding": lambda answer: answer.add_headers({"content-encoding": "gzip"}),
}
"""How a fault changes the answer to a request that was acted on."""


@frozen
class Fault:
    """A fault, and the requests that it meets.

    Attributes:
        kind: What happens:
            `latency`: the answer comes `seconds` later;
            `rate-limit`: 429, with Retry-After if `retry_after` is given;
            `server-error`: 500; `empty-error`: 500 without a body; `unavailable`: 503, with Retry-After if given;
            `maintenance`: 503 with a page, with Retry-After if given;
            `firewall`: 403 with a page of Cloudflare; `challenge`: 202 with a page of AWS WAF that needs a browser;
            `company-login`: a redirect to the sign-in page of a company, on another host;
            `refused`: no connection; `reset-before`, `reset-after`: the connection breaks before or after the request
            is acted on; `timeout`: it is acted on, but no answer comes;
            `truncated`: half of the body comes, as if it were complete;
            `cut`: half of the body comes, then the connection breaks; `wrong-encoding`: the answer claims to be
            compressed and is not; in both cases the request is acted on;
            `login-page`: 200 with the login page instead of the answer;
            `stamp-moved`: after the answer to a GET another user edits the document that was read;
            `ignored`: a PUT is answered as if it had been stored, but is not;
            `altered`: a PUT is stored, and another field changes with it;
            `late`: a write is answered with 504 or `status`, as by a gateway that gave up, or not at all if `silent`;
            it is acted on `seconds` later, or after `after_requests` more requests;
            `task-failed`: a read of a background task finds that it has failed for good;
            `task-stuck`: a read of a background task finds no progress.
        method: Only requests with this method; None for all.
        path: Only requests with this text in their path; None for all.
        times: Number of requests that it meets; None for every one.
        after: Number of matching requests that pass unharmed first.
        retry_after: Seconds for the Retry-After header.
        status: Another status for a fault that answers by itself, such as 200 for `maintenance` or 502 for `late`.
        seconds: Length of a latency in seconds; delay of a `late` write, by this machine's clock plus
            `Simulator.advance`.
        after_requests: Act on a `late` write after this many further requests, whatever the time.
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
        methods, pattern = _MEETS.get(self.kind, ((method,), _ANY))
        if method not in methods or not pattern.match(path):
            return False
        return self.method in (None, method) and (self.path is None or self.path in path)


@define
class Trouble:
    """What the armed faults do to one request.

    Attributes:
        fault: The fault that strikes; None if none does.
        delay: Seconds that latencies add.
    """

    fault: Fault | None = None
    delay: float = 0.0

    def is_any(self, *kinds: FaultKind) -> bool:
        """Whether the fault that strikes is of one of these kinds."""
        return self.fault is not None and self.fault.kind in kinds

    @property
    def is_in_front(self) -> bool:
        """Whether a machine before the service answers, and so without any of the service's cookies."""
        return self.is_any("firewall", "challenge", "company-login")

    def instead(self) -> Answer | None:
        """Return the answer that keeps the request from being acted on; None if it is acted on."""
        fault = self.fault
        if fault is None or fault.kind not in _INSTEAD:
            return None
        answer = _INSTEAD[fault.kind]()
        if answer.failure is None and fault.retry_after is not None:
            answer = answer.add_headers({"retry-after": f"{fault.retry_after:g}"})
        return answer if answer.failure or fault.status is None else evolve(answer, status=fault.status)

    def spoil(self, answer: Answer) -> Answer:
        """Return what the fault leaves of an answer."""
        spoil = None if self.fault is None else _SPOILED.get(self.fault.kind)
        return answer if spoil is None else spoil(answer)


@define
class _Armed:
    fault: Fault
    passed: int = 0
    struck: int = 0


@define
class Faults:
    """The armed faults, in the order in which they were injected."""

    _armed: list[_Armed] = field(factory=list, init=False)

    def inject(self, fault: Fault) -> None:
        """Arm a fault."""
        self._armed.append(_Armed(fault))

    def clear(self) -> None:
        """Disarm all faults."""
        self._armed.clear()

    def strike(self, method: str, path: str) -> Trouble:
        """Count a request and return what happens to it: at most one fault, and any number of latencies."""
        trouble = Trouble()
        for armed in self._armed:
            fault = armed.fault
            if (fault.times is not None and armed.struck >= fault.times) or not fault.meets(method, path):
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
