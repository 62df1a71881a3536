"""A request as the developer tools of a browser copied it, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrs import field, frozen

from powertrack_sdk.errors import ConfigurationError


def _capitals(text: str) -> str:
    return text.upper()


@frozen
class PastedRequest:
    """A copied request.

    Attributes:
        url: Its URL.
        headers: Its headers; names in lower case.
        method: HTTP method, in capitals.
        body: The body as text; None if there is none.
    """

    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    method: str = field(default="GET", converter=_capitals)
    body: str | None = field(default=None, repr=False)


class Token(NamedTuple):
    """A piece of a script."""

    kind: str
    text: str


def request_of(url: str, pairs: Iterable[tuple[object, object]], method: object, body: object) -> PastedRequest:
    """Make a request from parsed JSON, without the parts that are not text."""
    headers = header_map((name, value) for name, value in pairs if isinstance(name, str) and isinstance(value, str))
    return PastedRequest(
        url, headers, method if isinstance(method, str) else "GET", body if isinstance(body, str) else None
    )


def header_map(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by lower-case name. Several cookie headers make one; of any other the last counts."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        key, plain = name.strip().lower(), value.strip(" \t")
        headers[key] = f"{headers[key]}; {plain}" if key == "cookie" and headers.get(key) else plain
    return headers


def whole_characters(text: str) -> str:
    """Join the two halves in which JavaScript writes some characters."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unreadable(form: str, reason: str) -> ConfigurationError:
    """The error for a text of a known format that is broken."""
    return ConfigurationError(f"The text looks like a request copied as {form}, but {reason}. Copy it again, whole.")
