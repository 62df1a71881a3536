"""A document restored from a backup, without what a patch could not write."""

from __future__ import annotations

from collections.abc import Collection

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Document, ListShape, ObjectShape, Shape
from powertrack_sdk.writes.diff import at, below, diff
from powertrack_sdk.writes.merge import identity, keyed


def restored(current: JsonObject, former: JsonObject, document: Document, asked: Collection[str]) -> JsonObject:
    """Return the document to write when restoring `former`, or `current` if only server-managed fields differ.

    What cannot be written stays as it is, such as version stamps and what the document belongs to. So do fields that
    the former document did not have, unless they are known to have been added: the service may have got them since.

    Args:
        current: The document as it is.
        former: The document as it was.
        document: Kind of the document.
        asked: Paths that are known to have changed since.
    """
    if not diff(former, current, document.shape, ignore_volatile=True, asked=asked):
        return current
    return {**_fields(former, current, document.shape, "", asked), document.stamp: current.get(document.stamp)}


def _value(former: JsonValue, now: JsonValue, shape: Shape, path: str, asked: Collection[str]) -> JsonValue:
    if isinstance(former, dict) and isinstance(now, dict) and isinstance(shape, ObjectShape):
        return _fields(former, now, shape, path, asked)
    if isinstance(former, list) and isinstance(now, list) and isinstance(shape, ListShape) and shape.merge_key:
        there = keyed(now, shape.merge_key) or {}
        keys = [identity(item, shape.merge_key) for item in former]
        return [
            item if key is None or key not in there else _value(item, there[key], shape.item, at(path, key), asked)
            for key, item in zip(keys, former, strict=True)
        ]
    return former


def _fields(former: JsonObject, now: JsonObject, shape: ObjectShape, path: str, asked: Collection[str]) -> JsonObject:
    fields: JsonObject = {}
    for name, value in former.items():
        inner = shape.fields.get(name)
        if inner is None or name not in now:
            fields[name] = value
        else:
            fields[name] = now[name] if inner.read_only else _value(value, now[name], inner, below(path, name), asked)
    added = {name: value for name, value in now.items() if name not in former and below(path, name) not in asked}
    return {**fields, **added}
