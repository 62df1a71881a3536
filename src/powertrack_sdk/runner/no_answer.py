"""Why no answer came: which part of the way to PowerTrack failed, and what to do about it."""

from __future__ import annotations

import socket
import ssl
import traceback
from collections.abc import Iterator

import httpx

from powertrack_api.operation import Operation
from powertrack_sdk.errors import ConnectionProblem, NetworkError
from powertrack_sdk.runner.diagnosis import named
from powertrack_sdk.runner.reason import cleaned

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
    httpx.LocalProtocolError,
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
    "size": "the answer is too large",
    "network": "no answer ({kind}); check the network and try again",
}


def network_error(operation: Operation[object], error: Exception) -> NetworkError:
    """The error for a request that got no answer.

    Args:
        operation: What was asked for.
        error: What the HTTP library raised, of whatever class.
    """
    if isinstance(error, httpx.RequestError):
        # The error of httpx carries the request, and with it the credentials.
        error.request = httpx.Request(operation.method, httpx.URL("https://hidden.invalid"))
    sent = not isinstance(error, (*_NOT_SENT, httpx.InvalidURL))
    problem, reason = _problem(error)
    words = _ADVICE[problem].format(reason=reason, kind=type(error).__name__)
    if sent and not operation.safe:
        words = f"no answer ({type(error).__name__}); it may or may not have been acted on"
    return NetworkError(f"{named(operation)}: {words}", sent=sent, operation=operation.id, problem=problem)


def _problem(error: Exception) -> tuple[ConnectionProblem, str]:
    """What failed, and the reason in words that hold nothing of the request."""
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
        found = pending.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        pending += [found.__cause__, found.__context__]
        if isinstance(found, BaseExceptionGroup):
            pending += found.exceptions
