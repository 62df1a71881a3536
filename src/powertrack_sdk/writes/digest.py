"""Digests of documents, by which versions are compared."""

from __future__ import annotations

import hashlib
import json

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import ListShape, Shape
from powertrack_sdk.writes.diff import overruled
from powertrack_sdk.writes.merge import field_shapes, unknown_field


def digest(document: JsonObject | None, shape: Shape | None) -> str | None:
    """The digest of a document; None if there is none.

    Fields that the server changes by itself do not count, nor does the order of names, nor how a number is printed: two
    versions have the same digest exactly when `diff`, ignoring volatile fields, finds no difference.

    Args:
        document: The document.
        shape: What the specification says of it.
    """
    if document is None:
        return None
    plain = json.dumps(_plain(document, shape), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(plain.encode('ascii')).hexdigest()}"


def _plain(value: JsonValue, shape: Shape | None) -> JsonValue:
    if isinstance(value, dict):
        shape_of = field_shapes(shape) or unknown_field
        parts = ((name, part, shape_of(name)) for name, part in value.items())
        return {
            name: _plain(part, inner)
            for name, part, inner in parts
            if inner is None or not (inner.volatile or overruled(inner, value))
        }
    if isinstance(value, list):
        item = shape.item if isinstance(shape, ListShape) else None
        if item is not None and item.volatile:
            return []
        return [_plain(part, item) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
