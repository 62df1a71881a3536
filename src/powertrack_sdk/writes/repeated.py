"""Creations that are repeated although the first one may have arrived."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from powertrack_sdk.errors import ConfigurationError, ConflictError
from powertrack_sdk.files import member
from powertrack_sdk.runner.flow import Flow, environment, locally
from powertrack_sdk.writes.backup import load_backup
from powertrack_sdk.writes.edits import Create
from powertrack_sdk.writes.journal import Run, read_run
from powertrack_sdk.writes.pending import forget, noted
from powertrack_sdk.writes.reading import Seen


def refuse_repeated(creation: Create, seen: Seen, run: Run) -> Flow[None]:
    """Refuse to create again what an earlier run created without an answer.

    Args:
        creation: What is to be created.
        seen: The list that it is to stand in, as it is.
        run: The run that it belongs to. Its own writes are in its journal.

    Raises:
        ConflictError: The list has what an earlier run was to create, and that run's journal does not say so.
    """
    where = yield from environment()
    key, document = creation.key, creation.document
    notes = yield from locally(lambda: noted(where, key, document))
    for journal in (one.journal for one in notes if one.journal != run.path.absolute()):
        found = yield from locally(partial(_arrived, journal, creation, seen))
        if found is None:
            yield from locally(partial(forget, where, [key], document, journal))
        elif found:
            raise ConflictError(
                f"{', '.join(found)} on {key} looks like what is to be created, and most likely was created by the run"
                f" {journal.stem}, which had no answer; nothing was sent. resume_run({journal.stem!r}) makes it part of"
                " that run, so that it can be undone. Repeat the call then if you want another one"
            )


def _arrived(journal: Path, creation: Create, seen: Seen) -> tuple[str, ...] | None:
    """Keys of what an earlier run created, as its journal does not say; None if the outcome of its write is known."""
    try:
        write = read_run(journal).last(creation.document, creation.key)
        if write is None or not write.in_doubt or write.backup is None:
            return None
        before = load_backup(member(journal.parent.parent, write.backup)).content
    except ConfigurationError:
        return None  # the folder of that run was removed
    same = [identity for identity in creation.identities if identity in write.creates]
    return creation.recognised(same, Seen.of(before), seen)
