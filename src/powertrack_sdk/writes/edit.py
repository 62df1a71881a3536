"""What can be done to a document with one request: change it, or create or delete what it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from attrs import field, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, UnexpectedAnswerError
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document
from powertrack_sdk.errors import APIError
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.diff import Change, concerns, diff
from powertrack_sdk.writes.packed import Packed
from powertrack_sdk.writes.result import Action
from powertrack_sdk.writes.target import Target


@frozen
class Seen:
    """A document as it was when it was looked at.

    Attributes:
        content: The text that it came as, in UTF-8.
        document: The document; None where there is none.
    """

    content: bytes = field(repr=False)
    document: JsonObject | None = field(repr=False)


class Edit(Protocol):
    """Something to be done with one request that writes."""

    @property
    def action(self) -> Action:
        """What is done."""
        ...

    @property
    def document(self) -> Document:
        """What kind of document it is done to."""
        ...

    @property
    def key(self) -> str:
        """Key of what it is done to."""
        ...

    def locks(self, seen: Seen) -> frozenset[str]:
        """Keys of all objects that the request writes to."""
        ...

    def look(self) -> Flow[Seen]:
        """Read the document."""
        ...

    def aim(self, seen: Seen) -> JsonObject | None:
        """What the document is to become; it raises where that cannot be."""
        ...

    def along(self, aim: JsonObject | None) -> Sequence[Edit]:
        """What the same request changes as well, as edits of other documents."""
        ...

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The request that writes."""
        ...

    def off(self, aim: JsonObject | None, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What a document differs in from what it was to become, but for what the server changes by itself."""
        ...

    def arrived(self, aim: JsonObject | None, before: Seen, now: Seen) -> bool:
        """Whether something of what was asked for has come about."""
        ...

    def moved(self, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What changed between two looks of what the request writes, but for what the server changes by itself."""
        ...

    def created(self, before: Seen, now: Seen) -> tuple[str, ...]:
        """Keys of what was created."""
        ...


@frozen(kw_only=True)
class Rewriting:
    """A document is computed anew from what it is, and written back whole.

    Attributes:
        target: The document.
        change: Gives the new document for the current one; it raises where that cannot be.
        patch: What it merges into the document, friendly names resolved, where that is what it does.
        content: What the document becomes but for its stamp, where that does not depend on what it is.
        asked: Paths that count although the server changes what is there by itself; None for all that is changed.
    """

    target: Target
    change: Callable[[JsonObject], JsonObject] = field(repr=False)
    patch: JsonObject | None = field(default=None, repr=False)
    content: Packed | None = field(default=None, repr=False)
    asked: tuple[str, ...] | None = None
    action: Action = field(default="update", init=False)

    @property
    def document(self) -> Document:
        """What kind of document it is."""
        return self.target.document

    @property
    def key(self) -> str:
        """Key of the object."""
        return self.target.key

    def locks(self, seen: Seen) -> frozenset[str]:
        """The object, and those that are written with it."""
        others = self.target.others(seen.document) if seen.document is not None else ()
        return frozenset({self.key, *others})

    def look(self) -> Flow[Seen]:
        """Read the document.

        Raises:
            APIError: The request failed, or answers with another object.
        """
        return (yield from read_document(self.target.read, self.document, self.key))

    def aim(self, seen: Seen) -> JsonObject | None:
        """The new document."""
        return self.change(seen.document or {})

    def along(self, aim: JsonObject | None) -> Sequence[Edit]:
        """The other documents that the PUT changes."""
        copies = self.target.copies(aim) if aim is not None else ()
        return [Rewriting(target=copy.target, change=copy.becomes) for copy in copies]

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The PUT of the whole document."""
        return self.target.write(aim or {})

    def off(self, aim: JsonObject | None, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What is not as it was sent."""
        return self._between(aim, now.document, self._counting(aim, before))

    def arrived(self, aim: JsonObject | None, before: Seen, now: Seen) -> bool:
        """Whether a field that was to change is another one now."""
        asked = tuple(change.path for change in self._between(before.document, aim, self._counting(aim, before)))
        changes = self._between(before.document, now.document, asked)
        return any(concerns(change.path, asked) for change in changes)

    def _counting(self, aim: JsonObject | None, before: Seen) -> tuple[str, ...]:
        """Paths of what was to change, that the server may change by itself as well."""
        if self.asked is not None:
            return self.asked
        return tuple(change.path for change in diff(before.document or {}, aim or {}, self.document.shape))

    def _between(
        self, one: JsonObject | None, other: JsonObject | None, asked: tuple[str, ...] = ()
    ) -> tuple[Change, ...]:
        return diff(one or {}, other or {}, self.document.shape, ignore_volatile=True, asked=asked)

    def moved(self, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What changed in the document."""
        return self._between(before.document, now.document)

    def created(self, before: Seen, now: Seen) -> tuple[str, ...]:
        """Nothing is."""
        return ()


def read_document(read: Operation[Any], document: Document, key: str) -> Flow[Seen]:
    """Read a document. If the answer leaves its key out, the document gets the key that was asked for.

    A PUT names its target by the key in the body, so the key is sent with the document. An answer that may be something
    else, such as a message about a failure, is refused.

    Args:
        read: The GET.
        document: What kind of document it is.
        key: Key of the object.

    Raises:
        APIError: The request failed, or answers with something else.
    """
    seen = yield from ask(read.reading(as_seen))
    found = seen.document or {}
    named = found.get(document.identity)
    if isinstance(named, str) and named.casefold() == key.casefold():
        return seen
    if named in (None, "") and _fits(read, found):
        return Seen(seen.content, {**found, document.identity: key})
    what = (
        f"describes {named!r} instead" if named else f"has no {document.identity} and does not look like the document"
    )
    raise APIError(f"{document.name} {key}: the answer {what}", operation=read.id)


def _fits(read: Operation[Any], found: JsonObject) -> bool:
    """Whether an answer without its key is the document all the same."""
    try:
        return read.named(found) is not None
    except UnexpectedAnswerError:
        return False


def as_seen(content: bytes) -> Seen:
    """The body of an answer that is a document. Its bytes are UTF-8 without a mark, whatever it came as."""
    document = exact_json.loads(content)
    if not isinstance(document, dict):
        raise ValueError("the document is no object")
    return Seen(content.decode(json.detect_encoding(content)).encode(), document)
