"""What came of a write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from powertrack_core.decoding import JsonObject
from powertrack_sdk.writes.diff import Change
from powertrack_sdk.writes.packed import Packed, packed, packed_or_none

Action: TypeAlias = Literal["update", "create", "delete"]

_WORDS = {"update": ("change", "changed"), "create": ("create", "created"), "delete": ("delete", "deleted")}


@frozen(kw_only=True)
class UpdateResult:
    """What came of a write. It is true where all is as asked for: written and verified, nothing to do, or a dry run.

    Attributes:
        action: What was done: `update`, `create` or `delete`.
        document: Name of the kind of document, such as `SiteConfig`.
        key: Key of what was written.
        changes: What was asked to change.
        dry_run: Whether it was only asked what would change.
        applied: Whether the document was written.
        verified: Whether reading it back showed what was asked for, and nothing else changed.
        backup_path: Where the document before was saved.
        side_effects: What changed beyond what was asked for.
        created: Keys of what was created.
        parts: The results of the single writes, where there were several.
        error_message: What is not as asked for; None where all is.
    """

    action: Action = "update"
    document: str
    key: str
    changes: tuple[Change, ...] = ()
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
        """What the server answered to the write, if it was an object."""
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
        would, done = _WORDS[self.action]
        if self.dry_run:
            return f"would {would}"
        return self.error_message if self.error_message is not None else f"{done} and read back"


def named(value: object) -> str:
    """What something is called that was created or deleted. All of it would be too long to be read."""
    told = [str(value[name]) for name in ("name", "alertTypeKey") if name in value] if isinstance(value, dict) else []
    return ", ".join(told) or "without a name"


def combined(document: str, key: str, parts: Sequence[UpdateResult], dry_run: bool = False) -> UpdateResult:
    """Several results as one. Paths of changes begin with what they are of, where that is something else.

    Args:
        document: Name for all of it.
        key: Key for all of it.
        parts: The results, in order.
        dry_run: Whether it was only asked what would change.
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
