"""Objects that were created, recognised in the list that they stand in afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from powertrack_core.decoding import JsonObject, text

_OF_SERVER: tuple[str, ...] = ("key", "id")


def identity(row: JsonObject, known_by: Sequence[str]) -> str:
    """Digest by which an object is recognised before and after it gets its key."""
    values = json.dumps([row.get(name) for name in known_by], sort_keys=True)
    return f"sha256:{hashlib.sha256(values.encode()).hexdigest()}"


def with_placeholders(bodies: Sequence[JsonObject]) -> dict[str, JsonObject]:
    """Objects to be created, by placeholders for the keys that the server is to give them."""
    return {name: {**body, "key": name} for place, body in enumerate(bodies) if (name := f"new {place + 1}")}


def places(
    identities: Sequence[str], known_by: Sequence[str], before: Sequence[JsonObject], now: Sequence[JsonObject]
) -> dict[str, int]:
    """Keys of new rows, each with the place of the identity that it has. Each identity is found once.

    Args:
        identities: What to look for.
        known_by: Fields that make an identity.
        before: The list before.
        now: The list as it is.
    """
    old = {text(row.get("key")) for row in before}
    waiting = dict(enumerate(identities))
    found: dict[str, int] = {}
    for row in now:
        key, wanted = text(row.get("key")), identity(row, known_by)
        place = next((place for place, one in waiting.items() if one == wanted), None)
        if key is not None and key not in old and place is not None:
            found[key] = place
            del waiting[place]
    return found


def as_sent(
    rows: Sequence[JsonObject], found: Mapping[str, int], bodies: Sequence[JsonObject], *, whole: bool
) -> list[JsonObject]:
    """New rows with the placeholders, and the other fields of the server's, that their bodies have.

    Args:
        rows: The new rows.
        found: Places of their bodies, by the keys of the rows.
        bodies: What was created.
        whole: Whether rows have all fields; otherwise the body stands for the row.
    """
    wanted = [*with_placeholders(bodies).values()]
    sent: list[JsonObject] = []
    for row in rows:
        body = wanted[found[text(row.get("key")) or ""]]
        of_server: JsonObject = {name: body[name] for name in _OF_SERVER if name in body}
        sent.append({**row, **of_server} if whole else body)
    return sent
