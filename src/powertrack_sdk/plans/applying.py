"""Applying plans: each write by itself, journaled before and after, and resumed after a crash."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from attrs import define, field

from powertrack_sdk.errors import (
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    PowerTrackError,
    ReadOnlyError,
    ValidationError,
)
from powertrack_sdk.files import member
from powertrack_sdk.outcomes import GOOD, SENT
from powertrack_sdk.plans.entry import AsPlanned, PlanEntry
from powertrack_sdk.plans.ordering import in_order
from powertrack_sdk.plans.plan import Plan, refuse_elsewhere
from powertrack_sdk.plans.result import Applied, ApplyResult
from powertrack_sdk.plans.settling import settle, settle_alone
from powertrack_sdk.runner.flow import Flow, Progress, environment, locally, settled
from powertrack_sdk.writes.documents import KINDS, can_be_planned, key_for
from powertrack_sdk.writes.edits import Edit, Update, owned
from powertrack_sdk.writes.journal import FOLDER, Run, RunRecord, WriteRecord, read_run
from powertrack_sdk.writes.locks import Locks
from powertrack_sdk.writes.perform import perform

OnError: TypeAlias = Literal["stop", "continue"]
OnConflict: TypeAlias = Literal["skip", "replan"]


def apply_plan(
    plan: Plan,
    limit: int | None = None,
    on_error: OnError = "stop",
    on_conflict: OnConflict = "skip",
    progress: Progress | None = None,
) -> Flow[ApplyResult]:
    """Apply a plan. Several writes run at a time, but never two to one document.

    Before each write the document is locked, read again and compared with what it was when it was planned; then it is
    backed up, the intent is written to the journal, the document is sent and read back, and the outcome is written to
    the journal. A copy of the plan is kept beside the journal, so that the run can be resumed.

    Args:
        plan: The plan.
        limit: Number of writes to do at most; resuming the run does the others.
        on_error: `stop` starts no further write after one that failed; `continue` does the others. Writes that are
            under way are always finished.
        on_conflict: What to do with a document that was changed since it was planned: `skip` reports the conflict,
            `replan` merges the patch into the document as it is now.
        progress: Called with the writes that are done, and of how many.

    Returns:
        The outcome of each entry; false if not all is as planned.

    Raises:
        ValidationError: An argument is wrong, or the plan has two entries for one document; nothing was sent.
        ConfigurationError: The journal cannot be written; nothing was sent.
        AuthenticationError: The session is not accepted.

    Operations: for each document its GET, its PUT, POST or DELETE, and its GET again, such as PUT /api/edit/site
    """
    _check(plan, limit, on_error, on_conflict)
    where = yield from environment()
    if where.read_only:
        raise ReadOnlyError("the client was made with read_only=True, so the plan was not applied")
    yield from refuse_elsewhere("the plan", plan.host)
    run = Run.new(where, "apply")
    run.plan = f"{run.id}.plan.json"
    if plan.undoes is not None:
        member(where.backup_dir / FOLDER, f"{plan.undoes}.jsonl")
    alone = yield from _alone(plan)
    try:
        kept = where.backup_dir / FOLDER / run.plan
        try:
            yield from locally(lambda: plan.save(kept))
        except ConfigurationError as error:
            raise ConfigurationError(f"{error}; nothing was sent. Choose another folder with backup_dir") from error
        now = where.clock.now()
        yield from locally(lambda: run.record("planned", now, writes=plan.targets, fields=plan.fields))
        if plan.undoes is not None:
            yield from _note_undone(plan.undoes, run)
        return (yield from _Application(plan, run, None, limit, on_error, on_conflict).all(progress))
    finally:
        alone.release()


def _alone(plan: Plan) -> Flow[Locks]:
    """Keep other programs from applying the same plan: each would report the other's writes as conflicts.

    Raises:
        ConflictError: Another one is applying it.
    """
    where = yield from environment()
    locks = Locks(where.lock_dir, [f"plan-{plan.digest}"])
    if not (yield from locally(locks.take)):
        raise ConflictError(
            "this plan is being applied at the moment, by another program or thread; nothing was sent. Wait for it;"
            " history shows its run, and resume_run does the rest"
        )
    return locks


def resume_run(
    run: str | os.PathLike[str],
    limit: int | None = None,
    on_error: OnError = "stop",
    on_conflict: OnConflict = "skip",
    progress: Progress | None = None,
) -> Flow[ApplyResult]:
    """Resume a plan whose application ended early: stopped, limited, killed or cut off.

    Writes that the journal shows as done are not sent again. If it shows only an intent, the document is read: if it is
    as planned, it was written; if it is as it was before, it is written now; otherwise it is a conflict. If a later
    write from this folder replaced the document, the journal of that write shows the outcome.

    Args:
        run: Name of the run, or the path of its journal.
        limit: Number of further writes to do at most.
        on_error: `stop` starts no further write after one that failed; `continue` does the others.
        on_conflict: What to do with a document that was changed since it was planned: `skip` reports the conflict,
            `replan` merges the patch into the document as it is now.
        progress: Called with the writes that are done, and of how many.

    Raises:
        ConfigurationError: There is no such run, or it applied no plan.
        ValidationError: An argument is wrong.
        AuthenticationError: The session is not accepted.

    Operations: as for `apply_plan`, such as PUT /api/edit/site
    """
    where = yield from environment()
    if where.read_only:
        raise ReadOnlyError("the client was made with read_only=True, so the run was not resumed")
    record = yield from locally(lambda: read_run(journal_of(where.backup_dir, run)))
    if record.undone_by is not None:
        raise ConfigurationError(
            f"the run {record.id} was undone by {record.undone_by}, in whole or in part. Make the plan again, or"
            f" undo {record.undone_by}"
        )
    yield from refuse_elsewhere(f"the run {record.id}", record.host)
    if record.plan is None:
        if not any(write.in_doubt for write in record.writes):
            raise ConfigurationError(f"the run {record.id} applied no plan, so there is nothing to resume")
        return (yield from _settle_single(record))
    kept = member(record.path.parent, record.plan)
    plan = yield from locally(lambda: Plan.load(kept))
    _check(plan, limit, on_error, on_conflict)
    resumed = Run.again(record)
    alone = yield from _alone(plan)
    try:
        # Read again: another program may have added to it meanwhile.
        record = yield from locally(lambda: read_run(record.path))
        return (yield from _Application(plan, resumed, record, limit, on_error, on_conflict).all(progress))
    finally:
        alone.release()


def _settle_single(record: RunRecord) -> Flow[ApplyResult]:
    """Find out how the writes of a run without a plan ended. The journal does not say how to repeat them."""
    outcomes: list[Applied] = []
    for write in record.writes:
        if write.in_doubt and write.along is not None:
            continue  # it is settled with the one whose request it was
        found = (yield from settle_alone(record, write)) if write.in_doubt else write
        message = found.message if found.outcome != "not written" else "it was not written, so the call can be repeated"
        entry = PlanEntry(edit=Update(document=write.document, key=write.key))
        outcomes.append(Applied(entry=entry, outcome=found.outcome or "unknown", message=message))
    return ApplyResult(run=record.id, journal=record.path, entries=tuple(outcomes))


def _note_undone(undone: str, by: Run) -> Flow[None]:
    """Note in the journal of a run that it is being undone, so that it is not resumed by mistake."""
    at = (yield from environment()).clock.now()
    run = Run(by.folder, undone, "undone", by.host)
    if (yield from locally(run.path.is_file)):
        yield from locally(lambda: run.record("undone", at, by=by.id))


def journal_of(folder: Path, run: str | os.PathLike[str]) -> Path:
    """The journal of a run that is given by its name, or by the path of the journal itself.

    Raises:
        ConfigurationError: There is none.
    """
    for path in (folder / FOLDER / f"{os.fspath(run)}.jsonl", Path(run)):
        try:
            if path.is_file():
                return path
        except (OSError, ValueError):  # too long, or with a character that no path has
            continue
    raise ConfigurationError(f"there is no run {os.fspath(run)} in {folder / FOLDER}")


@define
class _Application:
    """A plan that is being applied.

    Attributes:
        plan: The plan.
        run: The run whose journal it goes into.
        record: The journal when the run was resumed; None for a new run.
        limit: Number of writes to do at most.
        on_error: Whether to continue after a failure.
        on_conflict: What to do with documents that were changed.
        stopped: Whether a failure has stopped it.
        written_along: Kinds and keys of the documents that it has written along with others.
    """

    plan: Plan
    run: Run
    record: RunRecord | None
    limit: int | None
    on_error: OnError
    on_conflict: OnConflict
    stopped: bool = False
    written_along: set[tuple[str, str]] = field(factory=set)

    def all(self, progress: Progress | None) -> Flow[ApplyResult]:
        try:
            return (yield from self._all(progress))
        except PowerTrackError as error:
            error.run = self.run.id
            error.add_note(f"Continue with resume_run({self.run.id!r}), or undo it with plan_undo.")
            raise
        except Exception as error:
            raise self._unexpected(error) from error

    def _all(self, progress: Progress | None) -> Flow[ApplyResult]:
        entries = self.plan.entries
        done = [self._done(entry) for entry in entries]
        left = [entry for entry, outcome in zip(entries, done, strict=True) if outcome is None]
        outcomes = yield from self._in_order(left[: self.limit], progress)
        for outcome in outcomes:
            if isinstance(outcome, PowerTrackError):
                raise outcome
        found = {id(one.entry): one for one in outcomes if isinstance(one, Applied)}
        applied = tuple(
            outcome or found.get(id(entry)) or Applied(entry=entry, outcome="skipped", message="beyond the limit")
            for entry, outcome in zip(entries, done, strict=True)
        )
        result = ApplyResult(run=self.run.id, journal=self.run.path, entries=applied)
        if not result.count("skipped"):
            at = (yield from environment()).clock.now()
            yield from locally(lambda: self.run.record("finished", at, summary=result.summary))
        return result

    def _unexpected(self, error: Exception, where: str = "") -> PowerTrackError:
        """The error for an unforeseen one, whose message may hold values of documents: only the cause has it."""
        unexpected = PowerTrackError(
            f"the run {self.run.id} was ended{where} by an unexpected {type(error).__name__};"
            f" resume_run({self.run.id!r}) finds out what was written, and does the rest"
        )
        unexpected.run = self.run.id
        return unexpected

    def _in_order(
        self, entries: Sequence[PlanEntry], progress: Progress | None
    ) -> Flow[list[Applied | PowerTrackError]]:
        """Do entries, each after those that write its document along with theirs."""
        if self.record is not None:
            self.written_along |= {
                (write.document, write.key) for write in self.record.writes if write.along is not None
            }
        outcomes: list[Applied | PowerTrackError] = []

        broken: list[Exception] = []

        def report(done: int, _: int) -> None:
            if progress is None or broken:
                return
            try:
                progress(len(outcomes) + done, len(entries))
            except Exception as error:
                # Writes under way are finished before it is raised.
                self.stopped = True
                broken.append(error)

        for group in in_order(entries):
            outcomes += yield from settled([self._one(entry) for entry in group], report)
        if broken:
            raise self._unexpected(broken[0], " in progress") from broken[0]
        return outcomes

    def _done(self, entry: PlanEntry) -> Applied | None:
        """Outcome of an entry that an earlier part of the run has settled; None for one that is still to be done."""
        written = self._written(entry)
        if written is None or written.outcome is None or written.outcome not in SENT:
            return None
        return Applied(entry=entry, outcome=written.outcome, message=written.message)

    def _written(self, entry: PlanEntry) -> WriteRecord | None:
        return self.record.last(entry.document, entry.key) if self.record is not None else None

    def _one(self, entry: PlanEntry) -> Flow[Applied]:
        if self.stopped:
            return Applied(entry=entry, outcome="skipped", message="an earlier write failed")
        try:
            applied = yield from self._write(entry)
        except (AuthenticationError, ConfigurationError):
            self.stopped = True  # no other write could be sent, or backed up and journaled
            raise
        except PowerTrackError as error:
            applied = Applied(entry=entry, outcome=error.outcome or "not written", message=str(error), error=error)
        except Exception as error:
            self.stopped = True
            raise self._unexpected(error, f" at {entry.name}") from error
        if applied.outcome not in GOOD and self.on_error == "stop":
            self.stopped = True
        return applied

    def _write(self, entry: PlanEntry) -> Flow[Applied]:
        edit = yield from _complete(entry)
        written, replan = self._written(entry), self.on_conflict == "replan"
        if written is not None and written.in_doubt and self.record is not None:
            found = yield from settle(self.record, written, edit, others_may_change=replan)
            if found.outcome in SENT:
                return Applied(entry=entry, outcome=found.outcome, message=found.message)
            if found.outcome == "conflict" and not (replan and isinstance(edit, Update) and edit.patch is not None):
                raise ConflictError(f"{entry.name} {found.message}; nothing was sent")
        result = yield from perform(edit, self.run, AsPlanned(entry, replan, self.written_along))
        self.written_along |= {(entry.document, key) for key in entry.along}
        return Applied(entry=entry, outcome=result.outcome, result=result, message=result.error_message)


def _complete(entry: PlanEntry) -> Flow[Edit]:
    """The edit of an entry, with all that its request needs.

    Raises:
        ConfigurationError: The entry does not say what to do.
    """
    if not entry.edit.is_complete:
        raise ConfigurationError(f"the entry of the plan for {entry.name} does not say what to {entry.action}")
    return (yield from owned(entry.edit)) if isinstance(entry.edit, Update) else entry.edit


def _check(plan: Plan, limit: int | None, on_error: str, on_conflict: str) -> None:
    if not isinstance(plan, Plan):  # such as the path of one
        raise ValidationError(f"plan is {type(plan).__name__}; a Plan is expected, which Plan.load reads from a file")
    if limit is not None and limit < 1:
        raise ValidationError(f"limit is {limit}; at least one write is needed, or None for all")
    for name, value, allowed in (
        ("on_error", on_error, get_args(OnError)),
        ("on_conflict", on_conflict, get_args(OnConflict)),
    ):
        if value not in allowed:
            raise ValidationError(f"{name} is {value!r}; it may be {' or '.join(allowed)}")
    _check_names(plan)
    in_order(plan.entries)
    twice = [name for name, count in Counter(entry.name for entry in plan).items() if count > 1]
    if twice:
        raise ValidationError(f"the plan writes to {', '.join(twice[:3])} more than once")


def _check_names(plan: Plan) -> None:
    """Refuse keys that are none: they become parts of paths and of the names of files."""
    for entry in plan:
        if not can_be_planned(entry.document) or (entry.action == "create") is (entry.document in KINDS):
            raise ConfigurationError(f"the plan has an entry for {entry.document!r}, which no plan can write")
        for key in (entry.key, *entry.along):
            try:
                known = key_for(entry.document, key) == key
            except ValidationError:
                known = False
            if not known:
                raise ConfigurationError(f"the plan has an entry for {key!r}, which is not a key of a {entry.document}")
        owner = entry.edit.owner
        if owner is not None and not _is_owner(entry.document, owner):
            raise ConfigurationError(f"the plan has an entry that belongs to {owner!r}, which is not a valid key")


def _is_owner(document: str, owner: str) -> bool:
    try:
        return document in KINDS and KINDS[document].owner_key(owner) == owner
    except ValidationError:
        return False
