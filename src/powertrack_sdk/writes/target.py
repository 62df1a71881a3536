"""What a write goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import field, frozen

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document


def _none(_: JsonObject) -> Iterable[str]:
    return ()


def _no_copies(_: JsonObject) -> Sequence[Copy]:
    return ()


@frozen
class Copy:
    """Another document that a write changes as well.

    Attributes:
        target: That document.
        becomes: Gives what it becomes for what it is.
    """

    target: Target
    becomes: Callable[[JsonObject], JsonObject] = field(repr=False)


@frozen(kw_only=True)
class Target:
    """A document of one object, and how it is read and written.

    Attributes:
        document: What kind of document it is.
        key: Key of the object.
        read: Gives the document.
        write: Takes the whole document.
        others: Gives the keys of the other objects that a document of this kind writes to.
        copies: Gives the other documents that a write of this one changes as well.
    """

    document: Document
    key: str
    # The answers are read as JSON here, never as the models that the operations promise.
    read: Operation[Any] = field(repr=False)
    write: Callable[[JsonObject], Operation[Any]] = field(repr=False)
    others: Callable[[JsonObject], Iterable[str]] = field(default=_none, repr=False)
    copies: Callable[[JsonObject], Sequence[Copy]] = field(default=_no_copies, repr=False)
