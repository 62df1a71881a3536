"""An operation is a value: what to ask of PowerTrack, and how to read the answer. It performs no input or output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar
from urllib.parse import quote

from attrs import field, frozen

from powertrack_api.decoding import JsonValue, UnexpectedAnswerError
from powertrack_api.model import Model

T_co = TypeVar("T_co", covariant=True)
S = TypeVar("S")


@frozen(kw_only=True)
class Identity:
    """The document that an operation asks for. PowerTrack may leave its key out of the answer.

    Attributes:
        field: Field that holds the key.
        stamp: Field that holds the version stamp.
        key: The key that is asked for.
    """

    field: str
    stamp: str
    key: str

    def complete(self, answer: Model) -> None:
        """Give an answer that came without its key the key that was asked for.

        Raises:
            UnexpectedAnswerError: The version stamp is missing too, so the answer may be anything.
        """
        if answer.raw.get(self.field):
            return
        if not isinstance(answer.raw.get(self.stamp), str):
            raise UnexpectedAnswerError(f"an object came without its {self.field} and its {self.stamp}")
        setattr(answer, self.field, self.key)


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
        identity: The document that is asked for; None if the answer is no document that is written back.
    """

    id: str
    method: str
    path: str
    parse: Callable[[bytes], T_co] = field(repr=False)
    query: Mapping[str, str] = field(factory=dict)
    body: JsonValue | Mapping[str, object] | Sequence[Mapping[str, object] | str] = field(default=None, repr=False)
    referer: str | None = None
    safe: bool = False
    identity: Identity | None = None

    def read(self, content: bytes) -> T_co:
        """Read the body of a successful answer. A document without its key gets the key that was asked for.

        Raises:
            EmptyAnswerError: There is no body.
            ValueError: It is not what the operation promises.
        """
        answer = self.parse(content)
        if self.identity is not None and isinstance(answer, Model):
            self.identity.complete(answer)
        return answer

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
            identity=self.identity,
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
