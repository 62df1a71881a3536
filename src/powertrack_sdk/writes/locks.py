"""Per-user, cross-process locks: one writer per object at a time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from filelock import FileLock, Timeout

from powertrack_sdk.errors import ConfigurationError, ConflictError
from powertrack_sdk.files import member, private_folder
from powertrack_sdk.runner.flow import Flow, environment, locally, pause

_BETWEEN_TRIES = 0.1
_LONGEST_WAIT = 120.0


class Locks:
    """Locks of several objects, held all or none. The system releases them when the program ends, however it ends.

    Args:
        folder: Folder of the lock files, shared by all programs that must not write at the same time.
        keys: Keys of the objects.
    """

    def __init__(self, folder: Path, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)
        self._folder = folder
        self._taking = Lock()
        self._given_back = False
        # One thread of a pool takes a lock, and another one may release it.
        self._locks = [FileLock(member(folder, f"{key}.lock"), thread_local=False) for key in sorted(self.keys)]

    def take(self) -> bool:
        """Take all locks, unless another program has one of them, or they were released already.

        Raises:
            ConfigurationError: The files of the locks cannot be made.
        """
        with self._taking:
            if self._given_back:
                return False
            try:
                private_folder(self._folder)
                for lock in self._locks:
                    lock.acquire(timeout=0)
            except Timeout:
                self._let_go()
                return False
            except OSError as error:
                self._let_go()
                raise ConfigurationError(
                    f"no lock can be made in {self._folder} ({error.strerror}); nothing was sent."
                    " Name another folder in POWERTRACK_LOCK_DIR"
                ) from error
            return True

    def release(self) -> None:
        """Release all locks for good, also those that another thread is taking at the moment."""
        with self._taking:
            self._given_back = True
            self._let_go()

    def _let_go(self) -> None:
        for lock in self._locks:
            lock.release()


def hold(keys: Iterable[str]) -> Flow[Locks]:
    """Take the locks of some objects, and wait while another program is writing.

    Raises:
        ConflictError: Another program held them for two minutes; nothing was sent.
        ConfigurationError: They cannot be made.
    """
    locks = Locks((yield from environment()).lock_dir, keys)
    waited = 0.0
    try:
        while not (yield from locally(locks.take)):
            if waited >= _LONGEST_WAIT:
                named = ", ".join(sorted(locks.keys)[:3])
                raise ConflictError(
                    f"another program on this machine has been writing to {named} for minutes; nothing was sent"
                )
            yield from pause(_BETWEEN_TRIES)
            waited += _BETWEEN_TRIES
    except BaseException:
        locks.release()  # if the flow is ended, a thread may be taking them
        raise
    return locks
