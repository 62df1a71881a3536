"""Creating things beside those that there are: one POST, after which they stand in a list with keys of their own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import field, frozen

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_core.operation import Operation
from powertrack_core.shapes import Document
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes.diff import Change, diff
from powertrack_sdk.writes.edit import Edit, Seen
from powertrack_sdk.writes.result import Action

_OF_SERVER: tuple[str, ...] = ("key", "id")


@frozen(kw_only=True)
class Creation:
    """Something is created.

    Attributes:
        document: The list that it is going to stand in.
        key: Key of what the list belongs to.
        rows: Name of the field with the list.
        bodies: What is created.
        listed: Reads the list.
        send: The request that creates.
        known_by: Fields by which what was created is known again in the list.
        whole: Whether the list has all fields, so that all of them are compared; otherwise those that it has are.
    """

    document: Document
    key: str
    rows: str
    bodies: Sequence[JsonObject] = field(repr=False)
    listed: Callable[[], Flow[Seen]] = field(repr=False)
    send: Callable[[Sequence[JsonObject]], Operation[Any]] = field(repr=False)
    known_by: tuple[str, ...]
    whole: bool = True
    action: Action = field(default="create", init=False)

    def locks(self, seen: Seen) -> frozenset[str]:
        """What the list belongs to."""
        return frozenset({self.key})

    def look(self) -> Flow[Seen]:
        """Read the list."""
        return (yield from self.listed())

    def aim(self, seen: Seen) -> JsonObject | None:
        """The list with the new ones."""
        new: list[JsonValue] = [{**body, "key": _placeholder(place)} for place, body in enumerate(self.bodies)]
        return {**(seen.document or {}), self.rows: [*self._rows(seen), *new]}

    def along(self, aim: JsonObject | None) -> Sequence[Edit]:
        """Nothing else is changed."""
        return ()

    def request(self, aim: JsonObject | None) -> Operation[Any]:
        """The POST."""
        return self.send(self.bodies)

    def off(self, aim: JsonObject | None, before: Seen, now: Seen) -> tuple[Change, ...]:
        """What of the new ones is not as it was sent. What else is in the list may be changed by others meanwhile."""
        return self._between([*self._new(aim).values()], self._found(aim, before, now))

    def arrived(self, aim: JsonObject | None, before: Seen, now: Seen) -> bool:
        """Whether one of the new ones is there."""
        return bool(self._places(before, now))

    def moved(self, before: Seen, now: Seen) -> tuple[Change, ...]:
        """The new ones that are there."""
        return self._between([], self._found(self.aim(before), before, now))

    def created(self, before: Seen, now: Seen) -> tuple[str, ...]:
        """Keys of the new ones."""
        return tuple(self._places(before, now))

    def alike(self, seen: Seen) -> tuple[str, ...]:
        """Keys of what is there already and looks like what is created."""
        rows = [row for row in self._rows(seen) if any(self._is(body, row) for body in self.bodies)]
        return tuple(key for row in rows if (key := text(row.get("key"))) is not None)

    @property
    def identities(self) -> tuple[str, ...]:
        """What each new one is known by, as digests, for the journal."""
        return tuple(map(self._identity, self.bodies))

    def known_again(self, identities: Iterable[str], before: Seen, now: Seen) -> tuple[str, ...]:
        """Keys of what has come about since, and is known by some identities.

        Args:
            identities: What to look for, as in `identities`.
            before: The list before.
            now: The list as it is.
        """
        old = {text(row.get("key")) for row in self._rows(before)}
        wanted = Counter(identities)
        found: list[str] = []
        for row in self._rows(now):
            key, identity = text(row.get("key")), self._identity(row)
            if key is not None and key not in old and wanted[identity] > 0:
                wanted[identity] -= 1
                found.append(key)
        return tuple(found)

    def _identity(self, row: JsonObject) -> str:
        values = json.dumps([row.get(name) for name in self.known_by], sort_keys=True)
        return f"sha256:{hashlib.sha256(values.encode()).hexdigest()}"

    def _rows(self, seen: Seen) -> list[JsonObject]:
        return objects((seen.document or {}).get(self.rows))

    def _new(self, aim: JsonObject | None) -> dict[str, JsonObject]:
        """What is created, by what stands for its key."""
        names = [_placeholder(place) for place in range(len(self.bodies))]
        rows = {text(row.get("key")): row for row in objects((aim or {}).get(self.rows))}
        return {name: rows[name] for name in names if name in rows}

    def _found(self, aim: JsonObject | None, before: Seen, now: Seen) -> list[JsonValue]:
        """What of it is there, under what stood for its key."""
        places, wanted = self._places(before, now), self._new(aim)
        found: list[JsonValue] = []
        for row in self._rows(now):
            place = places.get(text(row.get("key")) or "")
            if place is not None:
                body = wanted[_placeholder(place)]
                given_by_server: JsonObject = {name: body[name] for name in _OF_SERVER if name in body}
                found.append({**row, **given_by_server} if self.whole else body)
        return found

    def _between(self, before: list[JsonValue], after: list[JsonValue]) -> tuple[Change, ...]:
        return diff({self.rows: before}, {self.rows: after}, self.document.shape, ignore_volatile=True)

    def _places(self, before: Seen, now: Seen) -> dict[str, int]:
        """Which of the bodies each new row comes from."""
        old = {text(row.get("key")) for row in self._rows(before)}
        waiting = list(enumerate(self.bodies))
        places: dict[str, int] = {}
        for row in self._rows(now):
            key = text(row.get("key"))
            found = next((place for place, body in waiting if self._is(body, row)), None)
            if key is not None and key not in old and found is not None:
                places[key] = found
                waiting = [one for one in waiting if one[0] != found]
        return places

    def _is(self, body: JsonObject, row: JsonObject) -> bool:
        return all(body.get(name) == row.get(name) for name in self.known_by)


def _placeholder(place: int) -> str:
    """What stands for the key of something that has none yet."""
    return f"new {place + 1}"
