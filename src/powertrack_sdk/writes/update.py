"""The way of a write: get, merge, back up, put, read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import evolve, frozen

from powertrack_api.decoding import JsonObject
from powertrack_sdk.errors import APIError, ConflictError, NetworkError, PowerTrackError, VerificationError
from powertrack_sdk.runner.flow import Flow, ask, environment, locally
from powertrack_sdk.writes import strict_json
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.backup import save_backup
from powertrack_sdk.writes.diff import Change, diff
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.target import Target
from powertrack_sdk.writes.validate import check

# How long ago a document may have been asked for when it is written back without another look at it (seconds).
_FRESH = 1.0


@frozen
class _Read:
    """A document, and the bytes that it came as."""

    content: bytes
    document: JsonObject


def update(target: Target, patch: Mapping[str, object], *, dry_run: bool) -> Flow[UpdateResult]:
    """Merge a patch into a document and write it back whole.

    Args:
        target: What to change.
        patch: What to change in it.
        dry_run: Only tell what would change.

    Raises:
        ValidationError: The patch is wrong; nothing was sent.
        ConflictError: The document changed meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as asked for.
        APIError: A request failed.
    """
    resolved = resolve(patch, target.document)

    def merged(current: JsonObject) -> JsonObject:
        check(resolved, target.document, current)
        return merge(current, resolved, target.document.shape)

    return (yield from rewrite(target, merged, dry_run=dry_run))


def rewrite(target: Target, change: Callable[[JsonObject], JsonObject], *, dry_run: bool) -> Flow[UpdateResult]:
    """Compute a document anew from what it is, and write it back whole.

    Args:
        target: What to change.
        change: Gives the new document for the current one; it raises where that cannot be.
        dry_run: Only tell what would change.
    """
    clock = (yield from environment()).clock
    asked_at = clock.monotonic()
    before = yield from _read(target)
    updated = change(before.document)
    result = UpdateResult(
        document=target.document.name,
        key=target.key,
        changes=diff(before.document, updated, target.document.shape),
        dry_run=dry_run,
        original_data=before.document,
        updated_data=updated,
    )
    if dry_run or not result.changes:
        return result
    result = evolve(result, backup_path=(yield from _backed_up(target, before)))
    if clock.monotonic() - asked_at > _FRESH:
        yield from _refuse_if_moved(target, before.document)
    result = evolve(result, put_response=(yield from _put(target, updated, result)), applied=True)
    after = yield from _read_back(target, result)
    return _verified(target, result, after)


def _read(target: Target) -> Flow[_Read]:
    found = yield from ask(target.read.reading(_as_read))
    key = found.document.get(target.document.identity)
    if key != target.key:
        raise APIError(
            f"{target.document.name} {target.key}: the answer describes {key!r} instead; nothing was written",
            operation=target.read.id,
        )
    return found


def _as_read(content: bytes) -> _Read:
    document = strict_json.loads(content)
    if not isinstance(document, dict):
        raise ValueError("the document is no object")
    return _Read(content, document)


def _backed_up(target: Target, before: _Read) -> Flow[Path]:
    where = yield from environment()
    now = where.clock.now()
    return (
        yield from locally(lambda: save_backup(where.backup_dir, target.document.name, target.key, before.content, now))
    )


def _refuse_if_moved(target: Target, before: JsonObject) -> Flow[None]:
    current = (yield from _read(target)).document
    stamp = target.document.stamp
    moved = diff(before, current, target.document.shape, ignore_volatile=True)
    if moved or current.get(stamp) != before.get(stamp):
        told = "; ".join(map(str, moved[:3])) or f"its {stamp} moved"
        raise ConflictError(
            f"{target.document.name} {target.key} was changed by someone else meanwhile ({told});"
            " nothing was sent. Read it again and repeat the change"
        )


def _put(target: Target, updated: JsonObject, result: UpdateResult) -> Flow[JsonObject | None]:
    """Write the document. Where it is not known whether that worked, reading back tells."""
    try:
        return (yield from ask(target.write(updated).reading(_object_or_none)))
    except APIError as error:
        if not _outcome_unknown(error):
            raise
        current = (yield from _read_back(target, result)).document
        if not diff(result.original_data, current, target.document.shape, ignore_volatile=True):
            raise APIError(
                f"{target.document.name} {target.key} was not changed: {error}. Reading it back shows it as it was",
                status_code=error.status_code,
                response=error.response,
                operation=error.operation,
            ) from error
        return None


def _outcome_unknown(error: APIError) -> bool:
    if isinstance(error, NetworkError):
        return error.sent
    return error.status_code is None or error.status_code >= 500


def _object_or_none(content: bytes) -> JsonObject | None:
    try:
        value = strict_json.loads(content)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _read_back(target: Target, result: UpdateResult) -> Flow[_Read]:
    try:
        return (yield from _read(target))
    except PowerTrackError as error:
        raise VerificationError(
            f"{target.document.name} {target.key} was sent, but cannot be read back ({error});"
            f" the document before is in {result.backup_path}",
            evolve(result, error_message="not read back"),
        ) from error


def _verified(target: Target, result: UpdateResult, after: _Read) -> UpdateResult:
    shape = target.document.shape
    off = diff(result.updated_data, after.document, shape, ignore_volatile=True)
    asked = tuple(change.path for change in result.changes)
    lacking = [change for change in off if _concerns(change, asked)]
    others = tuple(change for change in off if not _concerns(change, asked))
    if lacking:
        told = "; ".join(map(str, lacking[:3]))
        failed = evolve(result, side_effects=others, error_message="not as asked for after the write")
        raise VerificationError(
            f"{target.document.name} {target.key} is not as asked for after the write ({told});"
            f" the document before is in {result.backup_path}",
            failed,
        )
    if others:
        told = "; ".join(map(str, others[:3]))
        return evolve(
            result, side_effects=others, error_message=f"written, but more changed than was asked for: {told}"
        )
    return evolve(result, verified=True)


def _concerns(change: Change, asked: tuple[str, ...]) -> bool:
    """Whether a change is at, inside or around one that was asked for."""
    return any(_inside(change.path, path) or _inside(path, change.path) for path in asked)


def _inside(path: str, other: str) -> bool:
    return path == other or path.startswith((f"{other}.", f"{other}["))
