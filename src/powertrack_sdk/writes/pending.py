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

from powertrack_api.decoding import load_object, text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import member, private_folder
from powertrack_sdk.runner.flow import Environment
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
    content = json.dumps({"journal": str(run.path.absolute()), "at": at.isoformat()}).encode()
    try:
        for key in keys:
            path = _path(where, key, document)
            private_folder(path.parent)
            path.write_bytes(content)
    except OSError as error:
        raise ConfigurationError(
            f"{where.lock_dir} cannot be written to ({error.strerror}); nothing was sent."
            " Name another folder in POWERTRACK_LOCK_DIR"
        ) from error


def forget(where: Environment, keys: Iterable[str], document: str) -> None:
    """Remove notes of a write whose outcome is known."""
    for key in keys:
        path = _path(where, key, document)
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue  # a remaining note is checked against the journal


def longest_wait(where: Environment, keys: Iterable[str]) -> float:
    """Seconds until no earlier write to any of some objects can arrive any more."""
    waits = [0.0]
    for key in keys:
        folder = member(where.lock_dir / _FOLDER, key)
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        found = [_read(folder / name) for name in names if name.endswith(_host(where))]
        waits += [remaining(where, one.at) for one in found if one is not None]
    return max(waits)


def noted(where: Environment, key: str, document: str) -> Note | None:
    """The write of a document whose outcome was not known; None if there is none."""
    return _read(_path(where, key, document))


def _read(path: Path) -> Note | None:
    try:
        found = load_object(path.read_bytes())
    except (OSError, ValueError):
        return None
    journal, at = text(found.get("journal")), text(found.get("at"))
    return Note(Path(journal), at) if journal and at else None


def _path(where: Environment, key: str, document: str) -> Path:
    return member(member(where.lock_dir / _FOLDER, key), f"{document}-{_host(where)}")


def _host(where: Environment) -> str:
    return hashlib.sha256(where.host.encode()).hexdigest()[:12]
