"""An operation is a value: what to ask of PowerTrack, and how to read the answer. It performs no input or output."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar
from urllib.parse import quote, unquote

from attrs import field, frozen

from powertrack_api.decoding import EmptyAnswerError, JsonValue, UnexpectedAnswerError

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
        may_be_empty: Whether an answer without a body is a result: nothing changed since the `lastChanged` that was
            sent, or a list has no items.
    """

    id: str
    method: str
    path: str
    parse: Callable[[bytes], T_co] = field(repr=False)
    query: Mapping[str, str] = field(factory=dict)
    body: JsonValue | Mapping[str, object] | Sequence[Mapping[str, object]] = field(default=None, repr=False)
    referer: str | None = None
    safe: bool = False
    may_be_empty: bool = False

    def empty(self) -> T_co:
        """The result for an answer without a body: empty but for the key that was asked for.

        Raises:
            EmptyAnswerError: Such an answer is no result.
        """
        if not self.may_be_empty:
            raise EmptyAnswerError("the answer is empty")
        asked = self.body.get("key") if isinstance(self.body, Mapping) else unquote(self.path.rpartition("/")[2])
        for value in (b"{}", b"[]"):
            try:
                return self.parse(value)
            except UnexpectedAnswerError:  # a list is expected, or the key that identifies an object
                continue
        return self.parse(json.dumps({"key": asked}).encode())

    def reading(self, parse: Callable[[bytes], S], *, may_be_empty: bool = False) -> Operation[S]:
        """The same request, its answer read by another function.

        Args:
            parse: Reads the body of a successful answer.
            may_be_empty: Whether an answer without a body stays a result, read from `{}`, `[]` or an object with
                nothing but its key. Not for a document that is going to be written back.
        """
        return Operation(
            id=self.id,
            method=self.method,
            path=self.path,
            parse=parse,
            query=self.query,
            body=self.body,
            referer=self.referer,
            safe=self.safe,
            may_be_empty=may_be_empty and self.may_be_empty,
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
