"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from powertrack_sdk.errors import ConfigurationError

# No separators, drive letters, control characters or names that lead upwards.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?!\.))*")


def member(folder: Path, name: str) -> Path:
    """The path of a file in a folder, for a name that comes from a file or from the API.

    Args:
        folder: The folder.
        name: Name of the file.

    Raises:
        ConfigurationError: The name is a path, or leads out of the folder by a symbolic link.
    """
    if not _PLAIN_NAME.fullmatch(name) or len(name) > 200:
        raise ConfigurationError(f"{name[:80]!r} is not the name of a file in {folder}; it was not used as one")
    path = folder / name
    if path.is_symlink() and path.resolve().parent != folder.resolve():
        raise ConfigurationError(f"{path} is a link that leads out of {folder}; it was not used")
    return path


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the user alone.

    Raises:
        OSError: It cannot be made.
    """
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put a file in its place, whole or not at all, and return only when it is on the disk. Missing folders are made.

    Args:
        path: The file; what has that name is replaced.
        content: What to write.
        private: Whether only the user may read it, and the folders that are made for it.

    Raises:
        OSError: It cannot be written; nothing has changed.
    """
    if private:
        private_folder(path.parent)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def lock_dir() -> Path:
    """The folder of the locks that all programs of the user share."""
    named = os.environ.get("POWERTRACK_LOCK_DIR")
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("powertrack-sdk", appauthor=False) / "locks"


def sync_folder(folder: Path) -> None:
    """Make the name of a new file last, where the system has a way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
