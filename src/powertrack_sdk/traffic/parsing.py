"""JSON of answers. Long lists may be sampled: some of many items show the shape of all in a fraction of the time."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from powertrack_core.decoding import JsonObject, JsonValue, load, load_object, objects

__all__ = ["MOST_ITEMS", "JsonObject", "JsonValue", "child", "load", "load_object", "load_some", "objects", "some"]

MOST_ITEMS: Final = 50
"""How many items of a list are looked at when lists are sampled, evenly spread."""

_LONG = 20_000

T = TypeVar("T")


def child(node: JsonObject, *names: str) -> JsonObject:
    """Return the object below some names; an empty one if it is missing."""
    for name in names:
        found = node.get(name)
        node = found if isinstance(found, dict) else {}
    return node


def some(items: list[T]) -> list[T]:
    """Sample a long list."""
    return items[:: -(-len(items) // MOST_ITEMS)] if len(items) > MOST_ITEMS else items


def load_some(content: bytes | msgspec.Raw) -> JsonValue:
    """Parse JSON, but only a sample of the items of long lists.

    Raises:
        ValueError: The content is not JSON, or empty.
    """
    if len(content) <= _LONG:
        return load(bytes(content))
    first = bytes(memoryview(content)[:64]).lstrip()[:1]
    if first == b"[":
        return [load_some(item) for item in some(msgspec.json.decode(content, type=list[msgspec.Raw]))]
    if first == b"{":
        parts = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        return {name: load_some(part) for name, part in parts.items()}
    return load(bytes(content))
