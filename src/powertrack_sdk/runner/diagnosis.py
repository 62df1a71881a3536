"""What an answer means that is not the data asked for: which error it is, and whether the session may have ended.

A single odd answer proves little: a gateway, a firewall or a company's login answers like an ended session. So a
diagnosis names a suspicion, and `sending` confirms it with another request before it reports that the session ended.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

import httpx
from attrs import frozen

from powertrack_core.operation import Operation
from powertrack_sdk.auth import Credentials
from powertrack_sdk.errors import APIError, ConflictError, FirewallError, PermissionDeniedError, ServiceError
from powertrack_sdk.runner.reason import cleaned, has_no_reason, reason_of, title_of
from powertrack_sdk.runner.redaction import without_values

_BROWSE: Final = (
    "Open PowerTrack in the browser, and copy a fresh request once it works there; the User-Agent of the copy is sent"
    " along."
)

# The body is decoded already, and a cookie is a credential.
_LEFT_OUT: Final = frozenset({b"set-cookie", b"content-encoding", b"transfer-encoding", b"content-length"})
# 419, 440 and 498 are not of HTTP, but common for a session or token that ended.
REFUSALS: Final = frozenset({401, 419, 440, 498})
# An address of PowerTrack's own sign-in.
_SIGN_IN_HOST = re.compile(r"(?:^|\.)(?:alsoenergy\.com|auth0\.com)$", re.IGNORECASE)
_SIGN_IN_TITLE = re.compile(r"\b(?:log|sign)[\s-]*(?:in|on)\b", re.IGNORECASE)
_SIGN_IN_FIELD = re.compile(rb"""type=["']?password|name=["']?username""", re.IGNORECASE)
_OUT_OF_SERVICE = re.compile(r"maintenance|unavailable|error", re.IGNORECASE)

# Who answers in place of PowerTrack: by a line of the headers, or by a piece of the page.
_PRODUCTS: Final = tuple(
    (name, re.compile(f"^{header}", re.MULTILINE | re.IGNORECASE), re.compile(piece, re.IGNORECASE))
    for name, header, piece in (
        ("Cloudflare", "cf-mitigated:", rb"cf[-_]chl|challenge-platform|cf-error|Cloudflare"),
        ("AWS WAF", "x-amzn-waf-action:", rb"awswaf|aws-waf"),
        ("Imperva", "x-iinfo:", rb"_Incapsula_Resource|Incapsula incident"),
        ("Akamai", "server: *akamai", rb"errors\.edgesuite\.net"),
        ("DataDome", "x-datadome:", rb"captcha-delivery\.com"),
        ("Sucuri", "x-sucuri-", rb"sucuri\.net"),
        ("F5", "x-waf-event-info:", rb"requested URL was rejected"),
        ("Zscaler", "server: *zscaler", rb"zscaler"),
        ("FortiGate", "server: *forti", rb"fortigate|fortiguard"),
        ("Squid", "x-squid-error:", rb"\(squid"),
    )
)
_CHALLENGES: Final = ("cf-mitigated", "x-amzn-waf-action")


class Suspicion(Enum):
    """How an answer suggests that the session has ended."""

    REFUSED = "a status that stands for it"
    LOGIN = "a page for signing in, or a redirect to one"
    FORBIDDEN = "403, which can be a matter of rights too"
    BARE_FAILURE = "500 without a body"
    VAGUE = "400, or 500 without a reason"

    @property
    def may_pass(self) -> bool:
        """Whether the same request may well be answered the next moment."""
        return self in (Suspicion.LOGIN, Suspicion.BARE_FAILURE, Suspicion.VAGUE)


@frozen
class Diagnosis:
    """What an answer means that is not the data asked for.

    Attributes:
        error: What to raise unless the session has ended.
        seen: What came, in words.
        suspicion: How it suggests that the session has ended; None if it does not.
    """

    error: APIError
    seen: str
    suspicion: Suspicion | None = None

    @property
    def is_of_powertrack(self) -> bool:
        """Whether it is PowerTrack's own answer to an accepted session, as far as one can see."""
        return self.suspicion is None and not isinstance(self.error, FirewallError)


def is_missing(error: APIError) -> bool:
    """Whether PowerTrack itself answered that there is no such object. The 404 of a gateway proves nothing."""
    ours = error.status_code == 404 and not isinstance(error, FirewallError)
    return ours and (error.response is None or not is_page(error.response))


def is_page(response: httpx.Response) -> bool:
    """Whether an answer is a web page."""
    kind = response.headers.get("Content-Type", "").lower()
    return "html" in kind or response.content.lstrip()[:1] == b"<"


def named(operation: Operation[object]) -> str:
    """An operation in an error message."""
    return f"{operation.method} {without_values(operation.path)}"


def without_credentials(response: httpx.Response) -> httpx.Response:
    """The answer, tied to a request that names no credentials, so that it can be shown and kept."""
    kept = [(name, value) for name, value in response.headers.raw if name.lower() not in _LEFT_OUT]
    request = httpx.Request(response.request.method, response.request.url)
    return httpx.Response(response.status_code, headers=kept, content=response.content, request=request)


def diagnosed(operation: Operation[object], response: httpx.Response, credentials: Credentials) -> Diagnosis | None:
    """Why an answer is not the data asked for; None if it may be.

    Args:
        operation: What was asked for.
        response: The answer, its body read.
        credentials: What the request was sent with.
    """
    return _Reading(operation, response, credentials).diagnosis()


class _Reading:
    def __init__(self, operation: Operation[object], response: httpx.Response, credentials: Credentials) -> None:
        self.operation = operation
        self.response = response
        self.credentials = credentials
        self.status = response.status_code

    def diagnosis(self) -> Diagnosis | None:
        status = self.status
        if 300 <= status < 400 and status != 304:
            return self._redirect()
        page = is_page(self.response)
        challenged = any(name in self.response.headers for name in _CHALLENGES)
        if status < 400 and not page and not challenged:
            return None
        if challenged or status in (407, 511):
            return self._in_between()
        if status in REFUSALS:
            error = self._error(PermissionDeniedError, "though it accepts the session for other requests")
            return Diagnosis(error, f"PowerTrack answered {status}", Suspicion.REFUSED)
        if page and status < 500 and (self._product() or status < 400 or status == 403):
            return self._in_between()
        return self._failure()

    def _failure(self) -> Diagnosis:
        status, seen = self.status, f"PowerTrack answered {self.status}"
        if status == 403:
            hint = "the page in the Referer or the user's rights do not allow it"
            return Diagnosis(self._error(PermissionDeniedError, hint), seen, Suspicion.FORBIDDEN)
        if status >= 500 or status == 429:
            advice = "Wait, and send less at a time" if status == 429 else "The service is failing; try again later"
            error = self._error(ServiceError, "too many requests" if status == 429 else "", advice)
            return Diagnosis(error, seen, self._silence() if status == 500 else None)
        if status == 409:
            return Diagnosis(self._error(ConflictError, "a conflict", "Read it again and repeat the change"), seen)
        hint = "there is no such object, or it is not visible to the user" if status == 404 else ""
        return Diagnosis(self._error(APIError, hint), seen, Suspicion.VAGUE if status == 400 else None)

    def _silence(self) -> Suspicion | None:
        if not self.response.content.strip():
            return Suspicion.BARE_FAILURE
        return Suspicion.VAGUE if has_no_reason(self.response) else None

    def _redirect(self) -> Diagnosis:
        target = self.response.headers.get("Location", "")
        try:
            parts = urlsplit(target)
            host, path = parts.hostname, parts.path
        except ValueError:
            host, path = None, ""
        own = urlsplit(self.credentials.base_url).hostname
        if host is None or host == own:
            seen = "PowerTrack redirected to another page, as it does for a login"
            suspicion = None if not target or _OUT_OF_SERVICE.search(path) else Suspicion.LOGIN
            return Diagnosis(self._firewall(f"the answer is a redirect ({self.status})", _BROWSE), seen, suspicion)
        shown = cleaned(host)
        words = f"the answer is a redirect to {shown}, which was not followed"
        error = self._firewall(words, f"Open PowerTrack in the browser and do what {shown} asks for there.", shown)
        is_own = _SIGN_IN_HOST.search(host) is not None
        return Diagnosis(error, f"PowerTrack redirected to {shown}", Suspicion.LOGIN if is_own else None)

    def _in_between(self) -> Diagnosis:
        product, title = self._product(), title_of(self.response)
        if self.status == 407:
            return Diagnosis(
                self._firewall(
                    "a proxy asks for a login (407)", "Put user and password into the address of the proxy."
                ),
                "a proxy answered 407",
            )
        page = f"a web page{f' ({title!r})' if title else ''} instead of data" if is_page(self.response) else "no data"
        words = f"{product or 'something'} between this machine and PowerTrack answered {self.status} with {page}"
        seen = "PowerTrack answered with a web page instead of data, as it does for a login"
        return Diagnosis(self._firewall(words, _BROWSE), seen, None if product else self._suspicion_of_page(title))

    def _suspicion_of_page(self, title: str | None) -> Suspicion | None:
        if self.status == 403:
            return Suspicion.FORBIDDEN
        is_login = _SIGN_IN_FIELD.search(self.response.content) or _SIGN_IN_TITLE.search(title or "")
        return Suspicion.LOGIN if is_login else None

    def _product(self) -> str | None:
        # Every answer of a service behind Cloudflare names it, so only pages and challenges are looked at here.
        lines = "\n".join(f"{name}: {value}" for name, value in self.response.headers.multi_items())
        content = self.response.content[:65_536]
        for name, header, piece in _PRODUCTS:
            if header.search(lines) or piece.search(content):
                return name
        return None

    def _firewall(self, words: str, advice: str, host: str | None = None) -> FirewallError:
        return FirewallError(
            f"{named(self.operation)}: {words}. {advice}",
            status_code=self.status,
            response=without_credentials(self.response),
            operation=self.operation.id,
            host=host,
        )

    def _error(self, kind: type[APIError], hint: str, advice: str = "") -> APIError:
        wait = self.response.headers.get("Retry-After")
        told = (hint, f"Retry-After: {cleaned(wait, 40)}" if wait else "", reason_of(self.response, self.credentials))
        parts = [part for part in told if part]
        reason = f" ({'; '.join(parts)})" if parts else ""
        return kind(
            f"{named(self.operation)}: PowerTrack answered {self.status}{reason}{f'. {advice}' if advice else ''}",
            status_code=self.status,
            response=without_credentials(self.response),
            operation=self.operation.id,
        )
