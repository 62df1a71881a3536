"""An operation is a value: what to ask of PowerTrack, and how to read the answer. It performs no input or output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar
from urllib.parse import quote

from attrs import field, frozen

from powertrack_api.decoding import JsonValue

T_co = TypeVar("T_co", covariant=True)
S = TypeVar("S")


@frozen(kw_only=True)
class Operation(Generic[T_co]):
    """One request, described.

    Attributes:
        id: Name of the operation in the specification.
        method: HTTP method in capitals.
        path: Path below the host, keys filled in, percent-encoded.
        parse: Reads the body of a successful answer.
        query: Query parameters.
        body: JSON value to send, or None for no body.
        referer: Path of the page that a browser sends this from; None where no page was seen.
        safe: Whether it only reads, so that it may be sent again.
    """

    id: str
    method: str
    path: str
    parse: Callable[[bytes], T_co] = field(repr=False)
    query: Mapping[str, str] = field(factory=dict)
    body: JsonValue | Mapping[str, object] | Sequence[Mapping[str, object]] = field(default=None, repr=False)
    referer: str | None = None
    safe: bool = False

    def reading(self, parse: Callable[[bytes], S]) -> Operation[S]:
        """The same request, its answer read by another function."""
        return Operation(
            id=self.id,
            method=self.method,
            path=self.path,
            parse=parse,
            query=self.query,
            body=self.body,
            referer=self.referer,
            safe=self.safe,
        )


def segment(key: str | int) -> str:
    """A key as one segment of a path, whatever characters it has.

    Raises:
        ValueError: It is empty or nothing but dots, so the path would lead elsewhere.
    """
    if key in ("", ".", ".."):
        raise ValueError(f"{key!r} is no key")
    return quote(str(key), safe="")


def given(name: str, value: str | None) -> dict[str, str]:
    """A query parameter that is left out where it has no value."""
    return {} if value is None else {name: value}
