"""Commands that change: plans, and the way back."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from powertrack_sdk.cli.codes import CAUSES, ExitCode, exit_code_of
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session
from powertrack_sdk.cli.wording import worded
from powertrack_sdk.errors import ConfigurationError, PowerTrackError

if TYPE_CHECKING:
    from powertrack_sdk import ApplyResult, Plan
    from powertrack_sdk.writes.journal import RunRecord

app = typer.Typer()

_Out = Annotated[Path, typer.Option("--out", help="File that the plan is written to.", dir_okay=False)]
_PlanFile = Annotated[Path, typer.Argument(help="File with the plan.", show_default=False, dir_okay=False)]
_Limit = Annotated[int | None, typer.Option(help="Do only the first so many writes.", min=1)]
_OnError = Annotated[
    Literal["stop", "continue"], typer.Option(help="Whether to start further writes after one that failed.")
]
_OnConflict = Annotated[
    Literal["skip", "replan"],
    typer.Option(help="What to do with a document that was changed since it was planned."),
]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be written.")]
_Run = Annotated[str, typer.Argument(help="Name of the run, or its journal.", show_default=False)]


@command(app)
def plan(
    session: Session,
    file: Annotated[Path, typer.Argument(help="CSV or JSON file with a row for each target.", show_default=False)],
    out: _Out = Path("plan.json"),
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the CSV file, such as cp1250; by default UTF-8.")
    ] = None,
) -> ExitCode | None:
    """Compute what a spreadsheet would change; write nothing.

    Columns are named by field, path or friendly name; one of them, `key`, names the sites or devices. An older plan in
    the file is removed first, so that none is left to apply if this one cannot be made.
    """
    _clear(out)
    with session.printer.progress("reading") as progress:
        found = session.client.plan_updates(file, progress=progress, encoding=encoding)
    found.save(out)
    _print_plan(session, found)
    if found:
        session.printer.say(f"Written to {out}. {session.hint('apply', str(out))} does it.")
    return None


@command(app)
def show(session: Session, plan: _PlanFile) -> ExitCode | None:
    """Show what a plan does."""
    from powertrack_sdk import Plan

    _print_plan(session, Plan.load(plan))
    return None


@command(app)
def apply(
    session: Session,
    plan: _PlanFile,
    limit: _Limit = None,
    on_error: _OnError = "stop",
    on_conflict: _OnConflict = "skip",
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> ExitCode | None:
    """Do what a plan says, after asking.

    Each document is backed up before it is written, and read back after. What was done is in a journal, by which the
    rest can be done later and all of it undone.
    """
    from powertrack_sdk import Plan

    found = Plan.load(plan)
    return _apply(session, found, limit=limit, on_error=on_error, on_conflict=on_conflict, dry_run=dry_run, yes=yes)


@command(app)
def resume(
    session: Session,
    run: _Run,
    limit: _Limit = None,
    on_error: _OnError = "stop",
    on_conflict: _OnConflict = "skip",
    yes: _Yes = False,
) -> ExitCode | None:
    """Resume a run that ended early."""
    from powertrack_sdk.plans.applying import journal_of
    from powertrack_sdk.writes.journal import read_run

    record = read_run(journal_of(session.backup_dir, run))
    client = session.client
    session.warn_of_the_end()
    if not yes:
        session.check_that_someone_is_there()
        done = sum(one.outcome == "written" for one in record.writes)
        session.printer.note(f"Run {record.id} has {done} write{'' if done == 1 else 's'} done.")
        if not session.confirmed(f"Resume it, and write to {session.where}?"):
            return ExitCode.FAILED
    with _run_named(session, record.id), session.printer.progress("writing") as progress:
        result = client.resume_run(
            record.path, limit=limit, on_error=on_error, on_conflict=on_conflict, progress=progress
        )
    return _print_result(session, result)


@command(app)
def restore(
    session: Session,
    backups: Annotated[list[Path], typer.Argument(help="The backups.", show_default=False)],
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> ExitCode | None:
    """Bring documents back to what their backups hold.

    Of several backups of one document, the earliest counts.
    """
    with session.printer.progress("reading") as progress:
        found = session.client.plan_restore(backups, progress=progress)
    return _apply(session, found, dry_run=dry_run, yes=yes)


@command(app)
def undo(session: Session, run: _Run, dry_run: _DryRun = False, yes: _Yes = False) -> ExitCode | None:
    """Undo a run: what it changed, created and deleted."""
    with session.printer.progress("reading") as progress:
        found = session.client.plan_undo(run, progress=progress)
    return _apply(session, found, dry_run=dry_run, yes=yes)


@command(app)
def history(
    session: Session,
    limit: Annotated[int, typer.Option(help="How many runs to show.", min=1)] = 20,
    writes: Annotated[bool, typer.Option("--writes", help="Show each write of each run.")] = False,
) -> ExitCode | None:
    """Show what was written from this machine.

    The journals in the folder of backups tell it; PowerTrack is not asked.
    """
    from powertrack_sdk.cli.printer import Show
    from powertrack_sdk.writes.journal import read_history

    runs = read_history(session.backup_dir)[:limit]
    if session.as_json:
        session.printer.json([_run_json(run) for run in runs])
        return None
    session.printer.rows(
        runs,
        [
            Show(heading="Run", value=lambda run: run.id),
            Show(heading="What", value=lambda run: run.what, rank=2),
            Show(heading="Writes", value=lambda run: len(run.writes)),
            Show(heading="Not as asked", value=_not_as_asked, style=lambda count: "red" if count else None),
            Show(heading="Finished", value=lambda run: run.finished, rank=1),
        ],
        empty=f"There are no journals in {session.backup_dir}.",
    )
    for run in runs if writes else []:
        session.printer.say()
        for line in str(run).splitlines():
            session.printer.say(line)
    return None


@command(app, "copy-alerts")
def copy_alerts(
    session: Session,
    source: Annotated[str, typer.Argument(help="Key of the device or site that has the triggers.", show_default=False)],
    targets: Annotated[
        list[str], typer.Argument(help="Keys of the devices or sites to set them on.", show_default=False)
    ],
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> ExitCode | None:
    """Set the alert triggers of one device or site on others.

    From a device to devices, or from a site to sites.
    """
    found = session.client.plan_alert_copy(source, targets)
    return _apply(session, found, dry_run=dry_run, yes=yes)


def _clear(out: Path) -> None:
    """Make room for a plan: remove an older one, and refuse to replace any other file.

    Raises:
        ConfigurationError: The file is no plan, or cannot be written.
    """
    from powertrack_sdk.files import check_writable
    from powertrack_sdk.plans.plan import is_plan

    if out.is_file():
        if not is_plan(out):
            raise ConfigurationError(f"{out} is there and is not a plan; choose another file with --out")
        out.unlink()
    check_writable(out)


def _apply(
    session: Session,
    plan: Plan,
    *,
    limit: int | None = None,
    on_error: Literal["stop", "continue"] = "stop",
    on_conflict: Literal["skip", "replan"] = "skip",
    dry_run: bool,
    yes: bool,
) -> ExitCode | None:
    if dry_run:
        _print_plan(session, plan)
        return None
    if not plan:
        if session.as_json:
            session.printer.json({"run": None, "journal": None, "entries": []})
        session.printer.say("There is nothing to change.")
        return None
    client = session.client
    session.warn_of_the_end()
    if not yes:
        session.check_that_someone_is_there()
        _print_plan(session, plan, aside=True)
        if not session.confirmed(f"Write {_first_of(limit, plan.targets)} to {session.where}?"):
            return ExitCode.FAILED
    with _run_named(session), session.printer.progress("writing") as progress:
        result = client.apply_plan(plan, limit=limit, on_error=on_error, on_conflict=on_conflict, progress=progress)
    return _print_result(session, result)


def _first_of(limit: int | None, count: int) -> str:
    if limit is None or limit >= count:
        return "this"
    return f"the first{f' {limit}' if limit > 1 else ''} of these {count}"


def _print_plan(session: Session, plan: Plan, *, aside: bool = False) -> None:
    from powertrack_sdk.cli.changes import plan_json, print_plan

    if session.as_json and not aside:
        session.printer.json(plan_json(plan))
    else:
        print_plan(session.printer, plan, aside=aside)


@contextmanager
def _run_named(session: Session, resumed: str | None = None) -> Iterator[None]:
    """Name the run if something ends it early, a signal included: only its journal knows it then.

    Args:
        session: Knows where journals are.
        resumed: The run that is resumed; None if one is started.
    """
    from powertrack_sdk.writes.journal import FOLDER

    folder = session.backup_dir / FOLDER
    before = set(folder.glob("*.jsonl"))
    try:
        with _interrupted_by_signals():
            yield
    except PowerTrackError as error:
        run = error.run or resumed
        # Its other notes name methods of Python.
        error.__notes__ = [_resumes(session, run)] if run is not None else []
        raise
    except KeyboardInterrupt as error:  # it comes from outside of the run, and cannot name it
        new = [one.stem for one in sorted(set(folder.glob("*.jsonl")) - before)] if resumed is None else [resumed]
        error.__notes__ = [_resumes(session, run) for run in new]
        raise


def _resumes(session: Session, run: str) -> str:
    return f"{session.hint('resume', run)} does the remaining writes."


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Let signals that end the program interrupt it as Ctrl+C does: writes under way are finished and journaled."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt(signal.Signals(number).name)

    found = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP", "SIGBREAK")]
    # What the caller ignores, as nohup does with SIGHUP, stays ignored. Only the main thread may set handlers.
    main = threading.current_thread() is threading.main_thread()
    taken = [one for one in found if main and one is not None and signal.getsignal(one) is signal.SIG_DFL]
    for one in taken:
        signal.signal(one, interrupt)
    try:
        yield
    finally:
        for one in taken:
            signal.signal(one, signal.SIG_DFL)


def _print_result(session: Session, result: ApplyResult) -> ExitCode | None:
    if session.as_json:
        session.printer.json(
            {
                "run": result.run,
                "journal": str(result.journal),
                "entries": [
                    {
                        "document": one.entry.document,
                        "key": one.entry.key,
                        "outcome": one.outcome,
                        "message": one.message,
                    }
                    for one in result.entries
                ],
            }
        )
        return _code_of(result)
    for one in result.failures:
        if one.outcome != "skipped":
            session.printer.say(worded(str(one)), "red")
    session.printer.say(result.summary, "bold")
    if result.count("unknown"):
        session.printer.say(
            "What is unknown may still arrive. Do not make those changes by other means before it is known."
        )
    if result.count("conflict"):
        session.printer.say("--on-conflict replan merges what was planned into what is there now.")
    if session.simulate:
        return _code_of(result)
    if result.failures:
        session.printer.say(_resumes(session, result.run))
    if any(result.count(outcome) for outcome in ("written", "differs", "unknown")):
        session.printer.say(f"{session.hint('undo', result.run)} takes it back.")
    return _code_of(result)


def _code_of(result: ApplyResult) -> ExitCode | None:
    if result:
        return None
    outcomes = {one.outcome for one in result.failures}
    if outcomes <= {"conflict", "skipped"} and "conflict" in outcomes:
        return ExitCode.CONFLICT
    if result.count("written") or outcomes == {"skipped"}:
        return ExitCode.PARTIAL
    causes = {exit_code_of(one.error) for one in result.failures if one.error is not None}
    return causes.pop() if len(causes) == 1 and causes <= CAUSES else ExitCode.FAILED


def _not_as_asked(run: RunRecord) -> int:
    return sum(one.outcome != "written" for one in run.writes)


def _run_json(run: RunRecord) -> dict[str, object]:
    return {
        "run": run.id,
        "what": run.what,
        "started_at": run.started_at,
        "finished": run.finished,
        "journal": str(run.path),
        "writes": [
            {
                "action": one.action,
                "document": one.document,
                "key": one.key,
                "intended_at": one.intended_at,
                "outcome": one.outcome,
                "message": one.message,
                "backup": one.backup,
                "changes": list(one.changes),
                "created": list(one.created),
            }
            for one in run.writes
        ],
    }
