"""Sessions that are kept between runs: in the keyring of the system, or in a file that only the user can read."""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from powertrack_api.decoding import JsonObject, load_object
from powertrack_sdk.auth.address import DEFAULT_BASE_URL
from powertrack_sdk.auth.credentials import DEFAULT_AE_V, Credentials, product_user_agent
from powertrack_sdk.errors import AuthenticationError, ConfigurationError
from powertrack_sdk.files import local_path, replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_PROFILE: Final = "default"

_SERVICE = "powertrack-sdk"
_INDEX = "profiles.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# The keyring of Windows takes 2560 bytes an entry, and a session cookie is longer than that.
_PIECE = 1000
_FIELDS = ("cookie", "ae_s", "ae_v", "base_url", "user_agent")


class Keyring(Protocol):
    """A place for secrets, as the package `keyring` has it."""

    def get_password(self, service: str, username: str) -> str | None:
        """A secret; None where there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


class Store:
    """The stored sessions of this user, each under the name of a profile.

    Args:
        folder: Where the list of profiles is, and the sessions where there is no keyring; by default the folder that
            `POWERTRACK_CONFIG_DIR` names, or the user's folder for settings.
        keyring: A place for secrets; by default that of the system, if it has one that works.
    """

    def __init__(self, folder: Path | None = None, keyring: Keyring | None = None) -> None:
        self.folder = folder if folder is not None else _default_folder()
        self._keyring = keyring if keyring is not None else _system_keyring()

    def profiles(self) -> dict[str, str]:
        """Where each session is kept, by the name of its profile: `keyring` or `file`.

        Raises:
            ConfigurationError: The list cannot be read.
        """
        path = self.folder / _INDEX
        try:
            listed = load_object(path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"{path} cannot be read ({type(error).__name__}); delete it and sign in again"
            ) from error
        return {name: str(place) for name, place in listed.items()}

    def save(self, profile: str, credentials: Credentials) -> str:
        """Keep a session, in the place of one that had the name before.

        Args:
            profile: Name of the profile.
            credentials: What to keep.

        Returns:
            Where it is kept now: `keyring` or `file`.

        Raises:
            ConfigurationError: The name cannot be used, or nothing can be written.
        """
        _check_name(profile)
        kept = json.dumps({name: getattr(credentials, name) for name in _FIELDS})
        with contextlib.suppress(ConfigurationError):  # a keyring that does not answer any more is no reason to stop
            self.forget(profile)
        place = "keyring" if self._to_keyring(profile, kept) else "file"
        if place == "file":
            self._write(self._file(profile), kept)
        self._write(self.folder / _INDEX, json.dumps({**self.profiles(), profile: place}, indent=1))
        return place

    def load(self, profile: str) -> Credentials:
        """A session that was kept.

        Raises:
            AuthenticationError: There is none of that name.
            ConfigurationError: It cannot be read.
        """
        place = self.profiles().get(profile)
        if place is None:
            known = ", ".join(sorted(self.profiles())) or "none"
            raise AuthenticationError(
                f"There is no stored session {profile!r} (there is: {known})."
                f" Run `powertrack auth import --profile {profile}`."
            )
        kept = self._from_keyring(profile) if place == "keyring" else self._from_file(profile)
        if kept is None:
            raise AuthenticationError(
                f"The stored session {profile!r} is gone from the {place}. Run `powertrack auth import` again."
            )
        return _credentials(kept, f"stored session {profile} ({place})")

    def forget(self, profile: str) -> bool:
        """Erase a session; False where there is none.

        Raises:
            ConfigurationError: It cannot be erased, and is still there.
        """
        listed = self.profiles()
        place = listed.pop(profile, None)
        if place is None:
            return False
        with contextlib.nullcontext() if place == "keyring" else contextlib.suppress(ConfigurationError):
            self._erase(profile)
        try:
            self._file(profile).unlink(missing_ok=True)
        except OSError as error:
            raise ConfigurationError(f"{self._file(profile)} cannot be deleted ({error.strerror})") from error
        self._write(self.folder / _INDEX, json.dumps(listed, indent=1))
        return True

    def _file(self, profile: str) -> Path:
        return self.folder / "sessions" / f"{profile}.json"

    def _write(self, path: Path, content: str) -> None:
        try:
            replace_file(path, content.encode("utf-8"), private=True)
        except OSError as error:
            raise ConfigurationError(
                f"{path} cannot be written ({error.strerror}); name another folder in POWERTRACK_CONFIG_DIR"
            ) from error

    def _from_file(self, profile: str) -> JsonObject | None:
        path = self._file(profile)
        try:
            return load_object(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"{path} cannot be read ({type(error).__name__}); sign in again") from error

    def _to_keyring(self, profile: str, kept: str) -> bool:
        """Put a session into the keyring; False where it does not take it, and then nothing is left there."""
        if self._keyring is None:
            return False
        pieces = [kept[start : start + _PIECE] for start in range(0, len(kept), _PIECE)]
        try:
            # The number of pieces comes first, so that there is a way to all of them from the beginning.
            self._keyring.set_password(_SERVICE, profile, str(len(pieces)))
            for number, piece in enumerate(pieces):
                self._keyring.set_password(_SERVICE, f"{profile}/{number}", piece)
        except Exception:  # each keyring has errors of its own, and the file is there instead
            with contextlib.suppress(ConfigurationError):
                self._erase(profile)
            return False
        return True

    def _from_keyring(self, profile: str) -> JsonObject | None:
        pieces = [self._get(f"{profile}/{number}") for number in range(self._pieces(profile))]
        if not pieces or None in pieces:
            return None
        try:
            return load_object("".join(piece or "" for piece in pieces).encode("utf-8"))
        except ValueError as error:
            raise ConfigurationError(f"the stored session {profile!r} cannot be read; sign in again") from error

    def _pieces(self, profile: str) -> int:
        count = self._get(profile) or "0"
        return int(count) if count.isdecimal() else 0

    def _get(self, name: str) -> str | None:
        keyring = self._reachable(name)
        try:
            return keyring.get_password(_SERVICE, name)
        except Exception as error:  # as above
            raise _unreachable(name, type(error).__name__) from error

    def _erase(self, profile: str) -> None:
        """Take a session out of the keyring.

        Raises:
            ConfigurationError: It is still there.
        """
        names = [*(f"{profile}/{number}" for number in range(self._pieces(profile))), profile]
        for name in names:
            if self._get(name) is None:
                continue
            try:
                self._reachable(name).delete_password(_SERVICE, name)
            except Exception as error:  # as above
                raise _unreachable(name, type(error).__name__) from error

    def _reachable(self, name: str) -> Keyring:
        if self._keyring is None:
            raise _unreachable(name, "there is none, or POWERTRACK_KEYRING switches it off")
        return self._keyring


def _unreachable(name: str, reason: str) -> ConfigurationError:
    return ConfigurationError(
        f"the stored session {name.partition('/')[0]!r} is in the keyring of the system,"
        f" which does not answer ({reason})"
    )


def _check_name(profile: str) -> None:
    if not _NAME.fullmatch(profile):
        raise ConfigurationError(
            f"{profile!r} is no name for a profile; letters, digits, dots and dashes are, up to 64 of them"
        )


def _credentials(kept: Mapping[str, object], source: str) -> Credentials:
    cookie, ae_s, ae_v, base_url, user_agent = (_text(kept.get(name)) for name in _FIELDS)
    if not cookie:
        raise ConfigurationError(f"the {source} holds no cookie; sign in again")
    return Credentials(
        cookie=cookie,
        ae_s=ae_s,
        ae_v=ae_v or DEFAULT_AE_V,
        base_url=base_url or DEFAULT_BASE_URL,
        user_agent=user_agent or product_user_agent(),
        source=source,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _default_folder() -> Path:
    named = os.environ.get("POWERTRACK_CONFIG_DIR")
    if named:
        return local_path(named)
    from platformdirs import user_config_path

    return user_config_path(_SERVICE, appauthor=False)


def _system_keyring() -> Keyring | None:
    """The keyring of the system; None where there is none, or it is switched off with `POWERTRACK_KEYRING=off`."""
    if os.environ.get("POWERTRACK_KEYRING", "").lower() == "off":
        return None
    try:
        import keyring
        from keyring.backends import fail, null

        backend = keyring.get_keyring()
    except Exception:  # it is not installed, or cannot be set up: the file is there instead
        return None
    if isinstance(backend, (fail.Keyring, null.Keyring)):
        return None
    return backend  # pyright: ignore[reportReturnType]  # its methods are wrapped without their types
