"""Secrets in the keyring of the system, cut into pieces that every keyring takes."""

from __future__ import annotations

import contextlib
import os
from typing import Final, Protocol

from powertrack_sdk.errors import ConfigurationError

_SERVICE: Final = "powertrack-sdk"
# The keyring of Windows takes 2560 bytes an entry, and a session cookie is longer than that.
_PIECE: Final = 1000


class Keyring(Protocol):
    """A place for secrets, as the package `keyring` has it."""

    def get_password(self, service: str, username: str) -> str | None:
        """A secret; None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete a secret."""


class Pieces:
    """Texts of any length in a keyring.

    Args:
        keyring: Where to keep them; None if there is no keyring.
    """

    def __init__(self, keyring: Keyring | None) -> None:
        self._keyring = keyring

    def put(self, entry: str, text: str) -> bool:
        """Keep a text. Returns False if the keyring does not take it; then nothing is left there."""
        if self._keyring is None:
            return False
        pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
        try:
            self.erase(entry)  # what a killed program has left there may be longer
            # The number of pieces comes first, so that all of them can be found and erased after a crash.
            self._keyring.set_password(_SERVICE, entry, str(len(pieces)))
            for number, piece in enumerate(pieces):
                self._keyring.set_password(_SERVICE, f"{entry}/{number}", piece)
        except Exception:  # each keyring has errors of its own, and the file is there instead
            with contextlib.suppress(ConfigurationError):
                self.erase(entry)
            return False
        return True

    def get(self, entry: str) -> str | None:
        """A text that was kept; None if it is not there whole.

        Raises:
            ConfigurationError: The keyring does not answer.
        """
        pieces = [self._get(f"{entry}/{number}") for number in range(self._count(entry))]
        if not pieces or None in pieces:
            return None
        return "".join(piece or "" for piece in pieces)

    def erase(self, entry: str) -> None:
        """Erase a text, or what there is of it.

        Raises:
            ConfigurationError: It is still there.
        """
        for name in [*(f"{entry}/{number}" for number in range(self._count(entry))), entry]:
            if self._get(name) is None:
                continue
            try:
                self._reachable(name).delete_password(_SERVICE, name)
            except Exception as error:  # as above
                raise _unreachable(name, type(error).__name__) from error

    def _count(self, entry: str) -> int:
        count = self._get(entry) or "0"
        return int(count) if count.isdecimal() else 0

    def _get(self, name: str) -> str | None:
        keyring = self._reachable(name)
        try:
            return keyring.get_password(_SERVICE, name)
        except Exception as error:  # as above
            raise _unreachable(name, type(error).__name__) from error

    def _reachable(self, name: str) -> Keyring:
        if self._keyring is None:
            raise _unreachable(name, "there is none, or POWERTRACK_KEYRING switches it off")
        return self._keyring


def _unreachable(name: str, reason: str) -> ConfigurationError:
    profile = name.partition("/")[0].rstrip("~")
    return ConfigurationError(
        f"the stored session {profile!r} is in the keyring of the system, which does not answer ({reason})"
    )


def system_keyring() -> Keyring | None:
    """The keyring of the system; None if there is none, or it is switched off with `POWERTRACK_KEYRING=off`."""
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
