"""What a write goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import field, frozen

from powertrack_api.decoding import JsonObject
from powertrack_api.operation import Operation
from powertrack_api.shapes import Document


def _none(_: JsonObject) -> Iterable[str]:
    return ()


@frozen(kw_only=True)
class Target:
    """A document of one object, and how it is read and written.

    Attributes:
        document: What kind of document it is.
        key: Key of the object.
        read: Gives the document.
        write: Takes the whole document.
        others: Gives the keys of the other objects that a document of this kind writes to.
    """

    document: Document
    key: str
    # The answers are read as JSON here, never as the models that the operations promise.
    read: Operation[Any] = field(repr=False)
    write: Callable[[JsonObject], Operation[Any]] = field(repr=False)
    others: Callable[[JsonObject], Iterable[str]] = field(default=_none, repr=False)
