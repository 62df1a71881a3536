"""What a write changes, and how it ended: the results that methods return and errors carry."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Final, Literal, TypeAlias

from attrs import evolve, field, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, kind

Action: TypeAlias = Literal["update", "create", "delete"]

Outcome: TypeAlias = Literal["written", "unchanged", "differs", "conflict", "not written", "unknown", "skipped"]
"""How a write ended: written and verified; nothing to do; written, but not as asked for; not sent or refused because
the document was changed; not written; sent without a clear answer; not tried, as in a dry run."""

GOOD: Final[frozenset[Outcome]] = frozenset({"written", "unchanged"})
"""Outcomes of a write that left the document as asked for."""

SENT: Final[frozenset[Outcome]] = frozenset({"written", "differs"})
"""Outcomes of a write that PowerTrack acted on."""

_HIDDEN = "(hidden)"
_VERBS = {"update": ("change", "changed"), "create": ("create", "created"), "delete": ("delete", "deleted")}


class Missing(Enum):
    """The type of `MISSING`."""

    MISSING = "missing"

    def __repr__(self) -> str:
        return self.name


MISSING: Final = Missing.MISSING
"""Stands for an absent value, as opposed to null."""


@frozen(repr=False)
class Change:
    """One difference between two versions of a document.

    Attributes:
        path: Path of the value.
        before: Value in the older version, a whole subtree if it was removed; `MISSING` if there was none.
        after: Value in the newer version, a whole subtree if it is new; `MISSING` if there is none.
        unit: Unit of both values, such as `deg`, or of the newer one if they have two.
        secret: Whether they hold a credential. Such values are never printed.
        unit_before: Unit of the older value if it is another one.
    """

    path: str
    before: JsonValue | Missing
    after: JsonValue | Missing
    unit: str | None = None
    secret: bool = False
    unit_before: str | None = None

    def __str__(self) -> str:
        """The change in a line: `+` for what is new, `-` for what was removed."""
        sign = "+ " if self.before is MISSING else "- " if self.after is MISSING else ""
        return f"{sign}{self.path}: {' -> '.join(self.sides())}"

    def sides(self, *, each: bool = False) -> list[str]:
        """The values as they are printed, without missing ones.

        Args:
            each: Whether each number has its unit behind it; otherwise a unit of both stands behind the last one.
        """
        old, new = (value is not MISSING and kind(value) == "a number" for value in (self.before, self.after))
        units = [self.unit if self.unit_before is None else self.unit_before, self.unit]
        with_unit = [old and (each or not new or self.unit_before is not None), new]
        return [
            _HIDDEN if self.secret else f"{printable(value)} {unit}" if show and unit else printable(value)
            for value, unit, show in zip((self.before, self.after), units, with_unit, strict=True)
            if value is not MISSING
        ]

    def __repr__(self) -> str:
        return f"<Change {self}>"


def printable(value: JsonValue) -> str:
    """A value as JSON on one line; plain ASCII if it has characters that a terminal acts on or cannot show."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


@frozen
class Packed:
    """A document, compressed to about a twentieth: plans and results of thousands of sites hold several of each.

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
    """Pack a document, unless it is packed."""
    if isinstance(document, Packed):
        return document
    return Packed(zlib.compress(exact_json.dumps(document), 1))


def packed_or_none(document: JsonObject | Packed | None) -> Packed | None:
    """Pack a document, if there is one."""
    return None if document is None else packed(document)


@frozen(kw_only=True)
class UpdateResult:
    """Result of a write. Truthy if it was applied and verified, had nothing to do, or was a dry run.

    Attributes:
        action: What was done: `update`, `create` or `delete`.
        document: Name of the kind of document, such as `SiteConfig`.
        key: Key of the object.
        changes: What was asked to change.
        outcome: How the write ended; `skipped` for a dry run with changes.
        dry_run: Whether nothing was to be sent.
        applied: Whether the document was written.
        verified: Whether reading it back showed what was asked for, and nothing else changed.
        backup_path: Where the document before was saved.
        side_effects: What changed beyond what was asked for.
        created: Keys of what was created.
        parts: The results of the single writes, if there were several.
        error_message: What is not as asked for; None if all is.
    """

    action: Action = "update"
    document: str
    key: str
    changes: tuple[Change, ...] = ()
    outcome: Outcome = "unchanged"
    dry_run: bool = False
    applied: bool = False
    verified: bool = False
    _original_data: Packed = field(alias="original_data", converter=packed, repr=False)
    _updated_data: Packed = field(alias="updated_data", converter=packed, repr=False)
    _put_response: Packed | None = field(default=None, alias="put_response", converter=packed_or_none, repr=False)
    backup_path: Path | None = None
    side_effects: tuple[Change, ...] = ()
    created: tuple[str, ...] = ()
    parts: tuple[UpdateResult, ...] = field(default=(), repr=False)
    error_message: str | None = None

    @property
    def original_data(self) -> JsonObject:
        """The document before."""
        return self._original_data.document

    @property
    def updated_data(self) -> JsonObject:
        """The document as sent, or as it would be sent."""
        return self._updated_data.document

    @property
    def put_response(self) -> JsonObject | None:
        """The server's answer to the write, if it was an object."""
        return self._put_response.document if self._put_response is not None else None

    def __bool__(self) -> bool:
        return self.error_message is None

    def __str__(self) -> str:
        if self.parts:
            return "\n".join(map(str, self.parts))
        return "\n".join([f"{self.document} {self.key}: {self._state()}", *(f"  {line}" for line in self._lines())])

    def _lines(self) -> list[str]:
        if self.action == "create":
            return [f"+ {named(change.after)}" for change in self.changes]
        return [f"- {named(self.original_data)}"] if self.action == "delete" else [str(one) for one in self.changes]

    def _state(self) -> str:
        if not self.changes:
            return "nothing to change"
        would, done = _VERBS[self.action]
        if self.dry_run:
            return f"would {would}"
        return self.error_message if self.error_message is not None else f"{done} and read back"


def named(value: object) -> str:
    """Short name of something that was created or deleted."""
    names = [str(value[name]) for name in ("name", "alertTypeKey") if name in value] if isinstance(value, dict) else []
    return ", ".join(names) or "without a name"


_WORST_FIRST: tuple[Outcome, ...] = ("unknown", "differs", "conflict", "not written", "skipped", "written", "unchanged")


def combined(document: str, key: str, parts: Sequence[UpdateResult], dry_run: bool = False) -> UpdateResult:
    """Combine results into one. Paths of changes in other objects begin with the keys of these.

    Args:
        document: Name for all of it.
        key: Key for all of it.
        parts: The results, in order.
        dry_run: Whether nothing was to be sent.
    """
    if len(parts) == 1:
        return parts[0]

    def of(part: UpdateResult, changes: Sequence[Change]) -> list[Change]:
        if part.key == key:
            return list(changes)
        return [evolve(change, path=f"{part.key}.{change.path}") for change in changes]

    faults = [f"{part.key}: {part.error_message}" for part in parts if part.error_message]
    return UpdateResult(
        document=document,
        key=key,
        changes=tuple(change for part in parts for change in of(part, part.changes)),
        outcome=_worst(parts),
        dry_run=dry_run or any(part.dry_run for part in parts),
        applied=any(part.applied for part in parts),
        verified=any(part.verified for part in parts) and all(part.verified or not part.changes for part in parts),
        original_data={f"{part.document} {part.key}": part.original_data for part in parts},
        updated_data={f"{part.document} {part.key}": part.updated_data for part in parts},
        put_response={f"{part.document} {part.key}": part.put_response for part in parts} or None,
        backup_path=next((part.backup_path for part in parts if part.backup_path is not None), None),
        side_effects=tuple(change for part in parts for change in of(part, part.side_effects)),
        created=tuple(created for part in parts for created in part.created),
        error_message="; ".join(faults) or None,
        parts=tuple(parts),
    )


def _worst(parts: Sequence[UpdateResult]) -> Outcome:
    for outcome in _WORST_FIRST:
        if any(part.outcome == outcome for part in parts):
            return outcome
    return "unchanged"
