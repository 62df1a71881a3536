"""Commands that write: plans, their application, and undo."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from powertrack_sdk.cli.commands import Heading, Yes, command
from powertrack_sdk.cli.differences import print_plan
from powertrack_sdk.cli.exits import CAUSES, ExitCode, exit_code_of
from powertrack_sdk.cli.session import Session
from powertrack_sdk.cli.wording import worded
from powertrack_sdk.errors import ConfigurationError, PowerTrackError

if TYPE_CHECKING:
    from powertrack_sdk import ApplyResult, Plan
    from powertrack_sdk.writes.journal import RunRecord

app = typer.Typer()

_PlanFile = Annotated[Path, typer.Argument(help="File with the plan.", show_default=False, dir_okay=False)]
_Limit = Annotated[int | None, typer.Option(help="Do only the first so many writes.", min=1)]
_OnError = Annotated[Literal["stop", "continue"], typer.Option(help="Stop or continue after a write that failed.")]
_OnConflict = Annotated[
    Literal["skip", "replan"],
    typer.Option(help="If a document was changed since it was planned: skip it, or merge the plan into it."),
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be written.")]
_Run = Annotated[str, typer.Argument(help="Name of the run, or its journal.", show_default=False)]


@command(app)
def plan(
    session: Session,
    file: Annotated[Path, typer.Argument(help="CSV or JSON file with a row for each target.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="File to write the plan to.", dir_okay=False)] = Path("plan.json"),
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the CSV file, such as cp1250; by default UTF-8.")
    ] = None,
) -> None:
    """Compute what a spreadsheet would change; send no writes.

    Columns are named by field, path or friendly name; the column `key` names the sites or devices. An older plan in the
    output file is removed first, so that it cannot be applied by mistake if planning fails.
    """
    _clear(out)
    with session.printer.progress("reading") as progress:
        found = session.client.plan_updates(file, progress=progress, encoding=encoding)
    found.save(out)
    print_plan(session.printer, found)
    if found:
        session.printer.say(f"Written to {out}. {session.hint('apply', str(out))} applies it.")


@command(app)
def show(session: Session, plan: _PlanFile) -> None:
    """Show the changes of a plan."""
    from powertrack_sdk import Plan

    print_plan(session.printer, Plan.load(plan))


@command(app)
def apply(
    session: Session,
    plan: _PlanFile,
    limit: _Limit = None,
    on_error: _OnError = "stop",
    on_conflict: _OnConflict = "skip",
    dry_run: _DryRun = False,
    yes: Yes = False,
) -> ExitCode | None:
    """Apply a plan, after asking.

    Each document is backed up before it is written, and read back afterwards. A journal records every write, so that
    the run can be resumed and undone.
    """
    from powertrack_sdk import Plan

    return _apply(
        session, Plan.load(plan), limit=limit, on_error=on_error, on_conflict=on_conflict, dry_run=dry_run, yes=yes
    )


@command(app)
def resume(
    session: Session,
    run: _Run,
    limit: _Limit = None,
    on_error: _OnError = "stop",
    on_conflict: _OnConflict = "skip",
    yes: Yes = False,
) -> ExitCode | None:
    """Resume a run that ended early: apply its remaining writes."""
    from powertrack_sdk.plans.applying import journal_of
    from powertrack_sdk.writes.journal import read_run

    record = read_run(journal_of(session.backup_dir, run))
    client = session.client
    session.warn_of_session_end()
    if not yes:
        session.require_terminal()
        done = sum(one.outcome == "written" for one in record.writes)
        session.printer.note(f"Run {record.id} has {done} write{'' if done == 1 else 's'} done.")
        if not session.confirm(f"Resume it, and write to {session.host}?"):
            return ExitCode.FAILED
    with _naming_run(session, record.id), session.printer.progress("writing") as progress:
        result = client.resume_run(
            record.path, limit=limit, on_error=on_error, on_conflict=on_conflict, progress=progress
        )
    return _print_result(session, result)


@command(app)
def restore(
    session: Session,
    backups: Annotated[list[Path], typer.Argument(help="The backups.", show_default=False)],
    dry_run: _DryRun = False,
    yes: Yes = False,
) -> ExitCode | None:
    """Restore documents from their backups.

    Of several backups of one document, the earliest is restored.
    """
    with session.printer.progress("reading") as progress:
        found = session.client.plan_restore(backups, progress=progress)
    return _apply(session, found, dry_run=dry_run, yes=yes)


@command(app)
def undo(session: Session, run: _Run, dry_run: _DryRun = False, yes: Yes = False) -> ExitCode | None:
    """Undo the changes, creations and deletions of a run."""
    with session.printer.progress("reading") as progress:
        found = session.client.plan_undo(run, progress=progress)
    return _apply(session, found, dry_run=dry_run, yes=yes)


@command(app)
def history(
    session: Session,
    limit: Annotated[int, typer.Option(help="Number of runs to show.", min=1)] = 20,
    writes: Annotated[bool, typer.Option("--writes", help="Show each write of each run.")] = False,
) -> None:
    """Show the runs that wrote from this machine.

    They are read from the journals in the folder of backups; nothing is sent.
    """
    from powertrack_sdk.writes.journal import read_history

    runs = read_history(session.backup_dir)[:limit]
    session.printer.table(
        runs,
        [
            Heading("Run", lambda run: run.id),
            Heading("What", lambda run: run.what, rank=2),
            Heading("Writes", lambda run: len(run.writes)),
            Heading(
                "Not as asked",
                lambda run: sum(one.outcome != "written" for one in run.writes),
                style=lambda count: "red" if count else None,
            ),
            Heading("Finished", lambda run: run.finished, rank=1),
        ],
        empty=f"There are no journals in {session.backup_dir}.",
        json=lambda: [_run_json(run) for run in runs],
    )
    for run in runs if writes else []:
        session.printer.say()
        for line in str(run).splitlines():
            session.printer.say(line)


@command(app, "copy-alerts")
def copy_alerts(
    session: Session,
    source: Annotated[str, typer.Argument(help="Key of the device or site to copy from.", show_default=False)],
    targets: Annotated[list[str], typer.Argument(help="Keys of the devices or sites to copy to.", show_default=False)],
    dry_run: _DryRun = False,
    yes: Yes = False,
) -> ExitCode | None:
    """Copy alert triggers to other devices or sites.

    From a device to devices, or from a site to sites.
    """
    return _apply(session, session.client.plan_alert_copy(source, targets), dry_run=dry_run, yes=yes)


def _clear(out: Path) -> None:
    """Remove an older plan from the output file; refuse to replace any other file."""
    from powertrack_sdk.files import check_writable
    from powertrack_sdk.plans.plan import is_plan

    if out.is_file():
        if not is_plan(out):
            raise ConfigurationError(f"{out} exists and is not a plan; choose another file with --out")
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
        print_plan(session.printer, plan)
        return None
    if not plan:
        if session.as_json:
            session.printer.json({"run": None, "journal": None, "entries": []})
        session.printer.say("There is nothing to change.")
        return None
    client = session.client
    session.warn_of_session_end()
    if not yes:
        session.require_terminal()
        print_plan(session.printer, plan, aside=True)
        writes = "this"
        if limit is not None and limit < plan.targets:
            writes = f"the first{f' {limit}' if limit > 1 else ''} of these {plan.targets}"
        if not session.confirm(f"Write {writes} to {session.host}?"):
            return ExitCode.FAILED
    with _naming_run(session), session.printer.progress("writing") as progress:
        result = client.apply_plan(plan, limit=limit, on_error=on_error, on_conflict=on_conflict, progress=progress)
    return _print_result(session, result)


@contextmanager
def _naming_run(session: Session, resumed: str | None = None) -> Iterator[None]:
    """Add the command that resumes the run to the error that ends it; `resumed` is the run, if it is not a new one."""
    from powertrack_sdk.writes.journal import FOLDER

    folder = session.backup_dir / FOLDER
    before = set(folder.glob("*.jsonl"))
    try:
        with _interrupted_by_signals():
            yield
    except PowerTrackError as error:
        run = error.run or resumed
        # Instead of the notes that name methods of Python.
        error.__notes__ = [_resumes(session, run)] if run is not None else []
        raise
    except KeyboardInterrupt as error:  # it comes from outside of the run, and cannot name it
        new = [one.stem for one in sorted(set(folder.glob("*.jsonl")) - before)] if resumed is None else [resumed]
        error.__notes__ = [_resumes(session, run) for run in new]
        raise


def _resumes(session: Session, run: str) -> str:
    return f"{session.hint('resume', run)} applies the remaining writes."


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Treat signals that end the program like Ctrl+C: writes in progress are finished and journaled."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt(signal.Signals(number).name)

    ending = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP", "SIGBREAK")]
    # What the caller ignores, as nohup does with SIGHUP, stays ignored. Only the main thread may set handlers.
    main = threading.current_thread() is threading.main_thread()
    handled = [one for one in ending if main and one is not None and signal.getsignal(one) is signal.SIG_DFL]
    for one in handled:
        signal.signal(one, interrupt)
    try:
        yield
    finally:
        for one in handled:
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
            "Writes of unknown outcome may still arrive. Do not make those changes by other means until it is known."
        )
    if result.count("conflict"):
        session.printer.say("--on-conflict replan merges the plan into the current documents.")
    if session.simulate:
        return _code_of(result)
    if result.failures:
        session.printer.say(_resumes(session, result.run))
    if any(result.count(outcome) for outcome in ("written", "differs", "unknown")):
        session.printer.say(f"{session.hint('undo', result.run)} undoes the run.")
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
