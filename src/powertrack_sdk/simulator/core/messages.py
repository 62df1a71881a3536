"""Requests and answers of the simulator, and their JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal, TypeAlias
from urllib.parse import quote

from attrs import evolve, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.exact_json import loads

Failure: TypeAlias = Literal["reset", "timeout", "refused", "cut"]
Headers: TypeAlias = Mapping[str, str] | tuple[tuple[str, str], ...] | list[tuple[str, str]]

_JSON = "application/json; charset=utf-8"


@frozen(kw_only=True)
class Request:
    """A request.

    Attributes:
        method: HTTP method in capitals.
        path: Path without the query, percent-decoded.
        query: Query parameters; the last of a repeated one counts.
        headers: Headers, names in lower case.
        body: Body.
        secure: Whether it came over https.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(factory=dict)
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    secure: bool = False


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(headers) if isinstance(headers, (tuple, list)) else tuple(headers.items())


@frozen(kw_only=True)
class Answer:
    """An answer, or the failure of the connection in its place.

    Attributes:
        status: HTTP status.
        headers: Headers in order, names in lower case; names may repeat. Accepts a mapping, too.
        body: Body.
        delay: Seconds to wait before it is sent.
        failure: How the connection fails instead of carrying the answer (`cut`: in the middle of the body); None if it
            does not fail.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs, repr=False)
    body: bytes = field(default=b"", repr=False)
    delay: float = 0.0
    failure: Failure | None = None

    def add_headers(self, headers: Headers) -> Answer:
        """Return the answer with more headers."""
        return evolve(self, headers=(*self.headers, *_pairs(headers)))


@frozen(kw_only=True)
class ReceivedRequest:
    """An entry in the log of requests.

    Attributes:
        method: HTTP method in capitals.
        path: Path without the query.
        query: Query parameters.
        headers: Headers, names in lower case.
        body: JSON value of the body; None if there was none or it was not JSON.
        status: HTTP status of the answer; None if the connection failed before one was sent.
    """

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)
    body: JsonValue = field(repr=False)
    status: int | None

    @classmethod
    def of(cls, request: Request, answer: Answer) -> ReceivedRequest:
        """Make the entry for a request and its answer."""
        try:
            body: JsonValue = json.loads(request.body) if request.body else None
        except (ValueError, RecursionError):
            body = None
        status = None if answer.failure not in (None, "cut") else answer.status
        query, headers = dict(request.query), dict(request.headers)
        return cls(method=request.method, path=request.path, query=query, headers=headers, body=body, status=status)


class RefusedError(Exception):
    """Refuses a request with an error answer.

    Attributes:
        status: HTTP status.
        message: What is wrong, in a sentence.
        headers: Headers of the answer.
    """

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


def read_json(body: bytes) -> JsonValue:
    """Parse a body exactly: every number keeps its value, and `1.0` stays a fraction.

    Raises:
        RefusedError: It is not JSON, is nested too deeply, or Python would change a value (400).
    """
    try:
        return loads(body)
    except ValueError as error:
        raise RefusedError(400, f"The body cannot be read: {error}.") from error


def write_json(value: JsonValue) -> bytes:
    """Print a JSON value compactly in UTF-8, fields in their order."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can carry
        return json.dumps(value, separators=(",", ":")).encode()


def json_answer(value: JsonValue, status: int = 200) -> Answer:
    """Return an answer that carries a JSON value."""
    return Answer(status=status, headers={"content-type": _JSON}, body=write_json(value))


def problem(status: int, message: str, headers: Headers = ()) -> Answer:
    """Return an error answer with a message."""
    body: JsonObject = {"message": message}
    return json_answer(body, status).add_headers(headers)


def page(html: str, status: int = 200) -> Answer:
    """Return an answer that carries a page."""
    headers = {"content-type": "text/html; charset=utf-8", "cache-control": "no-store"}
    return Answer(status=status, headers=headers, body=html.encode("utf-8", "replace"))


def redirect(address: str) -> Answer:
    """Return a redirect. Characters that an address cannot hold are percent-encoded."""
    return Answer(status=302, headers={"location": quote(address, safe="/:?&=%#")})


def unchanged(status: int) -> Answer:
    """Return the empty answer, with status 200 or 204, to a read of changes when there are none."""
    return Answer(status=status, headers={"content-type": _JSON} if status != 204 else {})
