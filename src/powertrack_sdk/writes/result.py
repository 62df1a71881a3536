"""What came of a write."""

from __future__ import annotations

from pathlib import Path

from attrs import field, frozen

from powertrack_api.decoding import JsonObject
from powertrack_sdk.writes.diff import Change


@frozen(kw_only=True)
class UpdateResult:
    """What came of a write. It is true where all is as asked for: written and verified, nothing to do, or a dry run.

    Attributes:
        document: Name of the kind of document, such as `SiteConfig`.
        key: Key of what was written.
        changes: What was asked to change.
        dry_run: Whether it was only asked what would change.
        applied: Whether the document was written.
        verified: Whether reading it back showed what was asked for, and nothing else changed.
        original_data: The document before.
        updated_data: The document as sent, or as it would be sent.
        put_response: What the server answered to the write, if it was an object.
        backup_path: Where the document before was saved.
        side_effects: What changed beyond what was asked for.
        error_message: What is not as asked for; None where all is.
    """

    document: str
    key: str
    changes: tuple[Change, ...] = ()
    dry_run: bool = False
    applied: bool = False
    verified: bool = False
    original_data: JsonObject = field(repr=False)
    updated_data: JsonObject = field(repr=False)
    put_response: JsonObject | None = field(default=None, repr=False)
    backup_path: Path | None = None
    side_effects: tuple[Change, ...] = ()
    error_message: str | None = None

    def __bool__(self) -> bool:
        return self.error_message is None

    def __str__(self) -> str:
        lines = [f"{self.document} {self.key}: {self._state()}", *(f"  {change}" for change in self.changes)]
        return "\n".join(lines)

    def _state(self) -> str:
        if not self.changes:
            return "nothing to change"
        if self.dry_run:
            return "would change"
        if self.error_message is not None:
            return self.error_message
        return "changed and read back"
