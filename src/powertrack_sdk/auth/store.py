"""Sessions stored between runs: in the keyring of the system, or in a file that only the user can read.

`profiles.json` lists them and holds no secret. Each change writes it last. A session that it does not list does not
count, and the next program that opens the store erases it. So a program killed during a sign-in leaves either the old
session or the new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

import msgspec
from attrs import evolve, field, frozen
from filelock import FileLock, Timeout

from powertrack_core.decoding import JsonObject, load_object
from powertrack_sdk.auth.credentials import Credentials
from powertrack_sdk.auth.keyrings import Keyring, Pieces, system_keyring
from powertrack_sdk.auth.record import Record, content_of, credentials_of
from powertrack_sdk.errors import AuthenticationError, ConfigurationError
from powertrack_sdk.files import local_path, lock_dir, replace_file

__all__ = ["DEFAULT_PROFILE", "Keyring", "Record", "Store", "StoredProfile"]

DEFAULT_PROFILE: Final = "default"

_INDEX: Final = "profiles.json"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SLOTS: Final[tuple[Literal["", "~"], ...]] = ("", "~")
_LONGEST_WAIT: Final = 30.0


@frozen
class StoredProfile:
    """One stored sign-in. Its methods have no effect once the user has signed in anew.

    Attributes:
        store: The store that has it.
        name: Name of the profile.
        signed_in: When the user signed in.
    """

    store: Store = field(repr=False)
    name: str
    signed_in: datetime | None

    def record(self) -> Record | None:
        """Facts about the session; None if the user has signed in anew or forgotten it since."""
        record = self.store.records().get(self.name)
        return record if record is not None and record.signed_in == self.signed_in else None

    @property
    def is_default(self) -> bool:
        """Whether it is the profile that is used if none is named."""
        return self.name == DEFAULT_PROFILE

    def save(self, credentials: Credentials, expiries: Mapping[str, int], last_success: datetime | None) -> None:
        """Save the cookies as they are now.

        Args:
            credentials: The session.
            expiries: Expiry of its cookies (seconds since 1970).
            last_success: When the session was last known to work.
        """
        store = self.store
        with store._locked():
            record = self._own_record()
            kept = None if record is None else store._kept(self.name, record)
            if record is None or kept is None or kept.get("base_url") != credentials.base_url:
                return
            changed = record if last_success is None else record.worked(last_success)
            if kept.get("cookie") != credentials.cookie:
                store._put(self.name, record, credentials, expiries, changed)
            elif changed != record:
                store._write_index({**store.records(), self.name: changed})

    def ended(self, now: datetime) -> tuple[Credentials, StoredProfile] | None:
        """Record that the session has ended. Returns a newer one if the user has signed in anew since."""
        store = self.store
        with store._locked():
            record = self._own_record()
            if record is not None:
                store._write_index({**store.records(), self.name: record.after_end(now)})
                return None
        return store.open(self.name) if self.name in store.records() else None

    def signed_in_again(self, credentials: Credentials, now: datetime) -> StoredProfile:
        """Store a fresh session in place of this one."""
        self.store.save(self.name, credentials, now=now)
        return StoredProfile(self.store, self.name, now)

    def _own_record(self) -> Record | None:
        """The record of this sign-in; None if it was replaced or forgotten, or belongs to another user."""
        # A program with more rights, such as one under sudo, must not take the file away from the user.
        return self.record() if _is_mine(self.store.folder / _INDEX) else None


class Store:
    """The stored sessions of this user, each under the name of a profile.

    Its methods raise ConfigurationError if the store cannot be read or written.

    Args:
        folder: Folder of the list of profiles, and of the sessions if there is no keyring; by default the folder that
            `POWERTRACK_CONFIG_DIR` names, or the user's folder for settings.
        keyring: A place for secrets; by default that of the system, if it has one that works.
    """

    def __init__(self, folder: Path | None = None, keyring: Keyring | None = None) -> None:
        self.folder = folder if folder is not None else _default_folder()
        self._given_keyring = keyring

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._given_keyring if self._given_keyring is not None else system_keyring())

    def profiles(self) -> dict[str, str]:
        """Where each session is stored, by the name of its profile: `keyring` or `file`."""
        return {name: record.kept_in for name, record in self.records().items()}

    def records(self) -> dict[str, Record]:
        """Facts about each session, by the name of its profile."""
        path = self.folder / _INDEX
        try:
            listed = msgspec.json.decode(path.read_bytes(), type=dict[str, Record | str])
            # In the first lists an entry was the place alone.
            return {name: Record(entry) if isinstance(entry, str) else entry for name, entry in listed.items()}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise ConfigurationError(
                f"{path} cannot be read ({type(error).__name__}); delete it and sign in again"
            ) from error

    def save(self, profile: str, credentials: Credentials, *, now: datetime | None = None, works: bool = False) -> str:
        """Store a session after a sign-in, in place of an earlier one of that name.

        Args:
            profile: Name of the profile.
            credentials: The session.
            now: The current moment.
            works: Whether PowerTrack was seen to accept it.

        Returns:
            Where it is stored: `keyring` or `file`.
        """
        if not _NAME.fullmatch(profile):
            raise ConfigurationError(
                f"{profile!r} is not a valid profile name; use up to 64 letters, digits, dots and dashes"
            )
        moment = now if now is not None else datetime.now(UTC)
        with self._locked():
            before = self.records().get(profile)
            lasted = before.lasted if before is not None else ()
            record = Record("", signed_in=moment, last_success=moment if works else None, lasted=lasted)
            return self._put(profile, before, credentials, {}, record)

    def load(self, profile: str) -> Credentials:
        """Return a stored session.

        Raises:
            AuthenticationError: There is none of that name.
        """
        return self.open(profile)[0]

    def open(self, profile: str) -> tuple[Credentials, StoredProfile]:
        """Return a stored session, and the profile to save its changes with.

        Raises:
            AuthenticationError: There is none of that name.
        """
        if profile not in self.records():
            known = ", ".join(sorted(self.records())) or "none"
            raise AuthenticationError(
                f"There is no stored session {profile!r} (stored: {known})."
                f" Run `powertrack auth import --profile {profile}`."
            )
        with self._locked(to_read=True):
            record = self.records().get(profile)
            kept = None if record is None else self._kept(profile, record)
        if record is None or kept is None:
            place = "store" if record is None else record.kept_in
            raise AuthenticationError(
                f"The stored session {profile!r} is gone from the {place}. Run `powertrack auth import` again."
            )
        credentials = credentials_of(kept, f"stored session {profile} ({record.kept_in})")
        return credentials, StoredProfile(self, profile, record.signed_in)

    def forget(self, profile: str) -> bool:
        """Erase a session; False if there is none."""
        with self._locked():
            listed = self.records()
            record = listed.pop(profile, None)
            in_keyring = record is not None and record.kept_in == "keyring"
            # A killed sign-in may have left pieces in the keyring, so they are erased in any case.
            with contextlib.nullcontext() if in_keyring else contextlib.suppress(ConfigurationError):
                for slot in _SLOTS:
                    self._pieces.erase(profile + slot)
            if record is not None:
                _delete(self._file(profile))
                self._write_index(listed)
            return record is not None

    def _put(
        self,
        profile: str,
        before: Record | None,
        credentials: Credentials,
        expiries: Mapping[str, int],
        record: Record,
    ) -> str:
        """Write a session, then the list, then erase the session that the list named before."""
        content = json.dumps(content_of(credentials, expiries))
        former = before.slot if before is not None and before.kept_in == "keyring" else None
        # The slot in use is not overwritten: until the list is written, the former session counts.
        free = _SLOTS[0] if former is None else _SLOTS[1 - _SLOTS.index(former)]
        if self._pieces.put(profile + free, content):
            record = evolve(record, kept_in="keyring", slot=free)
        else:
            self._write(self._file(profile), content.encode("utf-8"))
            record = evolve(record, kept_in="file", slot="")
        self._write_index({**self.records(), profile: record})
        if former is not None:
            with contextlib.suppress(ConfigurationError):  # the new session counts, whether or not the keyring answers
                self._pieces.erase(profile + former)
        if record.kept_in == "keyring":
            _delete(self._file(profile))
        return record.kept_in

    def _kept(self, profile: str, record: Record) -> JsonObject | None:
        try:
            if record.kept_in == "keyring":
                text = self._pieces.get(profile + record.slot)
                return None if text is None else load_object(text.encode("utf-8"))
            return load_object(self._file(profile).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"the stored session {profile!r} cannot be read; sign in again") from error

    @contextmanager
    def _locked(self, *, to_read: bool = False) -> Iterator[None]:
        """Exclude other programs, and erase what a killed one has left. Without a lock, sessions can still be read."""
        lock = FileLock(lock_dir() / "sessions.lock", timeout=_LONGEST_WAIT)
        try:
            lock_dir().mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise ConfigurationError("another program keeps the stored sessions locked; try again") from error
        except OSError as error:
            if not to_read:
                raise ConfigurationError(
                    f"no lock can be made in {lock_dir()} ({error.strerror}); name another folder in"
                    " POWERTRACK_LOCK_DIR"
                ) from error
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def _sweep(self) -> None:
        """Erase drafts, and session files that the list does not refer to."""
        with contextlib.suppress(OSError, ConfigurationError):
            files = {f"{name}.json" for name, record in self.records().items() if record.kept_in == "file"}
            for path in (*self.folder.glob(".*.part"), *(self.folder / "sessions").iterdir()):
                if path.name not in files:
                    path.unlink(missing_ok=True)

    def _file(self, profile: str) -> Path:
        return self.folder / "sessions" / f"{profile}.json"

    def _write_index(self, records: Mapping[str, Record]) -> None:
        self._write(self.folder / _INDEX, msgspec.json.format(msgspec.json.encode(records), indent=1))

    def _write(self, path: Path, content: bytes) -> None:
        try:
            replace_file(path, content, private=True)
        except OSError as error:
            raise ConfigurationError(
                f"{path} cannot be written ({error.strerror}); name another folder in POWERTRACK_CONFIG_DIR"
            ) from error


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be deleted ({error.strerror})") from error


def _is_mine(path: Path) -> bool:
    if os.name == "nt":
        return True
    try:
        return path.stat().st_uid == os.geteuid()
    except OSError:
        return False


def _default_folder() -> Path:
    named = os.environ.get("POWERTRACK_CONFIG_DIR")
    if named:
        return local_path(named)
    from platformdirs import user_config_path

    return user_config_path("powertrack-sdk", appauthor=False)
