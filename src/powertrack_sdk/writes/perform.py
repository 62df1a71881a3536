"""The way of a write: lock, look, aim, and hand it on to be sent."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Protocol, TypeAlias

from powertrack_core.decoding import JsonObject
from powertrack_sdk.errors import AuthenticationError, PowerTrackError, ReadOnlyError, UnknownOutcomeError
from powertrack_sdk.runner.flow import Environment, Flow, environment, locally, pause, together
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.edit import Edit, Seen
from powertrack_sdk.writes.journal import Run
from powertrack_sdk.writes.locks import Locks, hold
from powertrack_sdk.writes.pending import forget, longest_wait
from powertrack_sdk.writes.repeated import refuse_repeated
from powertrack_sdk.writes.result import UpdateResult, combined
from powertrack_sdk.writes.sending import Write, name_of, planned

Versions: TypeAlias = tuple[Edit, Seen, JsonObject | None]
"""An edit, its document before, and what the document becomes."""

_log = logging.getLogger("powertrack_sdk")


def preview(edit: Edit) -> Flow[UpdateResult]:
    """Tell what an edit would change. Nothing is locked, saved or sent."""
    seen = yield from edit.look()
    result = preview_of(edit, seen)
    if not result.changes:
        return result
    along = yield from changed_along(edit, result.updated_data)
    return combined(result.document, result.key, [result, *(preview_of(other, before) for other, before in along)])


def preview_of(edit: Edit, seen: Seen) -> UpdateResult:
    """Tell what an edit would change in a document that was looked at."""
    return planned(edit, seen, edit.aim(seen), dry_run=True)


def changed_along(edit: Edit, aim: JsonObject | None) -> Flow[list[tuple[Edit, Seen]]]:
    """What the request of an edit changes in other documents, as edits, with a look at each document.

    Args:
        edit: The edit.
        aim: What its document is to become.
    """
    others = edit.along(aim)
    seen = yield from together([other.look() for other in others])
    return [
        (other, before)
        for other, before in zip(others, seen, strict=True)
        if diff(before.document, other.aim(before), other.document.shape)
    ]


class Expectation(Protocol):
    """What has to hold before a write is sent. Its methods raise if it does not."""

    def check(self, seen: Seen) -> None:
        """Refuse a document that is not as it was when the edit was planned."""

    def check_along(self, other: Edit, seen: Seen) -> None:
        """Refuse another document that the request changes as well, and that is not as it was."""

    def check_changes(self, versions: Sequence[Versions]) -> None:
        """Refuse changes that are not those that were shown."""


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
        ValidationError: It cannot be done; nothing was sent.
        ReadOnlyError: The client only reads; nothing was sent.
        ConflictError: The document changed meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as asked for.
        UnknownOutcomeError: It was sent, and it is not known whether it was acted on.
        APIError: A request failed.
    """
    where = yield from environment()
    locks = yield from hold({edit.key} if seen_before is None else edit.locks(seen_before))
    try:
        while True:
            yield from _let_earlier_arrive(where, locks)
            asked_at = where.clock.monotonic()
            seen = yield from edit.look()
            needed = edit.locks(seen)
            if needed <= locks.keys:
                if expect is not None:
                    expect.check(seen)
                aim = edit.aim(seen)
                needed |= {other.key for other in edit.along(aim)}
                if needed <= locks.keys:
                    break
            # What else it writes to is known only now. All is locked at once, lest two wait for each other.
            locks.release()
            locks = yield from hold(needed)
        result = planned(edit, seen, aim)
        if not result.changes:
            return result
        along = yield from changed_along(edit, aim)
        if expect is not None:
            for other, before in along:
                expect.check_along(other, before)
            expect.check_changes([(edit, seen, aim), *((other, before, other.aim(before)) for other, before in along)])
        if isinstance(edit, Creation):
            yield from refuse_repeated(edit, seen, run)
        if where.read_only:
            raise ReadOnlyError(f"{name_of(edit)}: the client was made with read_only=True, so this was not sent")
        copies = [
            Write(other, run, where, before, other.aim(before), asked_at, along=name_of(edit))
            for other, before in along
        ]
        return (yield from _noted(Write(edit, run, where, seen, aim, asked_at, copies), locks.keys))
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
    """Do a write. While its outcome is not known, that is noted for the next one to the same objects."""
    document, where = write.edit.document.name, write.where
    try:
        result = yield from write.all(keys)
    except (UnknownOutcomeError, AuthenticationError):
        raise
    except PowerTrackError:
        yield from locally(lambda: forget(where, keys, document))
        raise
    yield from locally(lambda: forget(where, keys, document))
    return result
