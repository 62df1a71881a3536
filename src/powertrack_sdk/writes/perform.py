"""The way of a write: lock, look, compute the new document, and have it sent. See docs/writes.md."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Protocol, TypeAlias

from powertrack_core.decoding import JsonObject
from powertrack_sdk.errors import AuthenticationError, PowerTrackError, ReadOnlyError, UnknownOutcomeError
from powertrack_sdk.outcomes import UpdateResult, combined
from powertrack_sdk.runner.flow import Environment, Flow, environment, locally, pause, together
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.edits import Create, Edit
from powertrack_sdk.writes.journal import Run
from powertrack_sdk.writes.locks import Locks, hold
from powertrack_sdk.writes.pending import forget, longest_wait
from powertrack_sdk.writes.reading import Seen
from powertrack_sdk.writes.repeated import refuse_repeated
from powertrack_sdk.writes.sending import Write, planned

Versions: TypeAlias = tuple[Edit, Seen, JsonObject | None]
"""An edit, its document before, and what the document becomes."""

_log = logging.getLogger("powertrack_sdk")


def single(edit: Edit, *, dry_run: bool, seen_before: Seen | None = None) -> Flow[UpdateResult]:
    """Do one edit as a run of its own, or only show what it would change.

    Args:
        edit: What to do.
        dry_run: Only show what would change.
        seen_before: An earlier look at the document, if there was one.

    Raises:
        ValidationError: The edit does not fit the document; nothing was sent.
        ConflictError: The document changed meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as asked for.
        APIError: A request failed.
    """
    if dry_run:
        return (yield from preview(edit))
    run = Run.new((yield from environment()), edit.action)
    return (yield from perform(edit, run, seen_before=seen_before))


def preview(edit: Edit) -> Flow[UpdateResult]:
    """Show what an edit would change. Nothing is locked, saved or sent."""
    seen = yield from edit.look()
    result = preview_of(edit, seen)
    if not result.changes:
        return result
    copies = yield from changed_copies(edit, result.updated_data)
    return combined(result.document, result.key, [result, *(preview_of(other, before) for other, before in copies)])


def preview_of(edit: Edit, seen: Seen) -> UpdateResult:
    """Show what an edit would change in a document that was read."""
    return planned(edit, seen, edit.aim(seen), dry_run=True)


def changed_copies(edit: Edit, aim: JsonObject | None) -> Flow[list[tuple[Edit, Seen]]]:
    """The documents that the request of an edit changes as well: an edit and a look for each.

    Args:
        edit: The edit.
        aim: What its document is to become.
    """
    others = edit.copies(aim)
    seen = yield from together([other.look() for other in others])
    return [
        (other, before)
        for other, before in zip(others, seen, strict=True)
        if diff(before.document, other.aim(before), other.spec.shape)
    ]


class Expectation(Protocol):
    """What has to hold before a write is sent. Its methods raise if it does not."""

    def check(self, edit: Edit, seen: Seen) -> None:
        """Refuse a document of the write that is not as it was when the write was planned."""

    def check_changes(self, versions: Sequence[Versions]) -> None:
        """Refuse changes other than those that the plan showed."""


def perform(
    edit: Edit, run: Run, expect: Expectation | None = None, seen_before: Seen | None = None
) -> Flow[UpdateResult]:
    """Do an edit, and return its result.

    Args:
        edit: What to do.
        run: Whose journal it goes into.
        expect: Refuses what is not as it was when the edit was planned.
        seen_before: An earlier look at the document, if there was one: it shows what else has to be locked.

    Raises:
        ValidationError: The edit does not fit the document; nothing was sent.
        ReadOnlyError: The client only reads; nothing was sent.
        ConflictError: The document changed meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as asked for.
        UnknownOutcomeError: It was sent, and it is not known whether PowerTrack acted on it.
        APIError: A request failed.
    """
    where = yield from environment()
    # Locks come before the look: what is read here is what is written back, so no other program may write between.
    locks = yield from hold({edit.key} if seen_before is None else edit.locks(seen_before))
    try:
        while True:
            yield from _let_earlier_arrive(where, locks)
            asked_at = where.clock.monotonic()
            seen = yield from edit.look()
            needed = edit.locks(seen)
            if needed <= locks.keys:
                # The plan is held against the document first: a document that was changed is a conflict, even if the
                # patch does not fit it any more.
                if expect is not None:
                    expect.check(edit, seen)
                aim = edit.aim(seen)
                needed |= {other.key for other in edit.copies(aim)}
                if needed <= locks.keys:
                    break
            # Only the document shows what else it writes to. All is locked at once, so that two programs cannot wait
            # for each other; and then it is read again, as it was unlocked meanwhile.
            locks.release()
            locks = yield from hold(needed)
        result = planned(edit, seen, aim)
        if not result.changes:
            return result
        copies = yield from changed_copies(edit, aim)
        if expect is not None:
            for other, before in copies:
                expect.check(other, before)
            expect.check_changes([(edit, seen, aim), *((other, before, other.aim(before)) for other, before in copies)])
        if isinstance(edit, Create):
            yield from refuse_repeated(edit, seen, run)
        if where.read_only:
            raise ReadOnlyError(f"{edit.name}: the client was made with read_only=True, so this was not sent")
        others = [
            Write(other, run, where, before, other.aim(before), asked_at, along=edit.name) for other, before in copies
        ]
        return (yield from _noted(Write(edit, run, where, seen, aim, asked_at, others), locks.keys))
    except PowerTrackError as error:
        if run.has_begun:
            error.run = run.id
        raise
    finally:
        locks.release()


def _let_earlier_arrive(where: Environment, locks: Locks) -> Flow[None]:
    """Wait while an earlier write to one of the objects, whose outcome is not known, may still arrive."""
    wait = yield from locally(lambda: longest_wait(where, locks.keys))
    if wait > 0:
        named = ", ".join(sorted(locks.keys)[:3])
        _log.warning("an earlier write to %s had no answer and may still arrive; waiting %.0f s", named, wait)
        yield from pause(wait)


def _noted(write: Write, keys: Collection[str]) -> Flow[UpdateResult]:
    """Do a write. The note for the next write to the same objects stays while the outcome is unknown."""
    document, where = write.edit.document, write.where
    try:
        result = yield from write.all(keys)
    except (UnknownOutcomeError, AuthenticationError):
        raise
    except PowerTrackError:
        yield from locally(lambda: forget(where, keys, document, write.run.path))
        raise
    yield from locally(lambda: forget(where, keys, document, write.run.path))
    return result
