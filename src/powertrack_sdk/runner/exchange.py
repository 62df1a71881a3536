"""One request and its answer: what goes over the wire, and what an answer means."""

from __future__ import annotations

import json
import logging
from typing import Generic, TypeVar

import httpx

from powertrack_api.decoding import EmptyAnswerError, load
from powertrack_api.operation import Operation
from powertrack_sdk.auth import AuthManager
from powertrack_sdk.auth.address import is_loopback
from powertrack_sdk.errors import (
    APIError,
    AuthenticationError,
    ConfigurationError,
    EmptyResponseError,
    NetworkError,
    ReadOnlyError,
)
from powertrack_sdk.runner.discretion import without_values
from powertrack_sdk.runner.inner_errors import inner_error
from powertrack_sdk.runner.log import log
from powertrack_sdk.runner.options import Options
from powertrack_sdk.writes import strict_json

T = TypeVar("T")

# The page that is named as sender where none was observed: the application itself.
_HOME = "/powertrack"
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
# The body is decoded already, and a cookie is a credential.
_LEFT_OUT = frozenset({"set-cookie", "content-encoding", "transfer-encoding", "content-length"})


class Attempt(Generic[T]):
    """One attempt to have an operation answered. The log tells each at the level DEBUG.

    Args:
        operation: What to send.
        number: Which attempt it is, from 1.
        options: How the client goes about its requests.

    Attributes:
        request: What goes over the wire.

    Raises:
        ReadOnlyError: The operation is not known to only read, and the client only reads.
        ConfigurationError: The credentials may not be sent there.
    """

    def __init__(self, operation: Operation[T], number: int, options: Options) -> None:
        self.request = request_for(operation, options)
        self._operation = operation
        self._number = number
        self._auth = options.auth
        self._observer = options.observer
        self._clock = options.environment.clock
        self._asked_at = self._clock.monotonic()

    def result(self, response: httpx.Response) -> T:
        """The parsed answer.

        Raises:
            AuthenticationError: The session is not accepted.
            EmptyResponseError: There is no body where one was expected.
            APIError: The request failed, or its answer cannot be read.
        """
        self._tell(f"{response.status_code}, {len(response.content)} bytes")
        if self._observer is not None:
            self._observer.observe(self._operation, response, self._auth.credentials.ae_v)
        return result_of(self._operation, response, self._auth)

    def failure(self, error: httpx.HTTPError) -> NetworkError:
        """The error where no answer came."""
        self._tell(f"no answer ({type(error).__name__})")
        return network_error(self._operation, error)

    def _tell(self, outcome: str) -> None:
        if not log.isEnabledFor(logging.DEBUG):
            return
        seconds = self._clock.monotonic() - self._asked_at
        path = without_values(self.request.url.raw_path.decode("ascii"))
        log.debug("%s %s: %s, %.2f s, attempt %d", self.request.method, path, outcome, seconds, self._number)


def request_for(operation: Operation[object], options: Options) -> httpx.Request:
    """The request for an operation, with credentials and Referer.

    Args:
        operation: What to send.
        options: Where the credentials come from, how long to wait, and what may be sent.

    Raises:
        ReadOnlyError: The operation is not known to only read, and the client only reads.
        ConfigurationError: The credentials may not be sent there.
    """
    if options.environment.read_only and not operation.safe:
        raise ReadOnlyError(f"{_named(operation)}: the client was made with read_only=True, so this was not sent")
    credentials = options.auth.credentials
    check_address(credentials.base_url, verified=options.verified)
    headers = {
        "Accept": "application/json, text/plain, */*",
        **credentials.headers(),
        "Referer": credentials.base_url + (operation.referer or _HOME),
    }
    content = None
    if operation.body is not None:
        headers["Content-Type"] = "application/json"
        content = strict_json.dumps(operation.body)
    url = httpx.URL(credentials.base_url + operation.path).copy_merge_params(dict(operation.query))
    encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    waits = {"timeout": options.timeout.as_dict()}
    return httpx.Request(operation.method, url, headers=encoded, content=content, extensions=waits)


def check_address(base_url: str, *, verified: bool) -> None:
    """Refuse to send credentials to a host elsewhere that does not prove who it is.

    Raises:
        ConfigurationError: It is such a host.
    """
    if not verified and not is_loopback(httpx.URL(base_url).host):
        raise ConfigurationError(
            f"verify switches the check of certificates off; that is allowed for this machine only, not for {base_url}."
            " To trust a certificate of your own, give verify its CA file"
        )


def network_error(operation: Operation[object], error: httpx.HTTPError) -> NetworkError:
    """The error for a request that got no answer."""
    if isinstance(error, httpx.RequestError):
        # The error of httpx carries the request, and with it the credentials.
        error.request = httpx.Request(operation.method, httpx.URL(operation.path))
    sent = not isinstance(error, _NOT_SENT)
    told = "it may or may not have been acted on" if sent and not operation.safe else "check the network and try again"
    return NetworkError(
        f"{_named(operation)}: no answer ({type(error).__name__}); {told}", sent=sent, operation=operation.id
    )


def result_of(operation: Operation[T], response: httpx.Response, auth: AuthManager) -> T:
    """The parsed answer.

    Raises:
        AuthenticationError: The session is not accepted.
        EmptyResponseError: There is no body where one was expected.
        APIError: The request failed, or its answer cannot be read.
    """
    _check_session(operation, response, auth)
    if not response.is_success:
        raise APIError(
            f"{_named(operation)}: PowerTrack answered {response.status_code}{_reason(response)}",
            status_code=response.status_code,
            response=_without_credentials(response),
            operation=operation.id,
        )
    problem = inner_error(response.content) if operation.safe and operation.parse is not load else None
    if problem is not None:
        raise APIError(
            f"{_named(operation)}: PowerTrack answered {response.status_code} with an error inside: {problem}",
            status_code=response.status_code,
            response=_without_credentials(response),
            operation=operation.id,
        )
    try:
        return operation.parse(response.content)
    except EmptyAnswerError as error:
        raise EmptyResponseError(
            f"{_named(operation)}: the answer is empty",
            status_code=response.status_code,
            response=_without_credentials(response),
            operation=operation.id,
        ) from error
    except ValueError as error:
        raise APIError(
            f"{_named(operation)}: the answer cannot be read ({error})",
            status_code=response.status_code,
            response=_without_credentials(response),
            operation=operation.id,
        ) from error


def _check_session(operation: Operation[object], response: httpx.Response, auth: AuthManager) -> None:
    if response.status_code == 401:
        seen = "PowerTrack answered 401"
    elif response.is_redirect:
        seen = "PowerTrack redirected to another page, as it does for a login"
    elif response.is_success and _is_page(response):
        seen = "PowerTrack answered with a web page instead of data, as it does for a login"
    else:
        return
    expires = auth.credentials.expires_at
    known = (
        f" The session from {auth.credentials.source} was valid until {expires:%Y-%m-%d %H:%M %Z}." if expires else ""
    )
    raise AuthenticationError(
        f"{_named(operation)}: {seen}. The session is not accepted, most likely it has expired.{known}"
        " Sign in with the browser again and copy a fresh request."
    )


def _is_page(response: httpx.Response) -> bool:
    kind = response.headers.get("Content-Type", "")
    return "html" in kind.lower() or response.content.lstrip()[:1] == b"<"


def _named(operation: Operation[object]) -> str:
    return f"{operation.method} {without_values(operation.path)}"


def _reason(response: httpx.Response) -> str:
    """What a status asks of the user, how long the answer asks to wait, and its message where it has one."""
    hints = {
        403: "the page in the Referer or the user's rights do not allow it",
        404: "there is no such object, or it is not visible to the user",
        429: "too many requests",
    }
    try:
        body = json.loads(response.content)
    except ValueError:
        body = None
    told = body.get("message") or body.get("Message") if isinstance(body, dict) else None
    wait = response.headers.get("Retry-After")
    found = (
        hints.get(response.status_code),
        f"Retry-After: {wait[:40]}" if wait else None,
        told[:200] if isinstance(told, str) else None,
    )
    parts = [part for part in found if part]
    return f" ({'; '.join(parts)})" if parts else ""


def _without_credentials(response: httpx.Response) -> httpx.Response:
    """The answer, tied to a request that names no credentials, so that it can be shown and kept."""
    kept = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _LEFT_OUT]
    request = httpx.Request(response.request.method, response.request.url)
    return httpx.Response(response.status_code, headers=kept, content=response.content, request=request)
