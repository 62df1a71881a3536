"""What goes in and out of the simulator, and its reading and writing of JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Literal, NoReturn, TypeAlias

from attrs import evolve, field, frozen

from powertrack_api.decoding import JsonObject, JsonValue, kind

Failure: TypeAlias = Literal["reset", "timeout", "refused"]

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
    """

    method: str
    path: str
    query: Mapping[str, str] = field(factory=dict)
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@frozen(kw_only=True)
class Answer:
    """An answer, or the lack of one.

    Attributes:
        status: HTTP status.
        headers: Headers, names in lower case.
        body: Bytes of the body.
        delay: Seconds to wait before it is sent.
        failure: How the connection fails instead of carrying it; None where it does not.
    """

    status: int
    headers: Mapping[str, str] = field(factory=dict)
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
    return evolve(answer, headers={**answer.headers, **(headers or {})})


def page(html: str) -> Answer:
    """An answer that carries a page."""
    return Answer(status=200, headers={"content-type": HTML_TYPE}, body=html.encode("utf-8"))


def nothing_new() -> Answer:
    """The answer to a request that asks only for what changed, when nothing did."""
    return Answer(status=200, headers={"content-type": JSON_TYPE})


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
