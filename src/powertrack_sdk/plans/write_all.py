"""Several edits by one call: all are checked first; a few are done at once, many take a plan."""

from __future__ import annotations

from collections.abc import Sequence

from powertrack_sdk.errors import ReadOnlyError, ValidationError
from powertrack_sdk.outcomes import UpdateResult, combined
from powertrack_sdk.plans.applying import apply_plan
from powertrack_sdk.plans.plan import plan_edits
from powertrack_sdk.plans.result import Applied
from powertrack_sdk.runner.flow import Flow, environment, together
from powertrack_sdk.writes.edits import Edit
from powertrack_sdk.writes.perform import preview, single


def write_all(edits: Sequence[Edit], document: str, key: str, *, dry_run: bool) -> Flow[UpdateResult]:
    """Do edits of several documents, or only show what they would change.

    Args:
        edits: What to do, each to another document.
        document: Name for all of it in the result.
        key: Key for all of it in the result.
        dry_run: Only show what would change.

    Raises:
        ValidationError: An edit does not fit its document, or they are more than a call without a plan may do; nothing
            was sent.
        ReadOnlyError: The client only reads; nothing was sent.
        ConflictError: A document changed meanwhile.
        VerificationError: Afterwards a document is not as asked for.
        APIError: A request failed. Notes on the error say what was done before, and its `run` names the run.
    """
    if dry_run or not edits:
        return combined(document, key, (yield from together([preview(edit) for edit in edits])), dry_run)
    yield from refuse_many(len(edits))
    if len(edits) == 1:
        return (yield from single(edits[0], dry_run=False))
    plan = yield from plan_edits(edits)
    if not plan:
        return combined(document, key, (yield from together([preview(edit) for edit in edits])))
    if (yield from environment()).read_only:
        raise ReadOnlyError(f"{document} {key}: the client was made with read_only=True, so this was not sent")
    done = yield from apply_plan(plan)
    for one in done.entries:
        if one.error is not None:
            one.error.run = done.run
            one.error.add_note(f"In all: {done}. Continue with resume_run({done.run!r}), or undo it with plan_undo.")
            raise one.error
    parts = [_skipped(one, done.run) if one.result is None else one.result for one in done.entries]
    return combined(document, key, parts)


def _skipped(one: Applied, run: str) -> UpdateResult:
    """The result of a write that was not tried."""
    return UpdateResult(
        action=one.entry.action,
        document=one.entry.document,
        key=one.entry.key,
        changes=one.entry.changes,
        outcome=one.outcome,
        original_data={},
        updated_data={},
        error_message=f"not written, as {one.message}; continue with resume_run({run!r}), or undo it with plan_undo",
    )


def refuse_many(count: int) -> Flow[None]:
    """Refuse to write to more documents than a call without a plan may.

    Raises:
        ValidationError: They are too many; nothing was sent.
    """
    most = (yield from environment()).max_targets
    if count > most:
        raise ValidationError(
            f"this would write to {count} targets, and more than {most} take a plan; nothing was sent. Make one with a"
            " method plan_..., look at it, and apply it with apply_plan; or raise max_targets of the client"
        )
