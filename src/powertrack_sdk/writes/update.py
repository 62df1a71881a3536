"""Single updates: a patch, or a function, on one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from powertrack_core.decoding import JsonObject
from powertrack_sdk.runner.flow import Flow, environment
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.edit import Edit, Rewriting, Seen
from powertrack_sdk.writes.journal import Run
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.perform import perform, preview
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.target import Target
from powertrack_sdk.writes.typed import fitted
from powertrack_sdk.writes.validate import check


def update(target: Target, patch: Mapping[str, object], *, dry_run: bool) -> Flow[UpdateResult]:
    """Merge a patch into a document and write it back whole.

    Args:
        target: What to change.
        patch: What to change in it.
        dry_run: Only tell what would change.

    Raises:
        ValidationError: The patch is wrong; nothing was sent.
        ConflictError: The document changed meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as asked for.
        APIError: A request failed.
    """
    resolved = resolve(patch, target.document)
    return (yield from single(patching(target, resolved, given=patch), dry_run=dry_run))


def patching(target: Target, resolved: JsonObject, *, given: Mapping[str, object] | None = None) -> Rewriting:
    """The edit that merges a patch into a document.

    Args:
        target: The document.
        resolved: The patch, its aliases resolved.
        given: The patch as it was given, if it may name a quantity that the document has in another unit.
    """

    def merged(current: JsonObject) -> JsonObject:
        patch = resolved if given is None else resolve(given, target.document, current)
        fits = fitted(patch, target.document.shape, current)
        check(fits, target.document, current)
        return merge(current, fits, target.document.shape)

    return Rewriting(target=target, change=merged, patch=resolved)


def rewrite(target: Target, change: Callable[[JsonObject], JsonObject], *, dry_run: bool) -> Flow[UpdateResult]:
    """Compute a document anew from what it is, and write it back whole.

    Args:
        target: What to change.
        change: Gives the new document for the current one; it raises where that cannot be.
        dry_run: Only tell what would change.
    """
    return (yield from single(Rewriting(target=target, change=change), dry_run=dry_run))


def single(edit: Edit, *, dry_run: bool, seen_before: Seen | None = None) -> Flow[UpdateResult]:
    """Do one edit as a run of its own, or only tell what it would change.

    Args:
        edit: What to do.
        dry_run: Only tell what would change.
        seen_before: An earlier look at the document, if there was one.
    """
    if dry_run:
        return (yield from preview(edit))
    where = yield from environment()
    run = Run.new(where, edit.action)
    return (yield from perform(edit, run, seen_before=seen_before))
