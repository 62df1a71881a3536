"""Documents kept small: results and plans of thousands of sites hold several whole documents of each."""

from __future__ import annotations

import zlib

from attrs import field, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject


@frozen
class Packed:
    """A document, compressed; about a twentieth of what it takes as dictionaries.

    Attributes:
        content: Its JSON, compressed.
    """

    content: bytes = field(repr=False)

    @property
    def document(self) -> JsonObject:
        """The document, made anew at each call."""
        value = exact_json.loads(zlib.decompress(self.content))
        if not isinstance(value, dict):
            raise TypeError("only objects are packed")
        return value


def packed(document: JsonObject | Packed) -> Packed:
    """Pack a document, if it is not packed."""
    if isinstance(document, Packed):
        return document
    return Packed(zlib.compress(exact_json.dumps(document), 1))


def packed_or_none(document: JsonObject | Packed | None) -> Packed | None:
    """Pack a document, if there is one."""
    return None if document is None else packed(document)
