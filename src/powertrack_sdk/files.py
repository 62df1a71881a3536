"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put a file in its place, whole or not at all, and return only when it is on the disk. Missing folders are made.

    Args:
        path: The file; what has that name is replaced.
        content: What to write.
        private: Whether only the user may read it, and the folders that are made for it.

    Raises:
        OSError: It cannot be written; nothing has changed.
    """
    path.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
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
