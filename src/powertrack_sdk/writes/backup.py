"""Backups: a document as it came, saved before it is changed."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from attrs import field, frozen

from powertrack_api.decoding import JsonObject
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.files import sync_folder
from powertrack_sdk.writes import strict_json

_VERSION = 1


@frozen(kw_only=True)
class Backup:
    """A document as it was before a write.

    Attributes:
        document: Name of the kind of document, such as `SiteConfig`.
        key: Key of what it describes.
        content: The document.
        taken_at: When it was read.
    """

    document: str
    key: str
    content: JsonObject = field(repr=False)
    taken_at: str


def save_backup(folder: Path, document: str, key: str, content: bytes, taken_at: datetime) -> Path:
    """Save a document, and return only when it is on the disk.

    Args:
        folder: Where to; it is made where it is missing, readable for the user alone.
        document: Name of the kind of document.
        key: Key of what it describes.
        content: The document exactly as it came.
        taken_at: When it was read.

    Raises:
        ConfigurationError: It cannot be written.
    """
    head = {"backup": _VERSION, "document": document, "key": key, "taken_at": taken_at.isoformat()}
    text = json.dumps(head, indent=1).encode()[:-2] + b',\n "content": ' + content.strip() + b"\n}\n"
    name = f"{taken_at:%Y%m%dT%H%M%S}-{document}-{key}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = _write_new(folder, name, text)
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
        ConfigurationError: It cannot be read, or is no backup.
    """
    file = Path(path)
    try:
        value = strict_json.loads(file.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read as a backup ({error.strerror})") from error
    except ValueError as error:
        raise ConfigurationError(f"{file} cannot be read as a backup: it is no JSON, or cut off") from error
    if not isinstance(value, dict) or value.get("backup") != _VERSION:
        raise ConfigurationError(f"{file} is no backup of version {_VERSION}")
    document, key, content, taken_at = (value.get(name) for name in ("document", "key", "content", "taken_at"))
    if not (
        isinstance(document, str) and isinstance(key, str) and isinstance(content, dict) and isinstance(taken_at, str)
    ):
        raise ConfigurationError(f"{file} is no complete backup")
    return Backup(document=document, key=key, content=content, taken_at=taken_at)


def _write_new(folder: Path, name: str, text: bytes) -> Path:
    """Write a file that no other has the name of."""
    number = 0
    while True:
        path = folder / f"{name}{f'-{number}' if number else ''}.json"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
            continue
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)  # half a backup is none
            raise
        return path
