"""One write that goes ahead: back up, journal, send, look again, journal.

The order is what makes a write safe. The backup is on the disk before the intent is, and the intent before the request
leaves: so whatever ends the program, the journal names each request that may have been acted on, and the document
before it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from pathlib import Path

from attrs import evolve, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.errors import (
    APIError,
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    PowerTrackError,
    UnknownOutcomeError,
    VerificationError,
)
from powertrack_sdk.outcomes import Change, Outcome, UpdateResult, combined
from powertrack_sdk.runner.flow import Environment, Flow, ask, locally, pause
from powertrack_sdk.writes.backup import save_backup
from powertrack_sdk.writes.diff import concerns, diff
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edits import Create, Edit
from powertrack_sdk.writes.journal import Run
from powertrack_sdk.writes.pending import note
from powertrack_sdk.writes.reading import Seen
from powertrack_sdk.writes.settling import FIRST_PAUSE, has_arrived, is_final, may_arrive, put_off, watched

_log = logging.getLogger("powertrack_sdk")

# How long ago a document may have been asked for when it is written back without another look at it (seconds).
_FRESH = 1.0
# How often, and after how long at the most (seconds), a write is sent that the server put off.
_MOST_SENDS = 3
_LONGEST_OBEYED = 300.0
_MOST_LISTED = 3


def planned(edit: Edit, seen: Seen, aim: JsonObject | None, *, dry_run: bool = False) -> UpdateResult:
    """The result of an edit before anything is sent.

    Args:
        edit: The edit.
        seen: Its document.
        aim: What the document is to become.
        dry_run: Whether nothing is going to be sent.
    """
    changes = diff(seen.fields, aim or {}, edit.spec.shape)
    return UpdateResult(
        action=edit.action,
        document=edit.document,
        key=edit.key,
        changes=changes,
        outcome="unchanged" if not changes else "skipped" if dry_run else "not written",
        dry_run=dry_run,
        original_data=seen.fields,
        updated_data=aim or {},
    )


class _NoAnswer(Exception):  # noqa: N818  # never leaves this module
    """A request may have been acted on, or may be yet."""

    def __init__(self, error: APIError) -> None:
        super().__init__(str(error))
        self.error = error


@frozen
class Write:
    """A write under way.

    Attributes:
        edit: What is done.
        run: Whose journal it goes into.
        where: Time and folders.
        before: The document before.
        aim: What it is to become.
        asked_at: When the document before was asked for.
        copies: The other documents that the same request changes.
        along: The write whose request changes the document; None if it has its own.
    """

    edit: Edit
    run: Run
    where: Environment
    before: Seen
    aim: JsonObject | None
    asked_at: float
    copies: Sequence[Write] = ()
    along: str | None = None

    def all(self, keys: Collection[str]) -> Flow[UpdateResult]:
        """Do the write, and those of its copies.

        Args:
            keys: Keys of all objects that the request writes to.
        """
        each = (self, *self.copies)
        parts: list[UpdateResult] = []
        for write in each:
            part = planned(write.edit, write.before, write.aim)
            parts.append(evolve(part, backup_path=(yield from write._back_up(part))))
        if self.where.clock.monotonic() - self.asked_at > _FRESH:
            for write in each:
                yield from write._refuse_if_changed()
        for write, part in zip(each, parts, strict=True):
            yield from write._intend(part)
        yield from self._note(keys)
        try:
            parts[0] = yield from self._sent(parts[0])
        except _NoAnswer as lost:
            for write in each:
                yield from write._end("unknown", str(lost.error))
            yield from self._note(keys)
            parts[0] = yield from self._awaited(parts[0], lost.error)
        except PowerTrackError as error:
            error.outcome = _outcome_of(error)
            for write in each:
                yield from write._end(error.outcome, _for_journal(error))
            raise
        return (yield from self._after(parts))

    def _note(self, keys: Collection[str]) -> Flow[None]:
        document, at = self.edit.document, self.where.clock.now()
        yield from locally(lambda: note(self.where, self.run, keys, document, at))

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
            yield from self._end(error.result.outcome, _for_journal(error), error.result.created)
            raise
        message = f"more changed than was asked for: {_paths(result.side_effects)}" if result.side_effects else None
        yield from self._end(result.outcome, message, result.created)
        return result

    def _back_up(self, result: UpdateResult) -> Flow[Path]:
        document, key, content = self.edit.document, self.edit.key, self.before.content
        paths, now = [change.path for change in result.changes], self.where.clock.now()
        return (yield from locally(lambda: save_backup(self.run, document, key, content, paths, now)))

    def _refuse_if_changed(self) -> Flow[None]:
        now = yield from self.edit.look()
        changes = self.edit.changes_since(self.before, now)
        stamp = self.edit.spec.stamp
        if changes or (now.document or {}).get(stamp) != (self.before.document or {}).get(stamp):
            found = _listed(changes) or f"its {stamp} moved"
            raise ConflictError(
                f"{self.edit.name} was changed meanwhile by another user or program ({found});"
                " nothing was sent. Read it again and repeat the change"
            )

    def _intend(self, result: UpdateResult) -> Flow[None]:
        shape, at = self.edit.spec.shape, self.where.clock.now()
        backup = result.backup_path.name if result.backup_path is not None else None
        creates: list[JsonValue] = [*self.edit.identities] if isinstance(self.edit, Create) else []
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
                    creates=creates,
                )
            )
        except ConfigurationError as error:
            raise ConfigurationError(f"{self.edit.name} was not sent: {error}") from error

    def _end(self, outcome: Outcome, message: str | None, created: tuple[str, ...] = ()) -> Flow[None]:
        at = self.where.clock.now()
        try:
            yield from locally(
                lambda: self.run.record(
                    "ended",
                    at,
                    document=self.edit.document,
                    key=self.edit.key,
                    outcome=outcome,
                    message=message,
                    created=list(created),
                )
            )
        except ConfigurationError as error:
            raise ConfigurationError(f"{self.edit.name} was sent (outcome: {outcome}), but {error}") from error

    def _sent(self, result: UpdateResult) -> Flow[UpdateResult]:
        """Send the request. What the server refused may be sent again, once a look shows the document as before.

        Raises:
            _NoAnswer: It is not known whether it was acted on.
        """
        sends, renewed = 0, False
        refusal: PowerTrackError
        while True:
            sends += 1
            try:
                answer = yield from ask(self.edit.request(self.aim).reading(object_or_none))
                return evolve(result, put_response=answer, applied=True)
            except AuthenticationError as error:
                if renewed or not getattr(error, "renewed", False):
                    raise AuthenticationError(
                        f"{error} {self.edit.name} was sent. {self._how_to_settle(result)}"
                    ) from error
                refusal, why, again, renewed = error, "its session was renewed", True, True
            except APIError as error:
                if is_final(error):
                    return (yield from self._refused(result, error))
                wait = put_off(error, self.where.clock.now())
                if wait is None and may_arrive(error):
                    if self._has_arrived(result, (yield from self._glance())):
                        return evolve(result, applied=True)
                    raise _NoAnswer(error) from error
                if wait is None:
                    raise
                refusal, why = error, "PowerTrack had put the write off"
                again = sends < _MOST_SENDS and wait <= _LONGEST_OBEYED
                if again:
                    _log.warning("%s; it is looked at and sent again in %.0f s", error, wait)
                    yield from pause(wait)
            now = yield from self._look_back(result)
            if self._has_arrived(result, now):
                return evolve(result, applied=True)
            if changes := self.edit.changes_since(self.before, now):
                raise ConflictError(
                    f"{self.edit.name} was changed by another user or program while {why} ({_listed(changes)});"
                    " it was not sent again. Read it again and repeat the change"
                ) from refusal
            if not again:
                raise refusal

    def _refused(self, result: UpdateResult, error: APIError) -> Flow[UpdateResult]:
        """Settle a write that PowerTrack ended with an error by a look: this or an earlier attempt may be there."""
        now = yield from self._look_back(result)
        if self._has_arrived(result, now):
            return evolve(result, applied=True)
        changes = self.edit.changes_since(self.before, now)
        why = f"it was changed meanwhile: {_listed(changes)}" if changes else "reading it back shows it as it was"
        kind = ConflictError if changes else type(error)
        raise kind(
            f"{self.edit.name} was not written ({why}): {error}",
            status_code=error.status_code,
            response=error.response,
            operation=error.operation,
        ) from error

    def _glance(self) -> Flow[Seen | None]:
        """One look at once, as most writes without an answer have arrived; None if the document cannot be read."""
        try:
            return (yield from self.edit.look())
        except PowerTrackError:
            return None

    def _awaited(self, result: UpdateResult, error: APIError) -> Flow[UpdateResult]:
        """Look until a write without an answer has arrived, or is not likely to any more."""
        span = self.where.settle
        try:
            now = yield from watched(
                self.edit.look, lambda seen: self._has_arrived(result, seen), span, first_pause=FIRST_PAUSE
            )
        except PowerTrackError as unread:
            raise self._unknown(
                result, f"was sent and had no answer ({error}), and cannot be read back ({unread})"
            ) from unread
        if self._has_arrived(result, now) or self.edit.arrived(self.aim, self.before, now):
            return evolve(result, applied=True)
        changes = self.edit.changes_since(self.before, now)
        there = f"was changed by another user or program ({_listed(changes)})" if changes else "is as it was"
        raise self._unknown(
            result, f"was sent and had no answer ({error}), and {span:.0f} s later it {there}"
        ) from error

    def _has_arrived(self, result: UpdateResult, seen: Seen | None) -> bool:
        """Whether all is there that was asked for."""
        return seen is not None and has_arrived(self.edit, self.aim, self.before, seen, result.changes)

    def _how_to_settle(self, result: UpdateResult) -> str:
        return (
            f"Its outcome is unknown; do not repeat it: resume_run({self.run.id!r}) finds out."
            f" The document before is in {result.backup_path}"
        )

    def _unknown(self, result: UpdateResult, what: str) -> UnknownOutcomeError:
        return UnknownOutcomeError(
            f"{self.edit.name} {what}. {self._how_to_settle(result)}",
            evolve(result, outcome="unknown", error_message="not read back"),
        )

    def _look_back(self, result: UpdateResult) -> Flow[Seen]:
        try:
            return (yield from self.edit.look())
        except PowerTrackError as error:
            raise self._unknown(result, f"was sent, but cannot be read back ({error})") from error

    def _judged(self, result: UpdateResult, now: Seen) -> UpdateResult:
        off = self.edit.differences(self.aim, self.before, now)
        asked = tuple(change.path for change in result.changes)
        lacking = [change for change in off if concerns(change.path, asked)]
        others = tuple(change for change in off if not concerns(change.path, asked))
        if lacking:
            message = f"not as asked for after the write: {_paths(lacking)}"
            failed = evolve(result, outcome="differs", side_effects=others, error_message=message)
            raise VerificationError(
                f"{self.edit.name} is not as asked for after the write ({_listed(lacking)});"
                f" the document before is in {result.backup_path}",
                failed,
            )
        if others:
            message = f"written, but more changed than was asked for: {_listed(others)}"
            return evolve(result, outcome="differs", side_effects=others, error_message=message)
        return evolve(result, outcome="written", verified=True)


def _listed(changes: Sequence[Change]) -> str:
    return "; ".join(map(str, changes[:_MOST_LISTED]))


def _paths(changes: Sequence[Change]) -> str:
    """Paths of changes, without their values: these may be secrets."""
    return ", ".join(change.path for change in changes[:_MOST_LISTED])


def _for_journal(error: PowerTrackError) -> str:
    """The message without values of documents, which the one for the caller has."""
    if isinstance(error, VerificationError):
        return error.result.error_message or ""
    if isinstance(error, ConflictError):
        refused = error.status_code is not None
        return f"PowerTrack answered {error.status_code}" if refused else "it was changed meanwhile"
    return str(error)


def _outcome_of(error: PowerTrackError) -> Outcome:
    # PowerTrack seems to check the session before it acts on a request, but only a look would prove that.
    return "unknown" if isinstance(error, AuthenticationError) else error.outcome or "not written"


def object_or_none(content: bytes) -> JsonObject | None:
    """The answer to a write, if it is an object; what else it may be does not matter."""
    try:
        value = exact_json.loads(content)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
