"""Plain requests: documented operations, and paths that the specification does not describe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from powertrack_core import exact_json
from powertrack_core.decoding import JsonValue
from powertrack_core.operation import Operation
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.runner.exchange import PATH, load_any
from powertrack_sdk.runner.flow import Flow, ask

T = TypeVar("T")


def request(
    method: str,
    path: str,
    *,
    query: Mapping[str, str] | None = None,
    body: JsonValue = None,
    referer: str | None = None,
) -> Flow[JsonValue]:
    """Send a request to any path of the host, with the session and errors of all other methods.

    Args:
        method: HTTP method. Only GET and HEAD are retried, and allowed for a read-only client.
        path: Path below the host, such as `/api/applinks`.
        query: Query parameters.
        body: JSON value to send.
        referer: Path of the page for the Referer header.

    Returns:
        The parsed answer; None if it has no body.

    Raises:
        ValidationError: The path leads to another host, or the body is not JSON; nothing was sent.
        ReadOnlyError: The client was made with `read_only=True`; nothing was sent.
        AuthenticationError: The session is not accepted.
        APIError: The request failed.
    """
    for name, value in (("path", path), ("referer", referer or "/")):
        if not PATH.fullmatch(value):
            raise ValidationError(f"{name} is {value!r}; a path below the host such as /api/applinks is expected")
    try:
        exact_json.dumps(body)
    except (TypeError, ValueError) as error:
        raise ValidationError(f"the body cannot be sent as JSON ({error})") from None
    capitals = method.upper()
    operation = Operation(
        id=f"{capitals} {path}",
        method=capitals,
        path=path,
        parse=load_any,
        query=query or {},
        body=body,
        referer=referer,
        safe=capitals in ("GET", "HEAD"),
    )
    return (yield from ask(operation))


def send(operation: Operation[T]) -> Flow[T]:
    """Send any documented operation.

    Args:
        operation: Return value of a function of `powertrack_api.api`.

    Returns:
        The parsed answer, of the type that the operation declares.

    Raises:
        ReadOnlyError: The client was made with `read_only=True` and the operation may write; nothing was sent.
        AuthenticationError: The session is not accepted.
        APIError: The request failed.
    """
    return (yield from ask(operation))
