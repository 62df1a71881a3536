"""What a fault answers in place of the service, and what it leaves of an answer."""

from __future__ import annotations

from attrs import evolve

from powertrack_sdk.simulator import pages
from powertrack_sdk.simulator.faults import FaultKind, Trouble
from powertrack_sdk.simulator.messages import Answer, Failure, page, problem, redirect, with_headers

IN_FRONT: tuple[FaultKind, ...] = ("firewall", "challenge", "company-login")
"""Faults that answer before a request reaches the service, and so without any of its cookies."""

_FAILURES: dict[FaultKind, Failure] = {"refused": "refused", "reset-before": "reset"}
_COMPANY = "https://login.company.invalid/sso?continue=powertrack"
_RAY = "8f00ba4f00ba4f00-SIM"


def before(trouble: Trouble) -> Answer | None:
    """The answer of a fault that keeps the request from being acted on; None if it is acted on."""
    fault = trouble.fault
    if fault is None:
        return None
    if fault.kind in _FAILURES:
        return Answer(status=0, failure=_FAILURES[fault.kind])
    answer = _answer(fault.kind)
    if answer is None:
        return None
    if fault.retry_after is not None:
        answer = with_headers(answer, {"retry-after": f"{fault.retry_after:g}"})
    return answer if fault.status is None else evolve(answer, status=fault.status)


def after(trouble: Trouble, answer: Answer) -> Answer:
    """The answer as a fault lets it through."""
    if trouble.is_any("reset-after"):
        return Answer(status=0, failure="reset")
    if trouble.is_any("timeout"):
        return Answer(status=0, failure="timeout")
    if trouble.is_any("truncated"):
        return evolve(answer, body=answer.body[: len(answer.body) // 2])
    if trouble.is_any("cut"):
        return evolve(answer, failure="cut")
    if trouble.is_any("wrong-encoding"):
        return with_headers(answer, {"content-encoding": "gzip"})
    return answer


def _answer(kind: FaultKind) -> Answer | None:
    match kind:
        case "rate-limit":
            return problem(429, "Too many requests.")
        case "unavailable":
            return problem(503, "The service is not available.")
        case "server-error":
            return problem(500, "An error has occurred.")
        case "empty-error":
            return Answer(status=500)
        case "login-page":
            return page(pages.login())
        case "maintenance":
            return page(pages.maintenance(), 503)
        case "firewall":
            return with_headers(page(pages.firewall(_RAY), 403), {"server": "cloudflare", "cf-ray": _RAY})
        case "challenge":
            return with_headers(page(pages.challenge(), 202), {"x-amzn-waf-action": "challenge"})
        case "company-login":
            return redirect(_COMPANY)
    return None
