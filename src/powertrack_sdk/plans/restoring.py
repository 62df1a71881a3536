"""Restoring documents from backups, and undoing runs. Both are writes like any other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.arguments import listed
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.outcomes import UpdateResult, packed
from powertrack_sdk.plans.applying import journal_of
from powertrack_sdk.plans.plan import Plan, plan_edits, refuse_elsewhere
from powertrack_sdk.plans.settling import backup_of, settle_alone
from powertrack_sdk.plans.write_all import write_all
from powertrack_sdk.runner.flow import Flow, Progress, environment, locally, together
from powertrack_sdk.writes.backup import Backup, load_backup
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import (
    ALERT_TRIGGER,
    ALERT_TRIGGERS,
    HARDWARE,
    HARDWARE_TABLE,
    LISTINGS,
    can_be_planned,
    key_for,
    spec_of,
)
from powertrack_sdk.writes.edits import Create, Delete, Edit, Update, owned
from powertrack_sdk.writes.journal import RunRecord, WriteRecord, read_history, read_run
from powertrack_sdk.writes.reading import key_in, owner_in

_IDENTITY = "key"  # of every kind of document that can be restored


def restore_backup(path: str | os.PathLike[str], dry_run: bool = False) -> Flow[UpdateResult]:
    """Restore a document to what it was when a backup was taken. The document as it is now is backed up first.

    Args:
        path: The backup, such as `UpdateResult.backup_path`.
        dry_run: Only show what would change.

    Raises:
        ConfigurationError: It cannot be read, or is no backup.
        ValidationError: It is of more alert triggers than a call without a plan may write to; nothing was sent.
        ConflictError: The document was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the document is not as it was.
        APIError: A request failed.

    Operations: the GET and the PUT of the document; for alert triggers POST and DELETE as well
    """
    backup = yield from _loaded(path)
    edits = yield from _edits_back(backup)
    return (yield from write_all(edits, backup.document, backup.key, dry_run=dry_run))


def plan_restore(paths: Iterable[str | os.PathLike[str]], progress: Progress | None = None) -> Flow[Plan]:
    """Plan to restore documents to what they were when backups were taken; write nothing.

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
    return (yield from plan_edits(_joined([edit for edits in found for edit in edits]), progress))


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
    """Plan to undo a run; write nothing.

    What was changed is restored from its backup, what was created is deleted, what was deleted is created again; an
    alert trigger that is created again gets another key.

    Args:
        run: Name of the run, or the path of its journal.
        progress: Called with the documents that were read, and of how many.

    Raises:
        ConfigurationError: There is no such run, a backup of it is missing, or it created what cannot be deleted from
            here or cannot be recognised, as after a kill; `resume_run` finds out.
        APIError: A document cannot be read.

    Operations: the GET of each document, such as GET /api/edit/site/{siteKey}
    """
    folder = (yield from environment()).backup_dir
    record = yield from locally(lambda: read_run(journal_of(folder, run)))
    yield from refuse_elsewhere(f"the run {record.id}", record.host)
    sent = [write for write in record.writes if write.may_be_there]
    first: dict[tuple[str, str], WriteRecord] = {}
    for write in sent:
        if write.action != "create":
            first.setdefault((write.document, write.key), write)
    created = [write for write in sent if write.action == "create"]
    found = yield from together([_undone(record, write) for write in (*created, *first.values())])
    return (yield from plan_edits(_joined([edit for edits in found for edit in edits]), progress, record.id))


def history() -> Flow[list[RunRecord]]:
    """List the runs in the folder of backups, the latest first.

    Raises:
        ConfigurationError: A journal cannot be read.

    Operations: none, as in no request to /api/
    """
    folder = (yield from environment()).backup_dir
    return (yield from locally(lambda: read_history(folder)))


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """One edit for each document: triggers that are created on one device or site are joined.

    Raises:
        ValidationError: There are edits of the table of a site and of a device in it.
    """
    tables = {edit.key for edit in edits if edit.document == HARDWARE_TABLE}
    first: dict[tuple[str, str], Edit] = {}
    new: dict[tuple[str, str], list[JsonObject]] = {}
    for edit in edits:
        if isinstance(edit, Create):
            bodies = new.setdefault((edit.document, edit.key), [])
            bodies += [body for body in edit.bodies if body not in bodies]
            continue
        if isinstance(edit, Update) and edit.document == HARDWARE and edit.content is not None:
            site = text(edit.content.document.get("parentKey"))
            if site in tables:  # each would restore what the other has in common with it
                raise ValidationError(
                    f"the backups of the devices of {site} in a table, and of {edit.key} by itself, overlap; restore"
                    " them one after the other, the one that was taken last first"
                )
        first.setdefault((edit.document, edit.key), edit)
    creations = [Create(document=document, key=key, bodies=tuple(bodies)) for (document, key), bodies in new.items()]
    return [*first.values(), *creations]


def _loaded(path: str | os.PathLike[str]) -> Flow[Backup]:
    backup = yield from locally(lambda: load_backup(path))
    yield from _check_backup(backup, os.fspath(path))
    return backup


def _check_backup(backup: Backup, named: str) -> Flow[None]:
    """Refuse a backup that contradicts itself, or is of another host."""
    if not can_be_planned(backup.document):
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
    """The edits that restore a document. Alert triggers that were deleted are created again."""
    if backup.document == ALERT_TRIGGERS:
        return (yield from _triggers_back(backup))
    edit = Update(document=backup.document, key=backup.key, content=packed(backup.content), asked=backup.changes)
    if backup.document != ALERT_TRIGGER:
        return [(yield from owned(edit))]
    owner = owner_in(backup.content)
    if owner is None:
        raise ConfigurationError(f"the backup of the alert trigger {backup.key} names no device and no site")
    seen = yield from Delete(document=ALERT_TRIGGER, key=backup.key, owner=owner).look()
    if seen.document is not None:
        return [evolve(edit, owner=owner)]
    there = objects((yield from _triggers_on(owner).look()).fields.get("triggers"))
    return [] if _twin(backup.content, there) is not None else [_triggers_on(owner, [_new(backup.content)])]


def _triggers_on(owner: str, bodies: Sequence[JsonObject] = ()) -> Create:
    return Create(document=ALERT_TRIGGERS, key=owner, bodies=tuple(bodies))


def _triggers_back(backup: Backup) -> Flow[list[Edit]]:
    """The edits that restore the triggers of a device or a site."""
    owner = backup.key
    there = _by_key((yield from _triggers_on(owner).look()).fields.get("triggers"))
    former = _by_key(backup.content.get("triggers"))
    shape = spec_of(ALERT_TRIGGER).shape
    edits: list[Edit] = [
        Update(document=ALERT_TRIGGER, key=key, owner=owner, content=packed(former[key]), asked=())
        for key, trigger in there.items()
        if key in former and diff(trigger, former[key], shape, ignore_volatile=True)
    ]
    strangers = [trigger for key, trigger in there.items() if key not in former]
    missing: list[JsonObject] = []
    for key, trigger in former.items():
        twin = _twin(trigger, strangers) if key not in there else None
        if twin is not None:
            strangers.remove(twin)
        elif key not in there:
            missing.append(_new(trigger))
    edits += [Delete(document=ALERT_TRIGGER, key=str(key_in(trigger)), owner=owner) for trigger in strangers]
    return [*edits, _triggers_on(owner, missing)] if missing else edits


def _undone(record: RunRecord, write: WriteRecord) -> Flow[list[Edit]]:
    """The edits that undo one write of a run. One that may still arrive is awaited: it would arrive after them."""
    if write.action == "create":
        return (yield from _created_away(record, write))
    backup = yield from backup_of(record, write)
    yield from _check_backup(backup, f"{record.folder / str(write.backup)}")
    if write.in_doubt and write.along is None:
        found = yield from settle_alone(record, write)
        if found.outcome == "not written":
            return []
    return (yield from _edits_back(backup))


def _created_away(record: RunRecord, write: WriteRecord) -> Flow[list[Edit]]:
    """The edits that delete what a write created, as far as it is still there."""
    listing = LISTINGS.get(write.document)
    if listing is None or not listing.can_be_undone:
        named = ", ".join(write.created) or f"something in the {write.document} of {write.key}"
        raise ConfigurationError(f"the run created {named}, which can be deleted in the web application alone")
    created = write.created
    if write.in_doubt:
        found = yield from settle_alone(record, write)
        if found.outcome == "conflict":
            raise ConfigurationError(
                f"what the run created on {write.key} {found.message}. Delete it yourself, or restore what was there"
                " with restore_backup"
            )
        created = found.created
    edits = [Delete(document=listing.item, key=key, owner=write.key) for key in created]
    seen = yield from together([edit.look() for edit in edits])
    return [edit for edit, one in zip(edits, seen, strict=True) if one.document is not None]


def _by_key(rows: JsonValue) -> dict[str, JsonObject]:
    return {key: row for row in objects(rows) if (key := key_in(row)) is not None}


def _twin(trigger: JsonObject, there: Iterable[JsonObject]) -> JsonObject | None:
    """The trigger that another one was restored as, under the number and key that the server gave it."""
    shape = spec_of(ALERT_TRIGGER).shape
    return next((one for one in there if not diff(_new(trigger), _new(one), shape, ignore_volatile=True)), None)


def _new(trigger: JsonObject) -> JsonObject:
    """A trigger as it is created: the server gives it a number and a key."""
    return {**trigger, "id": 0, "key": ""}
