"""Commands that change: plans, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from powertrack_sdk.cli.codes import ExitCode
from powertrack_sdk.cli.commands import command
from powertrack_sdk.cli.session import Session

if TYPE_CHECKING:
    from powertrack_sdk import ApplyResult, Change, Plan

app = typer.Typer()

_Out = Annotated[Path, typer.Option("--out", help="File that the plan is written to.", dir_okay=False)]
_PlanFile = Annotated[Path, typer.Argument(help="File with the plan.", show_default=False, dir_okay=False)]
_Limit = Annotated[int | None, typer.Option(help="Do only the first so many writes.", min=1)]
_OnError = Annotated[
    Literal["stop", "continue"], typer.Option(help="Whether to start further writes after one that failed.")
]
_Moved = Annotated[
    Literal["skip", "replan"],
    typer.Option(help="What to do where someone else changed a document since it was planned."),
]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before writing.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be written.")]
_Run = Annotated[str, typer.Argument(help="Name of the run, or its journal.", show_default=False)]


@command(app)
def plan(
    session: Session,
    file: Annotated[Path, typer.Argument(help="CSV or JSON file with a row for each target.", show_default=False)],
    out: _Out = Path("plan.json"),
) -> ExitCode | None:
    """Compute what a spreadsheet of changes would change, and write nothing to PowerTrack."""
    with session.printer.progress("reading") as progress:
        found = session.client.plan_updates(file, progress=progress)
    found.save(out)
    _print_plan(session, found)
    session.printer.say(f"Written to {out}. `powertrack apply {out}` does it.")
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
    moved: _Moved = "skip",
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> ExitCode | None:
    """Do what a plan says, after asking: each document is backed up before it is written, and read back after."""
    from powertrack_sdk import Plan

    found = Plan.load(plan)
    return _apply(session, found, limit=limit, on_error=on_error, moved=moved, dry_run=dry_run, yes=yes)


@command(app)
def resume(
    session: Session,
    run: _Run,
    limit: _Limit = None,
    on_error: _OnError = "stop",
    moved: _Moved = "skip",
) -> ExitCode | None:
    """Go on with a plan whose application ended early."""
    with session.printer.progress("writing") as progress:
        result = session.client.resume_run(run, limit=limit, on_error=on_error, moved=moved, progress=progress)
    return _print_result(session, result)


@command(app)
def restore(
    session: Session,
    backups: Annotated[list[Path], typer.Argument(help="The backups.", show_default=False)],
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> ExitCode | None:
    """Bring documents back to what they were when they were backed up."""
    found = session.client.plan_restore(backups)
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
    """Show what this machine wrote, by the journals in the folder of backups."""
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
            Show(heading="What", value=lambda run: run.what),
            Show(heading="Writes", value=lambda run: len(run.writes)),
            Show(heading="Not as asked", value=lambda run: sum(one.outcome != "written" for one in run.writes), rank=1),
            Show(heading="Finished", value=lambda run: run.finished or run.plan is None, rank=2),
        ],
        empty=f"There are no journals in {session.backup_dir}.",
    )
    for run in runs if writes else []:
        session.printer.say()
        session.printer.say(str(run))
    return None


@command(app)
def diff(
    session: Session,
    first: Annotated[str, typer.Argument(help="Key of a site or a device.", show_default=False)],
    second: Annotated[str | None, typer.Argument(help="Key of another of the kind.", show_default=False)] = None,
    template: Annotated[
        Path | None, typer.Option(help="JSON file with the fields that are to be as in there.", dir_okay=False)
    ] = None,
) -> ExitCode | None:
    """Show how the configurations of two sites or devices differ, or how one differs from a template."""
    from powertrack_sdk.errors import ValidationError

    if (second is None) == (template is None):
        raise ValidationError("give either the key of another site or device, or --template")
    if template is not None:
        changes = session.client.compare_with_template(first, template)
    else:
        changes = session.client.compare(first, second or "")
    if session.as_json:
        session.printer.json([_change_json(change) for change in changes])
    for change in changes:
        session.printer.say(str(change))
    session.printer.say(f"{len(changes)} difference{'' if len(changes) == 1 else 's'}")
    return None


@command(app, "copy-alerts")
def copy_alerts(
    session: Session,
    source: Annotated[str, typer.Argument(help="Key of the device that has the triggers.", show_default=False)],
    targets: Annotated[list[str], typer.Argument(help="Keys of the devices to set them on.", show_default=False)],
    dry_run: _DryRun = False,
    yes: _Yes = False,
) -> ExitCode | None:
    """Set the alert triggers of one device on others as well."""
    found = session.client.plan_alert_copy(source, targets)
    return _apply(session, found, dry_run=dry_run, yes=yes)


def _apply(
    session: Session,
    plan: Plan,
    *,
    limit: int | None = None,
    on_error: Literal["stop", "continue"] = "stop",
    moved: Literal["skip", "replan"] = "skip",
    dry_run: bool,
    yes: bool,
) -> ExitCode | None:
    if not plan or dry_run:
        _print_plan(session, plan)
        return None
    if not yes:
        _print_plan(session, plan, always=True)
        if not session.confirmed(f"Write this to {session.where}?"):
            return ExitCode.FAILED
    with session.printer.progress("writing") as progress:
        result = session.client.apply_plan(plan, limit=limit, on_error=on_error, moved=moved, progress=progress)
    return _print_result(session, result)


def _print_plan(session: Session, plan: Plan, *, always: bool = False) -> None:
    if session.as_json and not always:
        session.printer.json(
            {
                "writes": plan.targets,
                "fields": plan.fields,
                "unchanged": list(plan.unchanged),
                "entries": [
                    {"action": one.action, "document": one.document, "key": one.key}
                    | {"changes": [_change_json(change) for change in one.changes]}
                    for one in plan
                ],
            }
        )
        return
    for entry in plan:
        heading, *lines = str(entry).splitlines()
        session.printer.tell(heading, "bold", aside=session.as_json)
        for line in lines:
            session.printer.tell(line, None, aside=session.as_json)
    session.printer.tell(plan.summary, "bold", aside=session.as_json)


def _print_result(session: Session, result: ApplyResult) -> ExitCode | None:
    if session.as_json:
        session.printer.json(
            {
                "run": result.run,
                "journal": str(result.journal),
                "entries": [
                    {"document": one.entry.document, "key": one.entry.key, "status": one.status, "message": one.message}
                    for one in result.entries
                ],
            }
        )
    else:
        for one in result.failures:
            session.printer.say(str(one), "red")
        session.printer.say(result.summary, "bold")
        session.printer.say(f"Run {result.run}. `powertrack undo {result.run}` takes it back.")
        if result.failures:
            session.printer.say(f"`powertrack resume {result.run}` goes on with what was not written.")
    return _code_of(result)


def _code_of(result: ApplyResult) -> ExitCode | None:
    if result:
        return None
    statuses = {one.status for one in result.failures}
    if statuses <= {"conflict", "skipped"} and "conflict" in statuses:
        return ExitCode.CONFLICT
    return ExitCode.PARTIAL if result.count("written") or statuses == {"skipped"} else ExitCode.FAILED


def _change_json(change: Change) -> dict[str, object]:
    from powertrack_sdk.writes.diff import MISSING

    sides = {"before": change.before, "after": change.after}
    told = {name: "(hidden)" if change.secret else value for name, value in sides.items() if value is not MISSING}
    return {"path": change.path, "unit": change.unit, **told}


def _run_json(run: object) -> dict[str, object]:
    from attrs import asdict

    from powertrack_sdk.writes.journal import RunRecord

    return asdict(run) if isinstance(run, RunRecord) else {}
