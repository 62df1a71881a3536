"""Writes of earlier runs whose outcome is not known: looked at until it is, which goes into their journals."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from powertrack_core.exact_json import dumps
from powertrack_sdk.alerts.edits import Deletion, owner_in
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import member
from powertrack_sdk.plans.targets import creation_on, target_of
from powertrack_sdk.runner.flow import Flow, environment, locally
from powertrack_sdk.writes.backup import Backup, load_backup
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.digest import digest
from powertrack_sdk.writes.edit import Edit, Rewriting, Seen
from powertrack_sdk.writes.journal import Outcome, Run, RunRecord, Written
from powertrack_sdk.writes.locks import hold
from powertrack_sdk.writes.pending import forget
from powertrack_sdk.writes.settling import has_arrived, remaining, watched


@frozen
class Found:
    """What is found of a write whose outcome was not known.

    Attributes:
        outcome: Its outcome; None if the document is neither as before nor as it was to become.
        message: What is not as it was to be, or why the outcome cannot be known.
        created: Keys of what it created.
    """

    outcome: Outcome | None
    message: str | None = None
    created: tuple[str, ...] = ()


def found_out(record: RunRecord, write: Written, edit: Edit, *, others_may_change: bool) -> Flow[Found]:
    """Find out what came of a write by the edit that it did. While it may still arrive, the document is watched.

    Args:
        record: The run.
        write: Its write.
        edit: What it did, as its plan has it.
        others_may_change: Whether it is as it was to be if others changed other fields since.
    """
    backup = yield from backup_of(record, write)
    before = Seen(dumps(backup.content), backup.content)
    aim = edit.aim(before)
    changes = diff(before.document or {}, aim or {}, edit.document.shape)

    def judged(now: Seen) -> Found:
        if has_arrived(edit, aim, before, now, changes):
            others = [] if others_may_change else [change.path for change in edit.off(aim, before, now)]
            message = f"as asked for, but more is not as it was: {', '.join(others[:3])}" if others else None
            return Found("differs" if others else "written", message, edit.created(before, now))
        if not edit.arrived(aim, before, now) and not edit.moved(before, now):
            return Found("not written")
        return Found(None, f"is neither as it was before nor as planned: {_changed(record, write)}")

    return (yield from _settled(record, write, edit.look, judged, frozenset({edit.key})))


def found_out_alone(record: RunRecord, write: Written) -> Flow[Found]:
    """Find out what came of a write by its journal alone: by digests of the document, and of what was created.

    Args:
        record: The run.
        write: Its write.
    """
    if write.action == "create":
        return (yield from _created(record, write))
    if write.action == "delete":
        backup = yield from backup_of(record, write)
        edit: Edit = Deletion(key=write.key, owner=owner_in(backup.content) or "")
    else:
        target = yield from target_of(write.document, write.key)
        edit = Rewriting(target=target, change=lambda current: current)
    shape = edit.document.shape

    def judged(now: Seen) -> Found:
        there = digest(now.document, shape)
        if write.before == write.after:
            return Found(None, "was to change only in what the server changes by itself, so nothing shows its outcome")
        if there == write.after:
            return Found("written")
        if there == write.before:
            return Found("not written")
        return Found(None, f"is neither as it was before nor as asked for: {_changed(record, write)}")

    return (yield from _settled(record, write, edit.look, judged, frozenset({write.key})))


def _created(record: RunRecord, write: Written) -> Flow[Found]:
    backup = yield from backup_of(record, write)
    before = Seen(dumps(backup.content), backup.content)
    kind: Creation = creation_on(write.document, write.key)

    def judged(now: Seen) -> Found:
        keys = kind.known_again(write.creates, before, now)
        if len(keys) == len(write.creates) > 0:
            return Found("written", None, keys)
        if not keys and write.creates:
            return Found("not written")
        return Found(None, f"cannot be told from what others created: {_changed(record, write)}", keys)

    return (yield from _settled(record, write, kind.look, judged, frozenset({write.key})))


def _settled(
    record: RunRecord,
    write: Written,
    look: Callable[[], Flow[Seen]],
    judged: Callable[[Seen], Found],
    keys: frozenset[str],
) -> Flow[Found]:
    where = yield from environment()
    span = remaining(where, write.last_at)
    locks = yield from hold(keys)
    try:
        now = yield from watched(look, lambda seen: judged(seen).outcome in ("written", "differs"), span)
        found = judged(now)
        if found.outcome is not None and not where.read_only:
            yield from _journaled(record, write, found)
            for other in record.along_with(f"{write.document} {write.key}") if write.along is None else ():
                if other.in_doubt:
                    yield from _journaled(record, other, evolve(found, created=()))
            yield from locally(lambda: forget(where, keys, write.document))
        return found
    finally:
        locks.release()


def _journaled(record: RunRecord, write: Written, found: Found) -> Flow[None]:
    """Put into the journal what is found."""
    where = yield from environment()
    run = Run(record.path.parent.parent, record.path.stem, record.what, where.host, record.plan)
    at, outcome = where.clock.now(), str(found.outcome)
    message = found.message or f"found to be {outcome}"
    yield from locally(
        lambda: run.record(
            "ended",
            at,
            document=write.document,
            key=write.key,
            outcome=outcome,
            message=message,
            created=list(found.created),
        )
    )


def backup_of(record: RunRecord, write: Written) -> Flow[Backup]:
    """The document before a write.

    Raises:
        ConfigurationError: There is no backup of it, or the journal names one of another document.
    """
    name = write.backup
    if name is None:
        raise ConfigurationError(f"the journal names no backup of {write.document} {write.key}")
    backup = yield from locally(lambda: load_backup(member(record.path.parent.parent, name)))
    if (backup.document, backup.key) != (write.document, write.key):
        raise ConfigurationError(
            f"the journal names {name} as the backup of {write.document} {write.key}, but it is one of"
            f" {backup.document} {backup.key}"
        )
    return backup


def _changed(record: RunRecord, write: Written) -> str:
    return f"someone else changed it. The document before is in {record.path.parent.parent / (write.backup or '')}"
