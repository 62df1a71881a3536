"""Plans applied: each write by itself, in the journal before and after, and taken up again after a crash."""

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
    UnknownOutcomeError,
    ValidationError,
    VerificationError,
)
from powertrack_sdk.files import member
from powertrack_sdk.plans.editing import edit_of, refuse_elsewhere
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.plans.result import GOOD, Applied, ApplyResult, Status
from powertrack_sdk.plans.settling import Found, found_out, found_out_alone
from powertrack_sdk.plans.shown import AsPlanned
from powertrack_sdk.plans.targets import KINDS, key_for
from powertrack_sdk.plans.waves import waves
from powertrack_sdk.runner.flow import Flow, Progress, environment, locally, settled
from powertrack_sdk.writes.journal import FOLDER, Run, RunRecord, Written, read_run
from powertrack_sdk.writes.locks import Locks
from powertrack_sdk.writes.perform import perform

OnError: TypeAlias = Literal["stop", "continue"]
Moved: TypeAlias = Literal["skip", "replan"]


def apply_plan(
    plan: Plan,
    limit: int | None = None,
    on_error: OnError = "stop",
    moved: Moved = "skip",
    progress: Progress | None = None,
) -> Flow[ApplyResult]:
    """Do what a plan says. Several writes run at a time, but never two to one document.

    Before each write the document is locked, read again and compared with what it was when it was planned; then it is
    backed up, the intent is written to the journal, the document is sent and read back, and the outcome is written to
    the journal. A copy of the plan is kept beside the journal, so that the run can be resumed.

    Args:
        plan: What to do.
        limit: Do only the first so many writes; the others are skipped, and done when the run is resumed.
        on_error: `stop` starts no further write after one that failed; `continue` goes on. Either way writes that are
            under way are finished.
        moved: What to do with a document that someone else changed since it was planned: `skip` reports the conflict,
            `replan` merges the patch into what is there now.
        progress: Called with the writes that are done, and of how many.

    Returns:
        What came of each entry; false where not all is as planned.

    Raises:
        ValidationError: An argument is wrong, or the plan has two entries for one document; nothing was sent.
        ConfigurationError: The journal cannot be written; nothing was sent.
        AuthenticationError: The session is not accepted.

    Operations: for each document its GET, its PUT, POST or DELETE, and its GET again, such as PUT /api/edit/site
    """
    _check(plan, limit, on_error, moved)
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
            yield from _tell_undone(plan.undoes, run)
        return (yield from _Application(plan, run, None, limit, on_error, moved).all(progress))
    finally:
        alone.release()


def _alone(plan: Plan) -> Flow[Locks]:
    """Keep other programs from applying the same plan: each would take what the other writes for a conflict.

    Raises:
        ConflictError: Another one is applying it.
    """
    where = yield from environment()
    locks = Locks(where.lock_dir, [f"plan-{plan.digest}"])
    if not (yield from locally(locks.take)):
        raise ConflictError(
            "this plan is being applied at the moment, by another program or thread; nothing was sent. Wait for it;"
            " history shows its run, and resume_run does what it left"
        )
    return locks


def resume_run(
    run: str | os.PathLike[str],
    limit: int | None = None,
    on_error: OnError = "stop",
    moved: Moved = "skip",
    progress: Progress | None = None,
) -> Flow[ApplyResult]:
    """Go on with a plan whose application ended early: stopped, limited, killed or cut off.

    What the journal says to be written is not sent again. Where it tells only of an intent, the document is read: it is
    as planned, and so was written; or it is as it was before, and is written now; or someone else changed it, which is
    a conflict.

    Args:
        run: Name of the run, or the path of its journal.
        limit: Do only so many more writes.
        on_error: `stop` starts no further write after one that failed; `continue` goes on.
        moved: What to do with a document that someone else changed since it was planned: `skip` or `replan`.
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
    _check(plan, limit, on_error, moved)
    resumed = Run(record.path.parent.parent, record.id, record.what, where.host, record.plan)
    alone = yield from _alone(plan)
    try:
        # It is read again: what another program did meanwhile is in it.
        record = yield from locally(lambda: read_run(record.path))
        return (yield from _Application(plan, resumed, record, limit, on_error, moved).all(progress))
    finally:
        alone.release()


def _settle_single(record: RunRecord) -> Flow[ApplyResult]:
    """Find out what came of the writes of a run without a plan. It does not say how to do them again."""
    outcomes: list[Applied] = []
    for write in record.writes:
        entry = PlanEntry(action=write.action, document=write.document, key=write.key)
        found = Found(write.outcome, write.message)
        if write.in_doubt:
            if write.along is not None:
                continue  # it is settled with the one whose request it was
            found = yield from found_out_alone(record, write)
        if found.outcome == "written" or found.outcome == "differs":
            outcomes.append(Applied(entry=entry, status=found.outcome, message=found.message))
        elif found.outcome is None:
            outcomes.append(Applied(entry=entry, status="conflict", message=found.message))
        else:
            again = "it was not written, so the call can be repeated"
            outcomes.append(Applied(entry=entry, status="failed", message=again))
    return ApplyResult(run=record.id, journal=record.path, entries=tuple(outcomes))


def _tell_undone(undone: str, by: Run) -> Flow[None]:
    """Put it into the journal of a run that it is being undone, so that nobody goes on with it by mistake."""
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
        run: Whose journal it goes into.
        record: What the journal told when the run was resumed; None for a new run.
        limit: How many writes to do at the most.
        on_error: Whether to go on after a failure.
        moved: What to do with documents that moved.
        stopped: Whether a failure has stopped it.
        along: Kinds and keys of the documents that it has written along with others.
    """

    plan: Plan
    run: Run
    record: RunRecord | None
    limit: int | None
    on_error: OnError
    moved: Moved
    stopped: bool = False
    along: set[tuple[str, str]] = field(factory=set)

    def all(self, progress: Progress | None) -> Flow[ApplyResult]:
        try:
            return (yield from self._all(progress))
        except PowerTrackError as error:
            error.add_note(f"Go on with resume_run({self.run.id!r}), or undo it with plan_undo.")
            raise
        except Exception as error:
            raise self._unexpected(error) from error

    def _all(self, progress: Progress | None) -> Flow[ApplyResult]:
        entries = self.plan.entries
        done = [self._done(entry) for entry in entries]
        open_ = [entry for entry, outcome in zip(entries, done, strict=True) if outcome is None]
        now = open_ if self.limit is None else open_[: self.limit]
        outcomes = yield from self._in_waves(now, progress)
        for outcome in outcomes:
            if isinstance(outcome, PowerTrackError):
                raise outcome
        found = {id(one.entry): one for one in outcomes if isinstance(one, Applied)}
        applied = tuple(
            outcome or found.get(id(entry)) or Applied(entry=entry, status="skipped", message="beyond the limit")
            for entry, outcome in zip(entries, done, strict=True)
        )
        result = ApplyResult(run=self.run.id, journal=self.run.path, entries=applied)
        if not any(one.status == "skipped" for one in applied):
            at = (yield from environment()).clock.now()
            yield from locally(lambda: self.run.record("finished", at, summary=result.summary))
        return result

    def _unexpected(self, error: Exception, where: str = "") -> PowerTrackError:
        """The error for one that no rule foresees. What it says may hold values of documents; its cause has it."""
        return PowerTrackError(
            f"the run {self.run.id} was ended{where} by an unexpected {type(error).__name__};"
            f" resume_run({self.run.id!r}) finds out what was written, and does the rest"
        )

    def _in_waves(
        self, entries: Sequence[PlanEntry], progress: Progress | None
    ) -> Flow[list[Applied | PowerTrackError]]:
        """Do entries, each after those that write its document along with theirs."""
        if self.record is not None:
            self.along |= {(write.document, write.key) for write in self.record.writes if write.along is not None}
        outcomes: list[Applied | PowerTrackError] = []

        broken: list[Exception] = []

        def tell(done: int, _: int) -> None:
            if progress is None or broken:
                return
            try:
                progress(len(outcomes) + done, len(entries))
            except Exception as error:
                # Writes under way are finished before it is raised.
                self.stopped = True
                broken.append(error)

        for wave in waves(entries):
            outcomes += yield from settled([self._one(entry) for entry in wave], tell)
        if broken:
            raise self._unexpected(broken[0], " in progress") from broken[0]
        return outcomes

    def _done(self, entry: PlanEntry) -> Applied | None:
        """What an earlier part of the run has settled; None for what is still to be done."""
        written = self._written(entry)
        if written is None or written.outcome not in ("written", "differs"):
            return None
        status: Status = "written" if written.outcome == "written" else "differs"
        return Applied(entry=entry, status=status, message=written.message)

    def _written(self, entry: PlanEntry) -> Written | None:
        return self.record.last(entry.document, entry.key) if self.record is not None else None

    def _one(self, entry: PlanEntry) -> Flow[Applied]:
        if self.stopped:
            return Applied(entry=entry, status="skipped", message="an earlier write failed")
        try:
            applied = yield from self._write(entry)
        except AuthenticationError:
            self.stopped = True
            raise
        except ConfigurationError:
            self.stopped = True  # nothing can be backed up or journaled any more
            raise
        except Exception as error:
            if not isinstance(error, PowerTrackError):
                self.stopped = True
                raise self._unexpected(error, f" at {entry.name}") from error
            applied = Applied(entry=entry, status=_status_of(error), message=str(error), error=error)
        if applied.status not in GOOD and self.on_error == "stop":
            self.stopped = True
        return applied

    def _write(self, entry: PlanEntry) -> Flow[Applied]:
        edit = yield from edit_of(entry)
        written = self._written(entry)
        replan = self.moved == "replan"
        if written is not None and written.in_doubt and self.record is not None:
            found = yield from found_out(self.record, written, edit, others_may_change=replan)
            if found.outcome == "written" or found.outcome == "differs":
                return Applied(entry=entry, status=found.outcome, message=found.message)
            if found.outcome is None and not (replan and entry.patch is not None):
                raise ConflictError(f"{entry.name} {found.message}; nothing was sent")
        result = yield from perform(edit, self.run, AsPlanned(entry, edit, replan, self.along))
        self.along |= {(entry.document, key) for key in entry.along}
        if not result.changes:
            return Applied(entry=entry, status="unchanged", result=result)
        status: Status = "written" if result else "differs"
        return Applied(entry=entry, status=status, result=result, message=result.error_message)


def _status_of(error: PowerTrackError) -> Status:
    if isinstance(error, ConflictError):
        return "conflict"
    if isinstance(error, VerificationError):
        return "unknown" if isinstance(error, UnknownOutcomeError) else "differs"
    return "failed"


def _check(plan: Plan, limit: int | None, on_error: str, moved: str) -> None:
    if not isinstance(plan, Plan):  # such as the path of one
        raise ValidationError(f"plan is {type(plan).__name__}; a Plan is expected, which Plan.load reads from a file")
    if limit is not None and limit < 1:
        raise ValidationError(f"limit is {limit}; at least one write is needed, or None for all")
    for name, value, allowed in (("on_error", on_error, get_args(OnError)), ("moved", moved, get_args(Moved))):
        if value not in allowed:
            raise ValidationError(f"{name} is {value!r}; it may be {' or '.join(allowed)}")
    _check_names(plan)
    waves(plan.entries)
    twice = [name for name, count in Counter(entry.name for entry in plan).items() if count > 1]
    if twice:
        raise ValidationError(f"the plan writes to {', '.join(twice[:3])} more than once")


def _check_names(plan: Plan) -> None:
    """Refuse keys that are none: they become parts of paths and of the names of files."""
    for entry in plan:
        if entry.document not in KINDS:
            raise ConfigurationError(f"the plan has an entry for {entry.document!r}, which no plan can write")
        for key in (entry.key, *entry.along):
            try:
                known = key_for(entry.document, key) == key
            except ValidationError:
                known = False
            if not known:
                raise ConfigurationError(f"the plan has an entry for {key!r}, which is no key of a {entry.document}")
        if entry.owner is not None and not (entry.owner.isalnum() and len(entry.owner) < 40):
            raise ConfigurationError(f"the plan has an entry that belongs to {entry.owner!r}, which is not a valid key")
