"""Settling writes of earlier runs whose outcome is not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from attrs import evolve, frozen

from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import member
from powertrack_sdk.outcomes import SENT, Outcome
from powertrack_sdk.runner.flow import Environment, Flow, environment, locally
from powertrack_sdk.writes.backup import Backup, load_backup
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edits import Create, Delete, Edit, Update
from powertrack_sdk.writes.journal import Run, RunRecord, WriteRecord, read_history
from powertrack_sdk.writes.locks import hold
from powertrack_sdk.writes.pending import forget
from powertrack_sdk.writes.reading import Seen, owner_in
from powertrack_sdk.writes.settling import has_arrived, remaining, watched


@frozen
class Found:
    """The outcome of a write that was settled.

    Attributes:
        outcome: How it ended; `conflict` if the document is neither as before nor as it was to become.
        message: What is not as asked for, or why the outcome cannot be known.
        created: Keys of the objects that it created.
    """

    outcome: Outcome
    message: str | None = None
    created: tuple[str, ...] = ()


def settle(record: RunRecord, write: WriteRecord, edit: Edit, *, others_may_change: bool) -> Flow[Found]:
    """Find out how a write of a plan ended. While it may still arrive, the document is watched.

    Args:
        record: The run.
        write: Its write.
        edit: The edit, as the plan has it.
        others_may_change: Whether it counts as written if other fields were changed since.
    """
    before = Seen.of((yield from backup_of(record, write)).content)
    aim = edit.aim(before)
    changes = diff(before.fields, aim or {}, edit.spec.shape)

    def judged(now: Seen) -> Found:
        if has_arrived(edit, aim, before, now, changes):
            others = [] if others_may_change else [one.path for one in edit.differences(aim, before, now)]
            message = f"as asked for, but more is not as it was: {', '.join(others[:3])}" if others else None
            return Found("differs" if others else "written", message, edit.created(before, now))
        if not edit.arrived(aim, before, now) and not edit.changes_since(before, now):
            return Found("not written")
        return Found("conflict", f"is neither as it was before nor as planned: {_changed(record, write)}")

    return (yield from _settled(record, write, edit, judged))


def settle_alone(record: RunRecord, write: WriteRecord) -> Flow[Found]:
    """Find out how a write ended by its journal alone: by digests of the document, and of what was created.

    Args:
        record: The run.
        write: Its write.
    """
    edit: Edit
    if write.action == "create":
        return (yield from _settle_creation(record, write))
    if write.action == "delete":
        backup = yield from backup_of(record, write)
        edit = Delete(document=write.document, key=write.key, owner=owner_in(backup.content))
    else:
        edit = Update(document=write.document, key=write.key)

    def judged(now: Seen) -> Found:
        found = _by_digest(write, digest(now.document, edit.spec.shape))
        changed = f"is neither as it was before nor as asked for: {_changed(record, write)}"
        return found or Found("conflict", changed)

    return (yield from _settled(record, write, edit, judged))


def _settle_creation(record: RunRecord, write: WriteRecord) -> Flow[Found]:
    before = Seen.of((yield from backup_of(record, write)).content)
    edit = Create(document=write.document, key=write.key)

    def judged(now: Seen) -> Found:
        keys = edit.recognised(write.creates, before, now)
        if len(keys) == len(write.creates) > 0:
            return Found("written", None, keys)
        if not keys and write.creates:
            return Found("not written")
        return Found("conflict", f"cannot be distinguished from what others created: {_changed(record, write)}", keys)

    return (yield from _settled(record, write, edit, judged))


def _by_digest(write: WriteRecord, there: str | None) -> Found | None:
    """The outcome of a write that left a document with some digest; None if it has neither of the two."""
    if write.before == write.after:
        return Found(
            "conflict", "was to change only in what the server changes by itself, so nothing shows its outcome"
        )
    if there == write.after:
        return Found("written")
    return Found("not written") if there == write.before else None


def _settled(record: RunRecord, write: WriteRecord, edit: Edit, judged: Callable[[Seen], Found]) -> Flow[Found]:
    where = yield from environment()
    keys = frozenset({edit.key})
    locks = yield from hold(keys)
    try:
        found = yield from locally(lambda: _shown_later(where, record, write))
        if found is None:
            span = remaining(where, write.last_at)
            found = judged((yield from watched(edit.look, lambda seen: judged(seen).outcome in SENT, span)))
        if found.outcome != "conflict" and not where.read_only:
            yield from _journal(record, write, found)
            for other in record.along_with(write.name) if write.along is None else ():
                if other.in_doubt:
                    yield from _journal(record, other, evolve(found, created=()))
            yield from locally(lambda: forget(where, keys, write.document, record.path))
        return found
    finally:
        locks.release()


def _shown_later(where: Environment, record: RunRecord, write: WriteRecord) -> Found | None:
    """The outcome as the next write of the same document shows it; None if there is none, or it shows nothing.

    That write replaced the document, so looking at it now proves nothing. But its journal has the digest of the
    document before it. A write that had not arrived by then may have arrived later, unless its span was over.
    """
    if write.action == "create":
        return None  # created objects are recognised one by one, whatever else is in the list
    after: WriteRecord | None = None
    for run in read_history(record.folder):  # the latest first
        if run.id == record.id:
            break
        after = next((one for one in run.writes if (one.document, one.key) == (write.document, write.key)), after)
    if after is None or after.before is None:
        return None
    found = _by_digest(write, after.before)
    if found is not None and found.outcome == "not written" and not _is_over(where, write.last_at, after.intended_at):
        return None
    return found if found is not None and found.outcome != "conflict" else None


def _is_over(where: Environment, since: str, at: str) -> bool:
    """Whether a write could not arrive any more at some moment."""
    try:
        return datetime.fromisoformat(at) - datetime.fromisoformat(since) >= timedelta(seconds=where.settle)
    except (ValueError, TypeError):
        return False


def _journal(record: RunRecord, write: WriteRecord, found: Found) -> Flow[None]:
    """Record the outcome in the journal of the run."""
    at = (yield from environment()).clock.now()
    run = Run.again(record)
    message = found.message or f"found to be {found.outcome}"
    yield from locally(
        lambda: run.record(
            "ended",
            at,
            document=write.document,
            key=write.key,
            outcome=found.outcome,
            message=message,
            created=list(found.created),
        )
    )


def backup_of(record: RunRecord, write: WriteRecord) -> Flow[Backup]:
    """The document before a write.

    Raises:
        ConfigurationError: There is no backup of it, or the journal names one of another document.
    """
    name = write.backup
    if name is None:
        raise ConfigurationError(f"the journal names no backup of {write.name}")
    backup = yield from locally(lambda: load_backup(member(record.folder, name)))
    if (backup.document, backup.key) != (write.document, write.key):
        raise ConfigurationError(
            f"the journal names {name} as the backup of {write.name}, but it is one of {backup.document} {backup.key}"
        )
    return backup


def _changed(record: RunRecord, write: WriteRecord) -> str:
    return f"it was changed since. The document before is in {record.folder / (write.backup or '')}"
