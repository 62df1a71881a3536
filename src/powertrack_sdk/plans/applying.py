"""Plans applied: each write by itself, in the journal before and after, and taken up again after a crash."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from attrs import define, field, frozen

from powertrack_sdk.errors import (
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    PowerTrackError,
    ReadOnlyError,
    ValidationError,
    VerificationError,
)
from powertrack_sdk.plans.editing import edit_of, refuse_elsewhere
from powertrack_sdk.plans.entry import PlanEntry
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.plans.waves import waves
from powertrack_sdk.runner.flow import Flow, Progress, environment, locally, settled
from powertrack_sdk.writes.backup import load_backup
from powertrack_sdk.writes.edit import Edit, Seen
from powertrack_sdk.writes.journal import FOLDER, Outcome, Run, RunRecord, Written, read_run
from powertrack_sdk.writes.locks import hold
from powertrack_sdk.writes.perform import perform
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.strict_json import dumps

Status: TypeAlias = Literal["written", "unchanged", "differs", "conflict", "failed", "unknown", "skipped"]
"""What came of an entry: written and verified; there was nothing to do any more; written, but not as asked for; changed
by someone else since it was planned; not written; nobody knows; not tried."""

OnError: TypeAlias = Literal["stop", "continue"]
Moved: TypeAlias = Literal["skip", "replan"]

_GOOD: frozenset[Status] = frozenset({"written", "unchanged"})
_STATUSES: tuple[Status, ...] = ("written", "unchanged", "differs", "conflict", "failed", "unknown", "skipped")


@frozen(kw_only=True)
class Applied:
    """What came of one entry of a plan.

    Attributes:
        entry: The entry.
        status: What came of it.
        result: The result, if it came to a write.
        message: What went wrong; None where nothing did.
        error: What was raised; None where nothing was.
    """

    entry: PlanEntry
    status: Status
    result: UpdateResult | None = field(default=None, repr=False)
    message: str | None = None
    error: PowerTrackError | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.entry.name}: {self.status}{f' ({self.message})' if self.message else ''}"


@frozen(kw_only=True)
class ApplyResult:
    """What came of a plan. It is true where every entry is as it was planned.

    Attributes:
        run: Name of the run, by which it is resumed and undone.
        journal: File of its journal.
        entries: What came of each entry, in the order of the plan.
    """

    run: str
    journal: Path
    entries: tuple[Applied, ...]

    def __bool__(self) -> bool:
        return all(one.status in _GOOD for one in self.entries)

    def count(self, status: Status) -> int:
        """Number of entries that ended so."""
        return sum(1 for one in self.entries if one.status == status)

    @property
    def failures(self) -> list[Applied]:
        """The entries that are not as they were planned."""
        return [one for one in self.entries if one.status not in _GOOD]

    @property
    def summary(self) -> str:
        """The counts in a line."""
        counts = Counter(one.status for one in self.entries)
        return ", ".join(f"{counts[status]} {status}" for status in _STATUSES if counts[status]) or "nothing to do"

    def __str__(self) -> str:
        return "\n".join([*map(str, self.failures), f"{self.summary} (run {self.run}, journal {self.journal})"])

    def __repr__(self) -> str:
        return f"<ApplyResult {self.run}: {self.summary}>"


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
    if record.plan is None:
        raise ConfigurationError(f"the run {record.id} applied no plan, so there is nothing to resume")
    if record.undone_by is not None:
        raise ConfigurationError(
            f"the run {record.id} was undone by {record.undone_by}, in whole or in part. Make the plan again, or"
            f" undo {record.undone_by}"
        )
    yield from refuse_elsewhere(f"the run {record.id}", record.host)
    kept = record.path.parent / record.plan
    plan = yield from locally(lambda: Plan.load(kept))
    _check(plan, limit, on_error, moved)
    going_on = Run(record.path.parent.parent, record.id, record.what, where.host, record.plan)
    return (yield from _Application(plan, going_on, record, limit, on_error, moved).all(progress))


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
        if path.is_file():
            return path
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
        entries = self.plan.entries
        done = [self._done(entry) for entry in entries]
        open_ = [entry for entry, outcome in zip(entries, done, strict=True) if outcome is None]
        now = open_ if self.limit is None else open_[: self.limit]
        outcomes = yield from self._in_waves(now, progress)
        for outcome in outcomes:
            if isinstance(outcome, PowerTrackError):
                outcome.add_note(f"Go on with resume_run({self.run.id!r}), or undo it with plan_undo.")
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

    def _in_waves(
        self, entries: Sequence[PlanEntry], progress: Progress | None
    ) -> Flow[list[Applied | PowerTrackError]]:
        """Do entries, each after those that write its document along with theirs."""
        if self.record is not None:
            self.along |= {(write.document, write.key) for write in self.record.writes if write.along is not None}
        outcomes: list[Applied | PowerTrackError] = []

        def tell(done: int, _: int) -> None:
            if progress is not None:
                progress(len(outcomes) + done, len(entries))

        for wave in waves(entries):
            outcomes += yield from settled([self._one(entry) for entry in wave], tell)
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
        except PowerTrackError as error:
            applied = Applied(entry=entry, status=_status_of(error), message=str(error), error=error)
        if applied.status not in _GOOD and self.on_error == "stop":
            self.stopped = True
        return applied

    def _write(self, entry: PlanEntry) -> Flow[Applied]:
        edit = yield from edit_of(entry)
        written = self._written(entry)
        in_doubt = written if written is not None and written.outcome in (None, "unknown") else None
        if in_doubt is not None:
            found = yield from self._found_out(entry, edit, in_doubt)
            if found is not None:
                return found
        replan = self.moved == "replan"

        def expect(seen: Seen) -> None:
            # What this very run has written along with another document is not as it was planned, and may not be.
            if (entry.document, entry.key) not in self.along:
                entry.expect(edit, seen, replan=replan)

        def expect_along(other: Edit, seen: Seen) -> None:
            if (entry.document, other.key) not in self.along:
                entry.expect_along(other, seen, replan=replan)

        result = yield from perform(edit, self.run, expect, expect_along=expect_along)
        self.along |= {(entry.document, key) for key in entry.along}
        if not result.changes:
            if in_doubt is not None:
                yield from self._settle(in_doubt, "written")
            return Applied(entry=entry, status="unchanged", result=result)
        status: Status = "written" if result else "differs"
        return Applied(entry=entry, status=status, result=result, message=result.error_message)

    def _found_out(self, entry: PlanEntry, edit: Edit, written: Written) -> Flow[Applied | None]:
        """What came of a write whose end is not known; None where it was not done, so that it may be done now."""
        if written.backup is None:
            return None
        path = self.run.folder / written.backup
        backup = yield from locally(lambda: load_backup(path))
        before = Seen(dumps(backup.content), backup.content)
        locks = yield from hold({edit.key})
        try:
            now = yield from edit.look()
        finally:
            locks.release()
        if not edit.off(edit.aim(before), before, now):
            yield from self._settle(written, "written", edit.created(before, now))
            yield from self._settle_along(entry, "written")
            return Applied(entry=entry, status="written", message=None)
        if not edit.arrived(edit.aim(before), before, now) and not edit.moved(before, now):
            yield from self._settle(written, "not written")
            yield from self._settle_along(entry, "not written")
        elif not (self.moved == "replan" and entry.patch is not None):
            raise ConflictError(
                f"{entry.name} is neither as it was before nor as planned: someone else changed it; nothing was sent."
                f" The document before is in {path}"
            )
        return None

    def _settle_along(self, entry: PlanEntry, outcome: Outcome) -> Flow[None]:
        """What was written along with a document by the same request came to the same."""
        for write in self.record.writes if self.record is not None else ():
            if write.along == entry.name and write.outcome in (None, "unknown"):
                yield from self._settle(write, outcome)

    def _settle(self, written: Written, outcome: Outcome, created: Sequence[str] = ()) -> Flow[None]:
        """Journal what a write whose end was not known is found to have come to."""
        at = (yield from environment()).clock.now()
        yield from locally(
            lambda: self.run.record(
                "ended",
                at,
                document=written.document,
                key=written.key,
                outcome=outcome,
                message=f"found to be {outcome}",
                created=list(created),
            )
        )


def _status_of(error: PowerTrackError) -> Status:
    if isinstance(error, ConflictError):
        return "conflict"
    if isinstance(error, VerificationError):
        return "unknown" if error.result.error_message == "not read back" else "differs"
    return "failed"


def _check(plan: Plan, limit: int | None, on_error: str, moved: str) -> None:
    if not isinstance(plan, Plan):  # such as the path of one
        raise ValidationError(f"plan is {type(plan).__name__}; a Plan is expected, which Plan.load reads from a file")
    if limit is not None and limit < 1:
        raise ValidationError(f"limit is {limit}; at least one write is needed, or None for all")
    for name, value, allowed in (("on_error", on_error, get_args(OnError)), ("moved", moved, get_args(Moved))):
        if value not in allowed:
            raise ValidationError(f"{name} is {value!r}; it may be {' or '.join(allowed)}")
    waves(plan.entries)
    twice = [name for name, count in Counter(entry.name for entry in plan).items() if count > 1]
    if twice:
        raise ValidationError(f"the plan writes to {', '.join(twice[:3])} more than once")
