"""The error for an answer without the requested data, or for no answer; and whether the session may have ended.

A single odd answer proves little: a gateway, a firewall or a company's login answers like an ended session. So a
diagnosis names a suspicion, and `attempts` confirms it with another request before it reports that the session ended.
"""

from __future__ import annotations

import re
import socket
import ssl
import traceback
from collections.abc import Iterator
from enum import Enum
from typing import Final, TypeVar
from urllib.parse import urlsplit

import httpx
from attrs import frozen

from powertrack_core.operation import Operation
from powertrack_sdk.auth import Credentials
from powertrack_sdk.errors import (
    APIError,
    ConflictError,
    ConnectionProblem,
    FirewallError,
    NetworkError,
    PermissionDeniedError,
    ServiceError,
)
from powertrack_sdk.runner.body import UnreadableBodyError
from powertrack_sdk.runner.log import without_values
from powertrack_sdk.runner.reason import cleaned, has_no_reason, reason_of, title_of

E = TypeVar("E", bound=APIError)

_BROWSE: Final = (
    "Open PowerTrack in the browser, and copy a fresh request once it works there; the User-Agent of the copy is sent"
    " along."
)

# The body is decoded already, and a cookie is a credential.
_LEFT_OUT: Final = frozenset({b"set-cookie", b"content-encoding", b"transfer-encoding", b"content-length"})
# 419, 440 and 498 are not in the HTTP standard, but common for a session or token that ended.
REFUSALS: Final = frozenset({401, 419, 440, 498})
# An address of PowerTrack's own sign-in.
_SIGN_IN_HOST = re.compile(r"(?:^|\.)(?:alsoenergy\.com|auth0\.com)$", re.IGNORECASE)
_SIGN_IN_TITLE = re.compile(r"\b(?:log|sign)[\s-]*(?:in|on)\b", re.IGNORECASE)
_SIGN_IN_FIELD = re.compile(rb"""type=["']?password|name=["']?username""", re.IGNORECASE)
_OUT_OF_SERVICE = re.compile(r"maintenance|unavailable|error", re.IGNORECASE)

# Products that answer in place of PowerTrack, by a line of the headers or by a piece of the page.
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


_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)
_ADVICE: dict[ConnectionProblem, str] = {
    "certificate": "the server's certificate is not trusted ({reason}). If your company inspects encrypted traffic,"
    ' name its CA file: verify="ca.pem" in Python, --ca-file ca.pem on the command line',
    "name": "the name of the host cannot be resolved ({reason}). Check the address, the DNS and the network",
    "refused": "the connection was refused: no program listens on that port. Check address and port",
    "proxy": "the proxy {reason}. Check its address and its login (authentication), or the environment variables"
    " HTTPS_PROXY, ALL_PROXY and NO_PROXY",
    "timeout": "no answer in time ({kind}); check the network and try again",
    "closed": "no answer, the connection was closed ({kind}); check the network and try again",
    "network": "no answer ({kind}); check the network and try again",
}


class Suspicion(Enum):
    """How an answer suggests that the session has ended."""

    REFUSED = "a status that stands for it"
    LOGIN = "a page for signing in, or a redirect to one"
    FORBIDDEN = "403, which may also mean missing rights"
    BARE_FAILURE = "500 without a body"
    VAGUE = "400, or 500 without a reason"

    @property
    def may_pass(self) -> bool:
        """Whether the same request may be answered the next moment."""
        return self in (Suspicion.LOGIN, Suspicion.BARE_FAILURE, Suspicion.VAGUE)


@frozen
class Diagnosis:
    """The meaning of an answer without the requested data.

    Attributes:
        error: The error to raise unless the session has ended.
        seen: The answer in words.
        suspicion: How it suggests that the session has ended; None if it does not.
    """

    error: APIError
    seen: str
    suspicion: Suspicion | None = None

    @property
    def is_of_powertrack(self) -> bool:
        """Whether it seems to be PowerTrack's own answer to an accepted session."""
        return self.suspicion is None and not isinstance(self.error, FirewallError)


def is_missing(error: APIError) -> bool:
    """Whether PowerTrack itself answered that there is no such object. The 404 of a gateway proves nothing."""
    ours = error.status_code == 404 and not isinstance(error, FirewallError)
    return ours and (error.response is None or not is_page(error.response))


def is_page(response: httpx.Response) -> bool:
    """Whether an answer is a web page."""
    return "html" in response.headers.get("Content-Type", "").lower() or response.content.lstrip()[:1] == b"<"


def named(operation: Operation[object]) -> str:
    """An operation in an error message."""
    return f"{operation.method} {without_values(operation.path)}"


def without_credentials(response: httpx.Response) -> httpx.Response:
    """The answer with a request that holds no credentials, so that it can be shown and kept."""
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in _LEFT_OUT]
    request = httpx.Request(response.request.method, response.request.url)
    return httpx.Response(response.status_code, headers=headers, content=response.content, request=request)


def answer_error(kind: type[E], operation: Operation[object], response: httpx.Response, words: str) -> E:
    """An error about an answer."""
    return kind(
        f"{named(operation)}: {words}",
        status_code=response.status_code,
        response=without_credentials(response),
        operation=operation.id,
    )


@frozen
class Diagnosing:
    """Finds out why an answer is not the requested data.

    Attributes:
        operation: The operation that was sent.
        response: The answer, its body read.
        credentials: The credentials of the request.
    """

    operation: Operation[object]
    response: httpx.Response
    credentials: Credentials

    def diagnosis(self) -> Diagnosis | None:
        """Why the answer is not the requested data; None if it may be."""
        status = self.response.status_code
        if 300 <= status < 400 and status != 304:
            return self._redirect()
        page = is_page(self.response)
        challenged = any(name in self.response.headers for name in _CHALLENGES)
        if status < 400 and not page and not challenged:
            return None
        if status == 407:
            words, advice = "a proxy asks for a login (407)", "Put user and password into the address of the proxy."
            return Diagnosis(self._firewall(words, advice), "a proxy answered 407")
        if challenged or status == 511:
            return self._in_between()
        if status not in REFUSALS and page and status < 500 and (self._product() or status < 400 or status == 403):
            return self._in_between()
        return self._refusal(status)

    def _refusal(self, status: int) -> Diagnosis:
        kind: type[APIError] = APIError
        hint = advice = ""
        suspicion: Suspicion | None = None
        if status in REFUSALS:
            kind, hint = PermissionDeniedError, "though it accepts the session for other requests"
            suspicion = Suspicion.REFUSED
        elif status == 403:
            kind, hint = PermissionDeniedError, "the page in the Referer or the user's rights do not allow it"
            suspicion = Suspicion.FORBIDDEN
        elif status == 429:
            kind, hint, advice = ServiceError, "too many requests", "Wait, and send less at a time"
        elif status >= 500:
            kind, advice = ServiceError, "The service is failing; try again later"
            if status == 500 and has_no_reason(self.response):
                suspicion = Suspicion.VAGUE if self.response.content.strip() else Suspicion.BARE_FAILURE
        elif status == 409:
            kind, hint, advice = ConflictError, "a conflict", "Read it again and repeat the change"
        elif status == 404:
            hint = "there is no such object, or it is not visible to the user"
        elif status == 400:
            suspicion = Suspicion.VAGUE
        return Diagnosis(self._error(kind, hint, advice), f"PowerTrack answered {status}", suspicion)

    def _redirect(self) -> Diagnosis:
        target = self.response.headers.get("Location", "")
        try:
            parts = urlsplit(target)
            host, path = parts.hostname, parts.path
        except ValueError:
            host, path = None, ""
        if host is None or host == urlsplit(self.credentials.base_url).hostname:
            seen = "PowerTrack redirected to another page, as it does for a login"
            suspicion = None if not target or _OUT_OF_SERVICE.search(path) else Suspicion.LOGIN
            words = f"the answer is a redirect ({self.response.status_code})"
            return Diagnosis(self._firewall(words, _BROWSE), seen, suspicion)
        shown = cleaned(host)
        words = f"the answer is a redirect to {shown}, which was not followed"
        error = self._firewall(words, f"Open PowerTrack in the browser and do what {shown} asks for there.", shown)
        suspicion = Suspicion.LOGIN if _SIGN_IN_HOST.search(host) else None
        return Diagnosis(error, f"PowerTrack redirected to {shown}", suspicion)

    def _in_between(self) -> Diagnosis:
        status, product, title = self.response.status_code, self._product(), title_of(self.response)
        page = f"a web page{f' ({title!r})' if title else ''} instead of data" if is_page(self.response) else "no data"
        words = f"{product or 'something'} between this machine and PowerTrack answered {status} with {page}"
        seen = "PowerTrack answered with a web page instead of data, as it does for a login"
        suspicion = None
        if product is None and status == 403:
            suspicion = Suspicion.FORBIDDEN
        elif product is None and (_SIGN_IN_FIELD.search(self.response.content) or _SIGN_IN_TITLE.search(title or "")):
            suspicion = Suspicion.LOGIN
        return Diagnosis(self._firewall(words, _BROWSE), seen, suspicion)

    def _product(self) -> str | None:
        # Every answer of a service behind Cloudflare names it, so only pages and challenges are looked at here.
        lines = "\n".join(f"{name}: {value}" for name, value in self.response.headers.multi_items())
        content = self.response.content[:65_536]
        products = (name for name, header, piece in _PRODUCTS if header.search(lines) or piece.search(content))
        return next(products, None)

    def _firewall(self, words: str, advice: str, host: str | None = None) -> FirewallError:
        error = answer_error(FirewallError, self.operation, self.response, f"{words}. {advice}")
        error.host = host
        return error

    def _error(self, kind: type[APIError], hint: str, advice: str) -> APIError:
        wait = self.response.headers.get("Retry-After")
        server = reason_of(self.response, self.credentials)
        parts = [part for part in (hint, f"Retry-After: {cleaned(wait, 40)}" if wait else "", server) if part]
        reason = f" ({'; '.join(parts)})" if parts else ""
        words = f"PowerTrack answered {self.response.status_code}{reason}{f'. {advice}' if advice else ''}"
        return answer_error(kind, self.operation, self.response, words)


def network_error(operation: Operation[object], error: Exception) -> NetworkError:
    """The error for a request that got no answer.

    Args:
        operation: The operation that was sent.
        error: The error of the HTTP library, of any class.
    """
    if isinstance(error, httpx.RequestError):
        # The error of httpx carries the request, and with it the credentials.
        error.request = httpx.Request(operation.method, httpx.URL("https://hidden.invalid"))
    sent = not isinstance(error, _NOT_SENT)
    if isinstance(error, UnreadableBodyError):
        problem: ConnectionProblem = "size" if error.too_large else "closed"
        words = str(error)
    else:
        problem, reason = _problem(error)
        words = _ADVICE[problem].format(reason=reason, kind=type(error).__name__)
        if sent and not operation.safe:
            words = f"no answer ({type(error).__name__}); it may or may not have been acted on"
    return NetworkError(f"{named(operation)}: {words}", sent=sent, operation=operation.id, problem=problem)


def _problem(error: Exception) -> tuple[ConnectionProblem, str]:
    """What failed, and a reason that holds nothing of the request."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "certificate", cause.verify_message or "it cannot be verified"
        if isinstance(cause, (socket.gaierror, ConnectionRefusedError)) and _is_of_proxy(error):
            return "proxy", f"cannot be reached ({cause.strerror or type(cause).__name__})"
        if isinstance(cause, socket.gaierror):
            return "name", cause.strerror or "unknown name"
        if isinstance(cause, ConnectionRefusedError):
            return "refused", ""
    if isinstance(error, httpx.ProxyError):
        return "proxy", f"refused the request ({cleaned(str(error), 60)})"
    if isinstance(error, httpx.TimeoutException):
        return "timeout", ""
    if isinstance(error, (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError, httpx.CloseError)):
        return "closed", ""
    return "network", ""


def _is_of_proxy(error: BaseException) -> bool:
    """Whether a connection to a proxy failed. The HTTP library raises the same errors as for a host."""
    frames = (frame for cause in _causes(error) for frame, _ in traceback.walk_tb(cause.__traceback__))
    return any(str(frame.f_globals.get("__name__")).endswith(("http_proxy", "socks_proxy")) for frame in frames)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and those behind it, also those of several attempts to connect."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        cause = pending.pop()
        if cause is not None and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            pending += [cause.__cause__, cause.__context__]
            pending += cause.exceptions if isinstance(cause, BaseExceptionGroup) else ()
