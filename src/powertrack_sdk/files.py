"""Paths of this machine, and files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from powertrack_sdk.errors import ConfigurationError, ValidationError

# A drive of Windows is one letter. `Path` makes one slash of two.
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):[/\\]")
# No separators, drive letters, control characters or names that lead upwards.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?!\.))*")

# Errors of file systems that have no fsync, or none for folders, such as network shares.
_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM, errno.EBADF})
# Seconds between attempts to replace a file that a virus scanner or Excel holds on Windows, mostly for a moment.
_HELD: Final = (0.05, 0.1, 0.2, 0.4, 0.8)


def local_path(path: str | os.PathLike[str]) -> Path:
    """A given path.

    Raises:
        ValidationError: It is a URL, which `Path` would turn into a folder such as `s3:`.
    """
    if found := _URL.match(os.fspath(path)):
        rest = os.fspath(path)[found.end() :].lstrip("/\\")
        raise ValidationError(
            f"{found[1]}://{rest} is a URL; give a path on this machine, and copy the file from or to there yourself"
        )
    return Path(path)


def check_ending(path: Path, *endings: str) -> None:
    """Raise a ValidationError if the ending of a file name promises another format."""
    if path.suffix and path.suffix.lower() not in endings:
        raise ValidationError(f"{path} must end in {' or '.join(endings)}: that is the format that is written to it")


def check_writable(path: Path) -> None:
    """Raise a ConfigurationError if a file cannot be written. Makes missing folders."""
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        _try(path.parent)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be written ({_reason(error)}); choose another file") from error


def _try(folder: Path) -> None:
    """Make a file in a folder and remove it again."""
    trial = folder / f".{secrets.token_hex(8)}.part"
    trial.touch(exist_ok=False)
    trial.unlink()


def _reason(error: OSError) -> str | None:
    is_file = isinstance(error, FileExistsError | NotADirectoryError)
    return f"{error.filename} is a file" if is_file and error.filename else error.strerror


def check_folder(folder: Path) -> None:
    """Make sure that files can be written into a folder before work begins whose result goes there.

    A missing folder is made for the check and removed again, so that a request refused later leaves nothing behind.

    Raises:
        ConfigurationError: They cannot be written.
    """
    is_missing = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _try(folder)
        if is_missing:
            folder.rmdir()
    except OSError as error:
        raise ConfigurationError(f"{folder} cannot be written ({_reason(error)}). Choose another folder") from error


def member(folder: Path, name: str) -> Path:
    """The path of a file in a folder, for a name that comes from a file or from the API.

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
    """Make a folder, and missing ones above it, that only the user can read."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def replace_file(path: Path, content: bytes | Iterable[bytes], *, private: bool = False) -> None:
    """Replace a file, whole or not at all, and return once it is on the disk. Makes missing folders.

    Args:
        path: The file.
        content: The content, or its parts.
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
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            sync(file.fileno())
        _replace(draft, path)
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


def _replace(draft: Path, path: Path) -> None:
    for wait in _HELD:
        try:
            draft.replace(path)
            return
        except PermissionError:
            time.sleep(wait)
    draft.replace(path)


def sync(descriptor: int) -> None:
    """Return once the written data are on the disk, if the file system supports it. An OSError means they are not."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def sync_folder(folder: Path) -> None:
    """Make the name of a new file durable, if the system supports it."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written to, but not read
        return
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)
