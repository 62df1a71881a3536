"""Backups: a document as it came, saved before it is changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from attrs import field, frozen

from powertrack_core import exact_json
from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import local_path, member, private_folder, sync, sync_folder
from powertrack_sdk.writes.journal import Run, texts

_VERSION = 1
_IDENTITY = "key"  # of every kind of document that is backed up


@frozen(kw_only=True)
class Backup:
    """A document as it was before a write.

    Attributes:
        document: Name of the kind of document, such as `SiteConfig`.
        key: Key of what it describes.
        content: The document. If it came without its key, it has the one of `key`.
        taken_at: When it was read.
        host: Scheme and host that it comes from.
        changes: Paths of what the write was to change.
    """

    document: str
    key: str
    content: JsonObject = field(repr=False)
    taken_at: str
    host: str
    changes: tuple[str, ...] = ()


def save_backup(run: Run, document: str, key: str, content: bytes, changes: Sequence[str], taken_at: datetime) -> Path:
    """Save a document, and return only when it is on the disk.

    Args:
        run: The run that writes. Its folder is created if needed, readable for the user alone.
        document: Name of the kind of document.
        key: Key of what it describes.
        content: The document exactly as it came.
        changes: Paths of what the write is to change.
        taken_at: When it was read.

    Raises:
        ConfigurationError: It cannot be written.
    """
    folder = run.folder
    head = {
        "backup": _VERSION,
        "document": document,
        "key": key,
        "taken_at": taken_at.isoformat(),
        "host": run.host,
        "changes": list(changes),
        "digest": _digest(exact_json.loads(content)),
    }
    whole = json.dumps(head, indent=1).encode()[:-2] + b',\n "content": ' + content.strip() + b"\n}\n"
    name = f"{taken_at:%Y%m%dT%H%M%S}-{document}-{key}"
    try:
        private_folder(folder)
        path = _write_new(folder, name, whole)
        sync_folder(folder)
    except OSError as error:
        raise ConfigurationError(
            f"the backup of {document} {key} cannot be written to {folder} ({error.strerror}); nothing was sent."
            " Choose another folder with backup_dir"
        ) from error
    return path


def load_backup(path: str | os.PathLike[str]) -> Backup:
    """Read a backup.

    Raises:
        ConfigurationError: It cannot be read, is no backup, or was altered since it was taken.
    """
    file = local_path(path)
    try:
        value = exact_json.loads(file.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read as a backup ({error.strerror})") from error
    except ValueError as error:
        raise ConfigurationError(f"{file} cannot be read as a backup: it is no JSON, or cut off") from error
    if not isinstance(value, dict) or value.get("backup") != _VERSION:
        raise ConfigurationError(f"{file} is no backup of version {_VERSION}")
    document, key, taken_at, host = (text(value.get(name)) for name in ("document", "key", "taken_at", "host"))
    content = value.get("content")
    if document is None or key is None or taken_at is None or host is None or not isinstance(content, dict):
        raise ConfigurationError(f"{file} is no complete backup")
    if value.get("digest") != _digest(content):
        raise ConfigurationError(
            f"{file} was altered since it was taken, so its content may not be sent. To set fields to other values, use"
            " a patch or a plan"
        )
    if content.get(_IDENTITY) in (None, ""):
        content = {**content, _IDENTITY: key}
    changes = texts(value.get("changes"))
    return Backup(document=document, key=key, content=content, taken_at=taken_at, host=host, changes=changes)


def _digest(content: JsonValue) -> str:
    return f"sha256:{hashlib.sha256(exact_json.dumps(content)).hexdigest()}"


def _write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a file that no other has the name of."""
    number = 0
    while True:
        path = member(folder, f"{name}{f'-{number}' if number else ''}.json")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
            continue
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                sync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)  # half a backup is none
            raise
        return path
