"""Sessions that are kept between runs: in the keyring of the system, or in a file that only the user can read.

`profiles.json` lists them and holds no secret. Each change writes it last: what it does not refer to does not count,
and is erased by the next program that opens the store. So a program that is killed while it signs in leaves the old
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
from typing import Final

from attrs import evolve, field, frozen
from filelock import FileLock, Timeout

from powertrack_core.decoding import JsonObject, load_object
from powertrack_sdk.auth.credentials import Credentials
from powertrack_sdk.auth.keyrings import Keyring, Pieces, system_keyring
from powertrack_sdk.auth.record import Record, content_of, credentials_of, entry_of, record_of
from powertrack_sdk.errors import AuthenticationError, ConfigurationError
from powertrack_sdk.files import local_path, lock_dir, replace_file

__all__ = ["DEFAULT_PROFILE", "Keyring", "Record", "Store", "StoredProfile"]

DEFAULT_PROFILE: Final = "default"

_INDEX: Final = "profiles.json"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SLOTS: Final = ("", "~")
_LONGEST_WAIT: Final = 30.0


@frozen
class StoredProfile:
    """One stored sign-in. What is done with it has no effect once the user has signed in anew.

    Attributes:
        store: Where it is.
        name: Name of the profile.
        signed_in: When the user signed in.
    """

    store: Store = field(repr=False)
    name: str
    signed_in: datetime | None

    def record(self) -> Record | None:
        """What is known of the session; None if the user has signed in anew or forgotten it since.

        Raises:
            ConfigurationError: The store cannot be read.
        """
        record = self.store.records().get(self.name)
        return record if record is not None and record.signed_in == self.signed_in else None

    @property
    def is_default(self) -> bool:
        """Whether it is the profile that is used if none is named."""
        return self.name == DEFAULT_PROFILE

    def save(self, credentials: Credentials, expiries: Mapping[str, int], last_success: datetime | None) -> None:
        """Save the cookies as they are now.

        Args:
            credentials: What to keep.
            expiries: When cookies end (seconds since 1970).
            last_success: When the session was last known to work.

        Raises:
            ConfigurationError: Nothing can be written.
        """
        self.store.update(self, credentials, expiries, last_success)

    def ended(self, now: datetime) -> tuple[Credentials, StoredProfile] | None:
        """Remember that the session has ended. Returns a newer one if the user has signed in anew since.

        Raises:
            ConfigurationError: The store cannot be used.
        """
        return self.store.end(self, now)

    def signed_in_again(self, credentials: Credentials, now: datetime) -> StoredProfile:
        """Keep a fresh session in place of this one.

        Raises:
            ConfigurationError: Nothing can be written.
        """
        self.store.save(self.name, credentials, now=now)
        return StoredProfile(self.store, self.name, now)


class Store:
    """The stored sessions of this user, each under the name of a profile.

    Args:
        folder: Where the list of profiles is, and the sessions if there is no keyring; by default the folder that
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
        """Where each session is kept, by the name of its profile: `keyring` or `file`.

        Raises:
            ConfigurationError: The list cannot be read.
        """
        return {name: record.kept_in for name, record in self.records().items()}

    def records(self) -> dict[str, Record]:
        """What is known of each session, by the name of its profile.

        Raises:
            ConfigurationError: The list cannot be read.
        """
        path = self.folder / _INDEX
        try:
            listed = load_object(path.read_bytes())
            return {name: record_of(entry) for name, entry in listed.items()}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"{path} cannot be read ({type(error).__name__}); delete it and sign in again"
            ) from error

    def save(self, profile: str, credentials: Credentials, *, now: datetime | None = None, works: bool = False) -> str:
        """Keep a session after a sign-in, in place of one that had the name before.

        Args:
            profile: Name of the profile.
            credentials: What to keep.
            now: The current moment.
            works: Whether PowerTrack was seen to accept it.

        Returns:
            Where it is kept now: `keyring` or `file`.

        Raises:
            ConfigurationError: The name cannot be used, or nothing can be written.
        """
        _check_name(profile)
        moment = now if now is not None else datetime.now(UTC)
        with self._locked():
            before = self.records().get(profile)
            lasted = before.lasted if before is not None else ()
            record = Record("", signed_in=moment, last_success=moment if works else None, lasted=lasted)
            return self._put(profile, before, credentials, {}, record)

    def load(self, profile: str) -> Credentials:
        """A session that was kept.

        Raises:
            AuthenticationError: There is none of that name.
            ConfigurationError: It cannot be read.
        """
        return self.open(profile)[0]

    def open(self, profile: str) -> tuple[Credentials, StoredProfile]:
        """A session that was kept, and where to save its changes.

        Raises:
            AuthenticationError: There is none of that name.
            ConfigurationError: It cannot be read.
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
        found = credentials_of(kept, f"stored session {profile} ({record.kept_in})")
        return found, StoredProfile(self, profile, record.signed_in)

    def forget(self, profile: str) -> bool:
        """Erase a session; False if there is none.

        Raises:
            ConfigurationError: It cannot be erased, and is still there.
        """
        with self._locked():
            listed = self.records()
            record = listed.pop(profile, None)
            in_keyring = record is not None and record.kept_in == "keyring"
            # A killed sign-in may have left something there, so it is looked at in any case.
            with contextlib.nullcontext() if in_keyring else contextlib.suppress(ConfigurationError):
                for slot in _SLOTS:
                    self._pieces.erase(profile + slot)
            if record is not None:
                _delete(self._file(profile))
                self._write_index(listed)
            return record is not None

    def update(
        self,
        stored: StoredProfile,
        credentials: Credentials,
        expiries: Mapping[str, int],
        last_success: datetime | None,
    ) -> None:
        """Save the cookies of a session that were renewed, unless the user has signed in anew since.

        Raises:
            ConfigurationError: Nothing can be written.
        """
        with self._locked():
            record = self._current(stored)
            kept = None if record is None else self._kept(stored.name, record)
            if record is None or kept is None or kept.get("base_url") != credentials.base_url:
                return
            changed = record if last_success is None else record.worked(last_success)
            if kept.get("cookie") != credentials.cookie:
                self._put(stored.name, record, credentials, expiries, changed)
            elif changed != record:
                self._write_index({**self.records(), stored.name: changed})

    def end(self, stored: StoredProfile, now: datetime) -> tuple[Credentials, StoredProfile] | None:
        """Remember that a session has ended. Returns a newer one if the user has signed in anew since.

        Raises:
            ConfigurationError: The store cannot be used.
        """
        with self._locked():
            record = self._current(stored)
            if record is not None:
                self._write_index({**self.records(), stored.name: record.after_end(now)})
                return None
        return self.open(stored.name) if stored.name in self.records() else None

    def _current(self, stored: StoredProfile) -> Record | None:
        """The record of a sign-in; None if it was forgotten or replaced by another, or belongs to another user."""
        record = stored.record()
        # A program with more rights, such as one under sudo, must not take the file away from the user.
        return record if record is not None and _is_mine(self.folder / _INDEX) else None

    def _put(
        self,
        profile: str,
        before: Record | None,
        credentials: Credentials,
        expiries: Mapping[str, int],
        record: Record,
    ) -> str:
        """Write a session, then the list, then erase what the list does not refer to any more."""
        kept = json.dumps(content_of(credentials, expiries))
        in_keyring = before is not None and before.kept_in == "keyring"
        free = _SLOTS[1 - _SLOTS.index(before.slot)] if before is not None and in_keyring else _SLOTS[0]
        if self._pieces.put(profile + free, kept):
            record = evolve(record, kept_in="keyring", slot=free)
        else:
            self._write(self._file(profile), kept)
            record = evolve(record, kept_in="file", slot="")
        self._write_index({**self.records(), profile: record})
        if before is not None and in_keyring:
            with contextlib.suppress(
                ConfigurationError
            ):  # a keyring that does not answer any more is no reason to stop
                self._pieces.erase(profile + before.slot)
        if record.kept_in == "keyring":
            _delete(self._file(profile))
        return record.kept_in

    def _kept(self, profile: str, record: Record) -> JsonObject | None:
        if record.kept_in == "keyring":
            text = self._pieces.get(profile + record.slot)
            content = None if text is None else text.encode("utf-8")
        else:
            try:
                content = self._file(profile).read_bytes()
            except FileNotFoundError:
                content = None
            except OSError as error:
                raise _unreadable(profile) from error
        try:
            return None if content is None else load_object(content)
        except ValueError as error:
            raise _unreadable(profile) from error

    @contextmanager
    def _locked(self, *, to_read: bool = False) -> Iterator[None]:
        """One program at a time; what a killed one has left is erased.

        Raises:
            ConfigurationError: There can be no lock, or another program keeps it.
        """
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
        self._write(self.folder / _INDEX, json.dumps({name: entry_of(one) for name, one in records.items()}, indent=1))

    def _write(self, path: Path, content: str) -> None:
        try:
            replace_file(path, content.encode("utf-8"), private=True)
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


def _unreadable(profile: str) -> ConfigurationError:
    return ConfigurationError(f"the stored session {profile!r} cannot be read; sign in again")


def _check_name(profile: str) -> None:
    if not _NAME.fullmatch(profile):
        raise ConfigurationError(
            f"{profile!r} is not a valid profile name; use up to 64 letters, digits, dots and dashes"
        )


def _default_folder() -> Path:
    named = os.environ.get("POWERTRACK_CONFIG_DIR")
    if named:
        return local_path(named)
    from platformdirs import user_config_path

    return user_config_path("powertrack-sdk", appauthor=False)
