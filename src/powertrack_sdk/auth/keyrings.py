"""Secrets in the keyring of the system, cut into pieces that every keyring takes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from functools import partial
from typing import Final, Protocol, TypeVar

from powertrack_sdk.errors import ConfigurationError

T = TypeVar("T")

_SERVICE: Final = "powertrack-sdk"
# The keyring of Windows takes 2560 bytes an entry, and a session cookie is longer than that.
_PIECE: Final = 1000


class Keyring(Protocol):
    """A place for secrets, with the methods of the package `keyring`."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret; None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete a secret."""


class Pieces:
    """Texts of any length in a keyring.

    Args:
        keyring: Where to store them; None if there is no keyring.
    """

    def __init__(self, keyring: Keyring | None) -> None:
        self._keyring = keyring

    def put(self, entry: str, text: str) -> bool:
        """Store a text. Returns False if the keyring does not take it; then it holds nothing of it."""
        if self._keyring is None:
            return False
        pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
        try:
            self.erase(entry)  # the rest of a killed program may be longer
            # The number of pieces comes first, so that all of them can be found and erased after a crash.
            self._keyring.set_password(_SERVICE, entry, str(len(pieces)))
            for number, piece in enumerate(pieces):
                self._keyring.set_password(_SERVICE, f"{entry}/{number}", piece)
        except Exception:  # each keyring has errors of its own, and a file serves instead
            with contextlib.suppress(ConfigurationError):
                self.erase(entry)
            return False
        return True

    def get(self, entry: str) -> str | None:
        """Return a stored text; None if it is not there whole."""
        pieces = [self._get(name) for name in self._pieces(entry)]
        return "".join(piece or "" for piece in pieces) if pieces and None not in pieces else None

    def erase(self, entry: str) -> None:
        """Erase a text, or the pieces of it that are there."""
        for name in [*self._pieces(entry), entry]:
            if self._get(name) is not None:
                self._answer(name, partial(_delete, name=name))

    def _pieces(self, entry: str) -> list[str]:
        count = self._get(entry) or "0"
        return [f"{entry}/{number}" for number in range(int(count) if count.isdecimal() else 0)]

    def _get(self, name: str) -> str | None:
        return self._answer(name, lambda keyring: keyring.get_password(_SERVICE, name))

    def _answer(self, name: str, call: Callable[[Keyring], T]) -> T:
        """Call the keyring.

        Raises:
            ConfigurationError: It does not answer.
        """
        reason = "there is none, or POWERTRACK_KEYRING switches it off"
        cause: Exception | None = None
        if self._keyring is not None:
            try:
                return call(self._keyring)
            except Exception as error:  # each keyring has errors of its own
                reason, cause = type(error).__name__, error
        profile = name.partition("/")[0].rstrip("~")
        raise ConfigurationError(
            f"the stored session {profile!r} is in the keyring of the system, which does not answer ({reason})"
        ) from cause


def _delete(keyring: Keyring, name: str) -> None:
    keyring.delete_password(_SERVICE, name)


def system_keyring() -> Keyring | None:
    """The keyring of the system; None if there is none, or if `POWERTRACK_KEYRING=off`."""
    if os.environ.get("POWERTRACK_KEYRING", "").lower() == "off":
        return None
    try:
        import keyring
        from keyring.backends import fail, null

        backend = keyring.get_keyring()
    except Exception:  # it is not installed, or cannot be set up: a file serves instead
        return None
    if isinstance(backend, (fail.Keyring, null.Keyring)):
        return None
    return backend  # pyright: ignore[reportReturnType]  # its methods are wrapped without their types
