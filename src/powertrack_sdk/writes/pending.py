"""Notes of writes whose outcome is not known, beside the locks, for the next program that writes to the object.

A note is made before a request leaves and removed when its outcome is known. The note of a killed program, or of a
write without an answer, makes the next write wait while the earlier one may still arrive: a late PUT would replace the
whole document. Notes only name journals, which have the facts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from attrs import frozen

from powertrack_core.decoding import load_object, objects, text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import member, private_folder
from powertrack_sdk.runner.flow import Environment
from powertrack_sdk.writes.documents import LISTINGS
from powertrack_sdk.writes.journal import Run
from powertrack_sdk.writes.settling import remaining

_FOLDER = "pending"


@frozen
class Note:
    """A write whose outcome was not known when the note was made.

    Attributes:
        journal: Its journal.
        at: When it was on its way.
    """

    journal: Path
    at: str


def note(where: Environment, run: Run, keys: Iterable[str], document: str, at: datetime) -> None:
    """Note that a write is on its way.

    Args:
        where: Folder of the locks, and the host that is written to.
        run: The run that it belongs to.
        keys: Keys of all objects that it writes to.
        document: Name of the kind of document.
        at: The current moment.

    Raises:
        ConfigurationError: It cannot be noted.
    """
    own = Note(run.path.absolute(), at.isoformat())
    try:
        for key in keys:
            path = _path(where, key, document)
            # An earlier update counts while it may still arrive, an earlier creation until its outcome is known: what
            # it created must not be created again.
            others = [one for one in _read(path) if document in LISTINGS or remaining(where, one.at) > 0]
            _write(path, [*(one for one in others if one.journal != own.journal), own])
    except OSError as error:
        raise ConfigurationError(
            f"{where.lock_dir} cannot be written to ({error.strerror}); nothing was sent."
            " Name another folder in POWERTRACK_LOCK_DIR"
        ) from error


def forget(where: Environment, keys: Iterable[str], document: str, journal: Path) -> None:
    """Remove the notes of a write whose outcome is known.

    Args:
        where: Folder of the locks, and the host that is written to.
        keys: Keys of all objects that it wrote to.
        document: Name of the kind of document.
        journal: The journal of its run. Notes of other runs stay.
    """
    for key in keys:
        path = _path(where, key, document)
        try:
            _write(path, [one for one in _read(path) if one.journal != journal.absolute()])
        except OSError:
            continue  # a remaining note is checked against the journal


def longest_wait(where: Environment, keys: Iterable[str]) -> float:
    """Seconds until no earlier write to any of some objects can arrive any more."""
    waits = [0.0]
    for key in keys:
        folder = member(where.lock_dir / _FOLDER, key)
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        found = [one for name in names if name.endswith(_host(where)) for one in _read(folder / name)]
        waits += [remaining(where, one.at) for one in found]
    return max(waits)


def noted(where: Environment, key: str, document: str) -> list[Note]:
    """The writes of a document whose outcomes were not known."""
    return _read(_path(where, key, document))


def _read(path: Path) -> list[Note]:
    try:
        rows = objects(load_object(path.read_bytes()).get("writes"))
    except (OSError, ValueError):
        return []
    pairs = [(text(row.get("journal")), text(row.get("at"))) for row in rows]
    return [Note(Path(journal), at) for journal, at in pairs if journal and at]


def _write(path: Path, notes: Iterable[Note]) -> None:
    rows = [{"journal": str(one.journal), "at": one.at} for one in notes]
    if rows:
        private_folder(path.parent)
        path.write_bytes(json.dumps({"writes": rows}).encode())
    else:
        path.unlink(missing_ok=True)


def _path(where: Environment, key: str, document: str) -> Path:
    return member(member(where.lock_dir / _FOLDER, key), f"{document}-{_host(where)}")


def _host(where: Environment) -> str:
    return hashlib.sha256(where.host.encode()).hexdigest()[:12]
