"""An operation is a value: what to ask of PowerTrack, and how to read the answer. It performs no input or output."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Generic, TypeVar
from urllib.parse import quote, unquote

from attrs import field, frozen

from powertrack_core.decoding import EmptyAnswerError, JsonObject, JsonValue, UnexpectedAnswerError, load_object
from powertrack_core.model import Model

T_co = TypeVar("T_co", covariant=True)
S = TypeVar("S")

_SEVERAL: Final = 4
_NOTHING: Final[tuple[JsonValue, ...]] = (None, "", [], {}, False)
_OF_ERRORS: Final = frozenset(
    {"detail", "error", "errorcode", "errormessage", "errors", "errorstring", "exception", "exceptionmessage"}
    | {"exceptiontype", "fault", "innerexception", "message", "messagedetail", "stacktrace", "title", "traceid"}
    | {"validationerror"}
)


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

    def fits(self, data: JsonObject, known: frozenset[str]) -> bool:
        """Whether an object without its key is the document, as opposed to a message about a failure.

        It is if it reports no error and has its version stamp, or several other fields of the document.

        Args:
            data: The object.
            known: Names of the fields that the document is known to have.
        """
        further = {name.casefold() for name, value in data.items() if name not in known and value not in _NOTHING}
        if further & _OF_ERRORS or ("success" not in known and data.get("success") is False):
            return False
        return isinstance(data.get(self.stamp), str) or len(known & data.keys() - {self.field}) >= _SEVERAL


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
        referer: Path of the page that a browser sends this from; None if none is known.
        safe: Whether it only reads, so that it may be sent again.
        identity: The document that is asked for; None if the answer is no document that is written back.
        may_be_empty: Whether an answer without a body is a result: nothing changed since the `lastChanged` that was
            sent, or a list has no items.
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
    may_be_empty: bool = False

    def read(self, content: bytes) -> T_co:
        """Read the body of a successful answer. A document without its key gets the key that was asked for.

        Raises:
            EmptyAnswerError: There is no body.
            ValueError: It is not what the operation promises.
        """
        try:
            answer = self.parse(content)
        except UnexpectedAnswerError:
            named = self.named(load_object(content))
            if named is None:
                raise
            return named
        # The whole of a long answer is parsed for `raw`, so only documents are asked for it.
        named = self.named(answer.raw) if self.identity is not None and isinstance(answer, Model) else None
        return answer if named is None else named

    def named(self, data: JsonObject) -> T_co | None:
        """The answer under the key that was asked for, if an object lacks its key and is that document all the same.

        Raises:
            UnexpectedAnswerError: An object in it lacks what identifies it.
        """
        if self.identity is None or data.get(self.identity.field) not in (None, ""):
            return None
        answer = self._completed(data)
        known = answer.json_names if isinstance(answer, Model) else frozenset[str]()
        return answer if self.identity.fits(data, known) else None

    def _completed(self, data: JsonObject) -> T_co:
        if self.identity is None:
            raise UnexpectedAnswerError("an object came without its key")
        answer = self.parse(json.dumps({**data, self.identity.field: self.identity.key}).encode())
        if isinstance(answer, Model):
            answer.raw = data
        return answer

    def empty(self) -> T_co:
        """The result for an answer without a body: empty but for the key that was asked for.

        Raises:
            EmptyAnswerError: Such an answer is no result.
        """
        if not self.may_be_empty:
            raise EmptyAnswerError("the answer is empty")
        if self.identity is not None:
            return self._completed({})
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
                only its key. Not for a document that is written back.
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
            identity=self.identity,
            may_be_empty=may_be_empty and self.may_be_empty,
        )


def segment(key: str | int) -> str:
    """Encode a key as one segment of a path.

    Raises:
        ValueError: It is empty, `.` or `..`, which would change the path.
    """
    if key in ("", ".", ".."):
        raise ValueError(f"{key!r} is not a valid key")
    return quote(str(key), safe="")


def identified(document: JsonObject, field: str, key: str) -> JsonObject:
    """A document with the key that a PUT needs in its body. One without a key gets the key of its page."""
    return {**document, field: key} if isinstance(document, dict) and not document.get(field) else document


def given(name: str, value: str | None) -> dict[str, str]:
    """A query parameter, omitted if it has no value."""
    return {} if value is None else {name: value}
