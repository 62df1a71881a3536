"""Some of many items: what shows the shape of a long list as well as all of it, in a fraction of the time."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from powertrack_core.decoding import JsonValue, load

MOST_ITEMS = 50
"""How many items of a list are looked at, from all over it."""

_LONG = 20_000

T = TypeVar("T")


def some(items: list[T]) -> list[T]:
    """Some of many."""
    return items[:: -(-len(items) // MOST_ITEMS)] if len(items) > MOST_ITEMS else items


def load_some(content: bytes | msgspec.Raw) -> JsonValue:
    """Parse JSON, but of long lists in it only some items.

    Raises:
        ValueError: It is not JSON, or there is none.
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
