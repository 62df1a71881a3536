"""One request and its answer: what goes over the wire, and what an answer means."""

from __future__ import annotations

import json
from typing import TypeVar

import httpx

from powertrack_api.decoding import EmptyAnswerError
from powertrack_api.operation import Operation
from powertrack_sdk.auth import AuthManager
from powertrack_sdk.errors import APIError, AuthenticationError, EmptyResponseError, NetworkError
from powertrack_sdk.writes import strict_json

T = TypeVar("T")

# The page that is named as sender where none was observed: the application itself.
_HOME = "/powertrack"
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
# The body is decoded already, and a cookie is a credential.
_LEFT_OUT = frozenset({"set-cookie", "content-encoding", "transfer-encoding", "content-length"})


def request_for(operation: Operation[object], auth: AuthManager) -> httpx.Request:
    """The request for an operation, with credentials and Referer.

    Args:
        operation: What to send.
        auth: Where the credentials come from.
    """
    credentials = auth.credentials
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
    return httpx.Request(operation.method, url, headers=encoded, content=content)


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
    return f"{operation.method} {operation.path}"


def _reason(response: httpx.Response) -> str:
    """The message of the answer, where it has one in the usual place, and what a status asks of the user."""
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
    parts = [part for part in (hints.get(response.status_code), told[:200] if isinstance(told, str) else None) if part]
    return f" ({'; '.join(parts)})" if parts else ""


def _without_credentials(response: httpx.Response) -> httpx.Response:
    """The answer, tied to a request that names no credentials, so that it can be shown and kept."""
    kept = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _LEFT_OUT]
    request = httpx.Request(response.request.method, response.request.url)
    return httpx.Response(response.status_code, headers=kept, content=response.content, request=request)
