"""The way of a write: lock, look, aim, back up, journal, send, look again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import evolve, frozen

from powertrack_api.decoding import JsonObject
from powertrack_sdk.errors import (
    APIError,
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    NetworkError,
    PowerTrackError,
    ReadOnlyError,
    VerificationError,
)
from powertrack_sdk.runner.flow import Environment, Flow, ask, environment, locally, pause, together
from powertrack_sdk.runner.retry import retry_after
from powertrack_sdk.writes import strict_json
from powertrack_sdk.writes.backup import save_backup
from powertrack_sdk.writes.diff import Change, concerns, diff
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edit import Edit, Seen
from powertrack_sdk.writes.journal import Outcome, Run
from powertrack_sdk.writes.locks import hold
from powertrack_sdk.writes.result import UpdateResult, combined

Expectation: TypeAlias = Callable[[Seen], None]
"""Refuses a document that is not as it was expected to be."""

_log = logging.getLogger("powertrack_sdk")

# How long ago a document may have been asked for when it is written back without another look at it (seconds).
_FRESH = 1.0
# How often, and after how long at the most (seconds), a write is sent that the server put off.
_MOST_SENDS = 3
_LONGEST_OBEYED = 300.0
_PUT_OFF = (429, 503)
_MOST_TOLD = 3


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
    return _planned(edit, seen, edit.aim(seen), dry_run=True)


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


def perform(
    edit: Edit,
    run: Run,
    expect: Expectation | None = None,
    seen_before: Seen | None = None,
    expect_along: Callable[[Edit, Seen], None] | None = None,
) -> Flow[UpdateResult]:
    """Do an edit, and tell what came of it.

    Args:
        edit: What to do.
        run: Whose journal it goes into.
        expect: Refuses a document that is not as it was when the edit was planned.
        seen_before: An earlier look at the document, if there was one: it tells what else has to be locked.
        expect_along: Refuses another document that is changed as well, and is not as it was when the edit was planned.

    Raises:
        ValidationError: It cannot be done; nothing was sent.
        ReadOnlyError: The client only reads; nothing was sent.
        ConflictError: The document changed meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as asked for.
        APIError: A request failed.
    """
    where = yield from environment()
    locks = yield from hold({edit.key} if seen_before is None else edit.locks(seen_before))
    try:
        while True:
            asked_at = where.clock.monotonic()
            seen = yield from edit.look()
            needed = edit.locks(seen)
            if needed <= locks.keys:
                if expect is not None:
                    expect(seen)
                aim = edit.aim(seen)
                needed |= {other.key for other in edit.along(aim)}
                if needed <= locks.keys:
                    break
            # What else it writes to is known only now. All is locked at once, lest two wait for each other.
            locks.release()
            locks = yield from hold(needed)
        result = _planned(edit, seen, aim)
        if not result.changes:
            return result
        along = yield from changed_along(edit, aim)
        for other, before in along:
            if expect_along is not None:
                expect_along(other, before)
        if where.read_only:
            raise ReadOnlyError(f"{_name(edit)}: the client was made with read_only=True, so this was not sent")
        copies = [
            _Write(other, run, where, before, other.aim(before), asked_at, along=_name(edit)) for other, before in along
        ]
        return (yield from _Write(edit, run, where, seen, aim, asked_at, copies).all())
    finally:
        locks.release()


def _planned(edit: Edit, seen: Seen, aim: JsonObject | None, *, dry_run: bool = False) -> UpdateResult:
    return UpdateResult(
        action=edit.action,
        document=edit.document.name,
        key=edit.key,
        changes=diff(seen.document or {}, aim or {}, edit.document.shape),
        dry_run=dry_run,
        original_data=seen.document or {},
        updated_data=aim or {},
    )


@frozen
class _Write:
    """A write that goes ahead.

    Attributes:
        edit: What is done.
        run: Whose journal it goes into.
        where: Time and folders.
        before: The document before.
        aim: What it is to become.
        asked_at: When the document before was asked for.
        copies: The other documents that the same request changes.
        along: What the document is changed along with; None where the request is its own.
    """

    edit: Edit
    run: Run
    where: Environment
    before: Seen
    aim: JsonObject | None
    asked_at: float
    copies: Sequence[_Write] = ()
    along: str | None = None

    def all(self) -> Flow[UpdateResult]:
        each = (self, *self.copies)
        parts: list[UpdateResult] = []
        for write in each:
            part = _planned(write.edit, write.before, write.aim)
            parts.append(evolve(part, backup_path=(yield from write._back_up(part))))
        if self.where.clock.monotonic() - self.asked_at > _FRESH:
            for write in each:
                yield from write._refuse_if_moved()
        for write, part in zip(each, parts, strict=True):
            yield from write._intend(part)
        try:
            parts[0] = yield from self._sent(parts[0])
        except PowerTrackError as error:
            for write in each:
                yield from write._end(_outcome_of(error), _for_journal(error))
            raise
        return (yield from self._after(parts))

    def _after(self, parts: list[UpdateResult]) -> Flow[UpdateResult]:
        """Look at all that was written. What is not as asked for is raised when all was looked at."""
        failures: list[VerificationError] = []
        for place, write in enumerate((self, *self.copies)):
            try:
                parts[place] = yield from write._verified(evolve(parts[place], applied=True))
            except VerificationError as error:
                failures.append(error)
        if failures:
            raise failures[0]
        return combined(parts[0].document, parts[0].key, parts)

    def _verified(self, result: UpdateResult) -> Flow[UpdateResult]:
        try:
            now = yield from self._look_back(result)
            result = self._judged(evolve(result, created=self.edit.created(self.before, now)), now)
        except VerificationError as error:
            yield from self._end(_outcome_of(error), _for_journal(error), error.result.created)
            raise
        message = f"more changed than was asked for: {_paths(result.side_effects)}" if result.side_effects else None
        yield from self._end("written" if result else "differs", message, result.created)
        return result

    def _back_up(self, result: UpdateResult) -> Flow[Path]:
        document, key, content = self.edit.document.name, self.edit.key, self.before.content
        paths, now = [change.path for change in result.changes], self.where.clock.now()
        return (yield from locally(lambda: save_backup(self.run, document, key, content, paths, now)))

    def _refuse_if_moved(self) -> Flow[None]:
        now = yield from self.edit.look()
        changes = self.edit.moved(self.before, now)
        stamp = self.edit.document.stamp
        if changes or (now.document or {}).get(stamp) != (self.before.document or {}).get(stamp):
            told = _told(changes) or f"its {stamp} moved"
            raise ConflictError(
                f"{_name(self.edit)} was changed by someone else meanwhile ({told});"
                " nothing was sent. Read it again and repeat the change"
            )

    def _intend(self, result: UpdateResult) -> Flow[None]:
        shape, at = self.edit.document.shape, self.where.clock.now()
        backup = result.backup_path.name if result.backup_path is not None else None
        try:
            yield from locally(
                lambda: self.run.record(
                    "intended",
                    at,
                    action=self.edit.action,
                    document=result.document,
                    key=result.key,
                    along=self.along,
                    backup=backup,
                    changes=[change.path for change in result.changes],
                    before=digest(self.before.document, shape),
                    after=digest(self.aim, shape),
                )
            )
        except ConfigurationError as error:
            raise ConfigurationError(f"{_name(self.edit)} was not sent: {error}") from error

    def _end(self, outcome: Outcome, message: str | None, created: tuple[str, ...] = ()) -> Flow[None]:
        at = self.where.clock.now()
        try:
            yield from locally(
                lambda: self.run.record(
                    "ended",
                    at,
                    document=self.edit.document.name,
                    key=self.edit.key,
                    outcome=outcome,
                    message=message,
                    created=list(created),
                )
            )
        except ConfigurationError as error:
            raise ConfigurationError(f"{_name(self.edit)} was sent (outcome: {outcome}), but {error}") from error

    def _sent(self, result: UpdateResult) -> Flow[UpdateResult]:
        """Send the request. Where it is not known whether that worked, looking back tells."""
        sends = 0
        while True:
            sends += 1
            try:
                answer = yield from ask(self.edit.request(self.aim).reading(object_or_none))
                return evolve(result, put_response=answer, applied=True)
            except ConflictError as error:
                return (yield from self._refused(result, error))
            except APIError as error:
                wait = self._put_off(error)
                if wait is None and not outcome_unknown(error):
                    raise
                if wait is not None and sends < _MOST_SENDS:
                    _log.warning("%s; it is looked at and sent again in %.0f s", error, wait)
                    yield from pause(wait)
                    now = yield from self._look_back(result)
                    moved = self.edit.moved(self.before, now)
                    if not moved:
                        continue
                    if not self.edit.off(self.aim, self.before, now):
                        return evolve(result, applied=True)
                    raise ConflictError(
                        f"{_name(self.edit)} was changed by someone else while PowerTrack had put the write off"
                        f" ({_told(moved)}); it was not sent again. Read it again and repeat the change"
                    ) from error
                now = yield from self._look_back(result)
                if self.edit.arrived(self.aim, self.before, now):
                    return evolve(result, applied=True)
                if moved := self.edit.moved(self.before, now):
                    raise ConflictError(
                        f"{_name(self.edit)} was not changed ({error}), but by someone else meanwhile"
                        f" ({_told(moved)}). Read it again and repeat the change"
                    ) from error
                raise APIError(
                    f"{_name(self.edit)} was not changed: {error}. Reading it back shows it as it was",
                    status_code=error.status_code,
                    response=error.response,
                    operation=error.operation,
                ) from error

    def _refused(self, result: UpdateResult, error: ConflictError) -> Flow[UpdateResult]:
        """Settle a write that was answered with 409. It is not sent again: an earlier attempt may have been acted on."""
        now = yield from self._look_back(result)
        if not self.edit.off(self.aim, self.before, now):
            return evolve(result, applied=True)
        moved = self.edit.moved(self.before, now)
        why = f"it was changed meanwhile: {_told(moved)}" if moved else "reading it back shows it as it was"
        raise ConflictError(
            f"{_name(self.edit)} was not written: PowerTrack answered 409, a conflict ({why}). Read it again and repeat"
            " the change",
            status_code=error.status_code,
            response=error.response,
            operation=error.operation,
        ) from error

    def _put_off(self, error: APIError) -> float | None:
        """How long to wait where the server put the request off; None where it did not."""
        if error.status_code not in _PUT_OFF:
            return None
        wait = retry_after(error, self.where.clock.now())
        return wait if wait is not None and wait <= _LONGEST_OBEYED else None

    def _look_back(self, result: UpdateResult) -> Flow[Seen]:
        try:
            return (yield from self.edit.look())
        except PowerTrackError as error:
            raise VerificationError(
                f"{_name(self.edit)} was sent, but cannot be read back ({error});"
                f" the document before is in {result.backup_path}",
                evolve(result, error_message="not read back"),
            ) from error

    def _judged(self, result: UpdateResult, now: Seen) -> UpdateResult:
        off = self.edit.off(self.aim, self.before, now)
        asked = tuple(change.path for change in result.changes)
        lacking = [change for change in off if concerns(change.path, asked)]
        others = tuple(change for change in off if not concerns(change.path, asked))
        if lacking:
            failed = evolve(
                result, side_effects=others, error_message=f"not as asked for after the write: {_paths(lacking)}"
            )
            raise VerificationError(
                f"{_name(self.edit)} is not as asked for after the write ({_told(lacking)});"
                f" the document before is in {result.backup_path}",
                failed,
            )
        if others:
            told = f"written, but more changed than was asked for: {_told(others)}"
            return evolve(result, side_effects=others, error_message=told)
        return evolve(result, verified=True)


def _name(edit: Edit) -> str:
    return f"{edit.document.name} {edit.key}"


def _told(changes: Sequence[Change]) -> str:
    return "; ".join(map(str, changes[:_MOST_TOLD]))


def _paths(changes: Sequence[Change]) -> str:
    """Where changes are. What the values are may be nobody's business."""
    return ", ".join(change.path for change in changes[:_MOST_TOLD])


def _for_journal(error: PowerTrackError) -> str:
    """What went wrong, without the values that a message for the caller repeats."""
    if isinstance(error, VerificationError):
        return error.result.error_message or ""
    if isinstance(error, ConflictError):
        refused = error.status_code is not None
        return f"PowerTrack answered {error.status_code}" if refused else "someone else changed it meanwhile"
    return str(error)


def outcome_unknown(error: APIError) -> bool:
    """Whether nobody knows if a request that failed so was acted on."""
    if isinstance(error, NetworkError):
        return error.sent
    return error.status_code is None or error.status_code >= 500


def _outcome_of(error: PowerTrackError) -> Outcome:
    if isinstance(error, VerificationError):
        return "unknown" if error.result.error_message == "not read back" else "differs"
    # A session that ended is told before a request is acted on, as far as anyone knows; only a look would tell.
    return "unknown" if isinstance(error, AuthenticationError) else "not written"


def object_or_none(content: bytes) -> JsonObject | None:
    """The answer to a write, if it is an object; what else it may be does not matter."""
    try:
        value = strict_json.loads(content)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
