"""The way back: documents as they were when they were backed up, and whole runs undone. All are writes as any other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.alerts.edits import ON_DEVICE, Deletion, creation, key_in, owner_in, trigger_target, triggers_on
from powertrack_sdk.arguments import listed
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.plans.applying import journal_of
from powertrack_sdk.plans.editing import becoming, plan_of, planned, refuse_elsewhere
from powertrack_sdk.plans.plan import Plan
from powertrack_sdk.plans.settling import backup_of, found_out_alone
from powertrack_sdk.plans.several import write_all
from powertrack_sdk.plans.targets import KINDS, key_for, target_of
from powertrack_sdk.runner.flow import Flow, Progress, environment, locally, together
from powertrack_sdk.writes.backup import Backup, load_backup
from powertrack_sdk.writes.creation import Creation
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import ALERT_TRIGGER, HARDWARE, HARDWARE_TABLE, document
from powertrack_sdk.writes.edit import Edit, Rewriting, Seen
from powertrack_sdk.writes.journal import RunRecord, Written, read_history, read_run
from powertrack_sdk.writes.result import UpdateResult

_IDENTITY = "key"  # of every kind of document that can be restored


def restore_backup(path: str | os.PathLike[str], dry_run: bool = False) -> Flow[UpdateResult]:
    """Bring a document back to what it was when a backup was taken. What it is now is backed up first.

    Args:
        path: The backup, such as `UpdateResult.backup_path`.
        dry_run: Only tell what would change.

    Raises:
        ConfigurationError: It cannot be read, or is no backup.
        ValidationError: It is of more alert triggers than a call without a plan may write to; nothing was sent.
        ConflictError: Someone else changed the document meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as it was.
        APIError: A request failed.

    Operations: the GET and the PUT of the document; for alert triggers POST and DELETE as well
    """
    backup = yield from _loaded(path)
    edits = yield from _edits_back(backup)
    return (yield from write_all(edits, backup.document, backup.key, dry_run=dry_run))


def plan_restore(paths: Iterable[str | os.PathLike[str]], progress: Progress | None = None) -> Flow[Plan]:
    """Compute what it takes to bring documents back to what they were when backups were taken, and change nothing.

    Args:
        paths: The backups. Of several of one document, the earliest counts.
        progress: Called with the documents that were read, and of how many.

    Raises:
        ConfigurationError: One cannot be read, or is no backup.
        ValidationError: They are of the table of a site and of a device in it.
        APIError: A document cannot be read.

    Operations: the GET of each document, such as GET /api/edit/site/{siteKey}
    """
    backups: dict[tuple[str, str], list[tuple[Path, Backup]]] = {}
    for path in listed(paths, "paths"):
        backup = yield from _loaded(path)
        backups.setdefault((backup.document, backup.key), []).append((Path(path), backup))
    earliest = yield from locally(lambda: [_earliest(of_one) for of_one in backups.values()])
    found = yield from together([_edits_back(backup) for backup in earliest])
    return (yield from _plan([edit for edits in found for edit in edits], progress))


def _earliest(backups: Sequence[tuple[Path, Backup]]) -> Backup:
    """The backup that was taken first, by the journals beside them; by its time if they do not name it."""
    if len(backups) == 1:
        return backups[0][1]
    places: dict[Path, int] = {}
    for folder in {path.resolve().parent for path, _ in backups}:
        for run in reversed(read_history(folder)):
            for write in run.writes:
                if write.backup is not None:
                    places.setdefault(folder / write.backup, len(places))
    if all(path.resolve() in places for path, _ in backups):
        return min(backups, key=lambda one: places[one[0].resolve()])[1]
    return min(backups, key=lambda one: one[1].taken_at)[1]


def plan_undo(run: str | os.PathLike[str], progress: Progress | None = None) -> Flow[Plan]:
    """Compute what it takes to undo a run, and change nothing.

    What was changed is brought back from its backup, what was created is deleted, what was deleted is created again; an
    alert trigger that is created again gets another key.

    Args:
        run: Name of the run, or the path of its journal.
        progress: Called with the documents that were read, and of how many.

    Raises:
        ConfigurationError: There is no such run, a backup of it is gone, or it created what cannot be deleted from here
            or cannot be told, as where it was killed; `resume_run` finds out.
        APIError: A document cannot be read.

    Operations: the GET of each document, such as GET /api/edit/site/{siteKey}
    """
    folder = (yield from environment()).backup_dir
    record = yield from locally(lambda: read_run(journal_of(folder, run)))
    yield from refuse_elsewhere(f"the run {record.id}", record.host)
    sent = [write for write in record.writes if write.outcome != "not written"]
    first: dict[tuple[str, str], Written] = {}
    for write in sent:
        if write.action != "create":
            first.setdefault((write.document, write.key), write)
    created = [write for write in sent if write.action == "create"]
    found = yield from together([_undone(record, write) for write in (*created, *first.values())])
    return (yield from _plan([edit for edits in found for edit in edits], progress, record.id))


def history() -> Flow[list[RunRecord]]:
    """What this machine wrote, by the journals in the folder of backups, the latest run first.

    Raises:
        ConfigurationError: A journal cannot be read.

    Operations: none, as in no request to /api/
    """
    folder = (yield from environment()).backup_dir
    return (yield from locally(lambda: read_history(folder)))


def _plan(edits: Sequence[Edit], progress: Progress | None, undoes: str | None = None) -> Flow[Plan]:
    _refuse_overlapping(edits)
    entries = yield from together([planned(edit) for edit in _joined(edits)], progress)
    return (yield from plan_of(entries, undoes))


def _refuse_overlapping(edits: Sequence[Edit]) -> None:
    """Refuse the table of a site beside a device in it: each would bring back what the other has in common with it."""
    tables = {edit.key for edit in edits if edit.document.name == HARDWARE_TABLE}
    for edit in edits:
        if isinstance(edit, Rewriting) and edit.document.name == HARDWARE and edit.content is not None:
            site = text(edit.content.document.get("parentKey"))
            if site in tables:
                raise ValidationError(
                    f"the backups of the devices of {site} in a table, and of {edit.key} by itself, overlap; bring them"
                    " back one after the other, the one that was taken last first"
                )


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """The edits, with all triggers created on one device or site in one, and with one edit of each other document."""
    first: dict[tuple[str, str], Edit] = {}
    new: dict[str, list[JsonObject]] = {}
    for edit in edits:
        if isinstance(edit, Creation):
            bodies = new.setdefault(edit.key, [])
            bodies += [body for body in edit.bodies if body not in bodies]
        else:
            first.setdefault((edit.document.name, edit.key), edit)
    return [*first.values(), *(creation(device, bodies) for device, bodies in new.items())]


def _loaded(path: str | os.PathLike[str]) -> Flow[Backup]:
    backup = yield from locally(lambda: load_backup(path))
    yield from _check_backup(backup, os.fspath(path))
    return backup


def _check_backup(backup: Backup, named: str) -> Flow[None]:
    """Refuse a backup that is not of what it says, or of another host."""
    if backup.document not in KINDS:
        raise ConfigurationError(f"{named} is a backup of a {backup.document}, which cannot be restored")
    try:
        key_for(backup.document, backup.key)
    except ValidationError as error:
        raise ConfigurationError(f"{named} is no backup of a {backup.document}: {error}") from error
    # A write goes to what its body names, so a backup that was tampered with could end up on another object.
    described = backup.content.get(_IDENTITY)
    if not isinstance(described, str) or described.casefold() != backup.key.casefold():
        raise ConfigurationError(f"{named} is a backup of {backup.key}, but its content describes {described!r}")
    yield from refuse_elsewhere(f"the backup {named}", backup.host)


def _edits_back(backup: Backup) -> Flow[list[Edit]]:
    """What brings a document back. Alert triggers that are gone are created again."""
    if backup.document == ON_DEVICE:
        return (yield from _triggers_back(backup))
    if backup.document == ALERT_TRIGGER:
        owner = owner_in(backup.content)
        if owner is None:
            raise ConfigurationError(f"the backup of the alert trigger {backup.key} names no device and no site")
        seen = yield from Deletion(key=backup.key, owner=owner).look()
        if seen.document is None:
            there = objects(((yield from triggers_on(owner)).document or {}).get("triggers"))
            return [] if _twin(backup.content, there) is not None else [creation(owner, [_new(backup.content)])]
        return [becoming(trigger_target(backup.key, owner), backup.content, backup.changes)]
    target = yield from target_of(backup.document, backup.key)
    return [becoming(target, backup.content, backup.changes)]


def _triggers_back(backup: Backup) -> Flow[list[Edit]]:
    """What brings the triggers of a device or a site back."""
    now = yield from triggers_on(backup.key)
    there = _by_key((now.document or {}).get("triggers"))
    former = _by_key(backup.content.get("triggers"))
    shape = document(ALERT_TRIGGER).shape
    edits: list[Edit] = [
        becoming(trigger_target(key, backup.key), former[key], ())
        for key, trigger in there.items()
        if key in former and diff(trigger, former[key], shape, ignore_volatile=True)
    ]
    strangers = [trigger for key, trigger in there.items() if key not in former]
    gone: list[JsonObject] = []
    for key, trigger in former.items():
        twin = _twin(trigger, strangers) if key not in there else None
        if twin is not None:
            strangers.remove(twin)
        elif key not in there:
            gone.append(_new(trigger))
    edits += [Deletion(key=str(key_in(trigger)), owner=backup.key) for trigger in strangers]
    return [*edits, creation(backup.key, gone)] if gone else edits


def _undone(record: RunRecord, write: Written) -> Flow[list[Edit]]:
    """What undoes one write of a run. One that may still arrive is waited for: undone before, it would arrive after."""
    if write.action == "create":
        return (yield from _created_away(record, write))
    backup = yield from backup_of(record, write)
    yield from _check_backup(backup, f"{record.path.parent.parent / str(write.backup)}")
    if write.in_doubt and write.along is None:
        found = yield from found_out_alone(record, write)
        if found.outcome == "not written":
            return []
    return (yield from _edits_back(backup))


def _created_away(record: RunRecord, write: Written) -> Flow[list[Edit]]:
    """What deletes again what a write created, as far as it is still there."""
    if write.document != ON_DEVICE:
        named = ", ".join(write.created) or f"something in the {write.document} of {write.key}"
        raise ConfigurationError(f"the run created {named}, which can be deleted in the web application alone")
    created = write.created
    if write.in_doubt:
        found = yield from found_out_alone(record, write)
        if found.outcome is None:
            raise ConfigurationError(
                f"what the run created on {write.key} {found.message}. Delete it yourself, or bring"
                " back what was there with restore_backup"
            )
        created = found.created
    edits: list[Edit] = []
    for key in created:
        deletion = Deletion(key=key, owner=write.key)
        seen: Seen = yield from deletion.look()
        if seen.document is not None:
            edits.append(deletion)
    return edits


def _by_key(rows: JsonValue) -> dict[str, JsonObject]:
    return {key: row for row in objects(rows) if (key := key_in(row)) is not None}


def _twin(trigger: JsonObject, there: Iterable[JsonObject]) -> JsonObject | None:
    """The trigger that another one came back as, under the number and key that the server gave it."""
    shape = document(ALERT_TRIGGER).shape
    return next((one for one in there if not diff(_new(trigger), _new(one), shape, ignore_volatile=True)), None)


def _new(trigger: JsonObject) -> JsonObject:
    """A trigger as it is created: the server gives it a number and a key."""
    return {**trigger, "id": 0, "key": ""}
