"""What goes in and out of the simulator, and its reading and writing of JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Literal, NoReturn, TypeAlias
from urllib.parse import quote

from attrs import evolve, field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, kind

Failure: TypeAlias = Literal["reset", "timeout", "refused", "cut"]
Headers: TypeAlias = Mapping[str, str] | tuple[tuple[str, str], ...] | list[tuple[str, str]]

JSON_TYPE = "application/json; charset=utf-8"
HTML_TYPE = "text/html; charset=utf-8"
_DEEPEST = 100


@frozen(kw_only=True)
class Request:
    """A request as it arrives.

    Attributes:
        method: HTTP method in capitals.
        path: Path without the query, percent-decoded.
        query: Query parameters; of a repeated one the last counts.
        headers: Headers, names in lower case.
        body: Bytes of the body.
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
    """An answer, or the lack of one.

    Attributes:
        status: HTTP status.
        headers: Headers in their order, names in lower case; one can be there several times. A mapping is taken, too.
        body: Bytes of the body.
        delay: Seconds to wait before it is sent.
        failure: How the connection fails instead of carrying it, or, if `cut`, in the middle of the body; None if it
            does not fail.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs, repr=False)
    body: bytes = field(default=b"", repr=False)
    delay: float = 0.0
    failure: Failure | None = None


@frozen(kw_only=True)
class ReceivedRequest:
    """An entry in the log of what arrived.

    Attributes:
        method: HTTP method in capitals.
        path: Path without the query.
        query: Query parameters.
        headers: Headers, names in lower case.
        body: JSON value of the body; None where there was none, or it was not JSON.
        status: HTTP status of the answer; None when the connection failed before one was sent.
    """

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)
    body: JsonValue = field(repr=False)
    status: int | None


class RefusedError(Exception):
    """Ends the handling of a request with an error answer.

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
    """Parse a body strictly. Whole numbers keep all their digits, and `1.0` stays a fraction.

    Raises:
        RefusedError: It is not JSON, or nested too deeply.
    """
    try:
        value: JsonValue = json.loads(body.decode("utf-8"), parse_constant=_not_json, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "The body is not JSON.") from error
    level = [value]
    for _ in range(_DEEPEST):
        level = [below for item in level for below in _parts(item)]
        if not level:
            return value
    raise RefusedError(400, "The body is nested too deeply.")


def read_object(body: bytes) -> JsonObject:
    """Parse a body that has to be an object.

    Raises:
        RefusedError: It is not JSON, or not an object.
    """
    value = read_json(body)
    if not isinstance(value, dict):
        raise RefusedError(400, f"The body has to be an object, not {kind(value)}.")
    return value


def write_json(value: JsonValue) -> bytes:
    """The bytes of a JSON value: compact, in its own order, in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can carry
        return json.dumps(value, separators=(",", ":")).encode("ascii")


def json_answer(value: JsonValue, status: int = 200) -> Answer:
    """An answer that carries a JSON value."""
    return Answer(status=status, headers={"content-type": JSON_TYPE}, body=write_json(value))


def problem(status: int, message: str, headers: Mapping[str, str] | None = None) -> Answer:
    """An error answer with a sentence that says what is wrong."""
    answer = json_answer({"message": message}, status)
    return with_headers(answer, headers or {})


def page(html: str, status: int = 200) -> Answer:
    """An answer that carries a page."""
    body = html.encode("utf-8", "replace")
    return Answer(status=status, headers={"content-type": HTML_TYPE, "cache-control": "no-store"}, body=body)


def redirect(address: str) -> Answer:
    """An answer that leads elsewhere. What an address cannot hold is percent-encoded."""
    return Answer(status=302, headers={"location": quote(address, safe="/:?&=%#")})


def nothing_new(status: int) -> Answer:
    """The answer, with a status of 200 or 204, to a request that asks only for what changed, when nothing did."""
    return Answer(status=status, headers={"content-type": JSON_TYPE} if status != 204 else {})


def with_headers(answer: Answer, headers: Headers) -> Answer:
    """The answer with more headers."""
    return evolve(answer, headers=(*answer.headers, *_pairs(headers)))


def _parts(value: JsonValue) -> Iterable[JsonValue]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _not_json(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError("the number is too large")
    return value
