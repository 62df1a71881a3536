"""A session in use: its cookies as they are now, for all threads and tasks of all clients that share it."""

from __future__ import annotations

import atexit
import logging
import math
import time
from concurrent.futures import Future
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

import httpx
from attrs import evolve, field, frozen

from powertrack_sdk.auth.cookie_header import (
    check_is_cookie,
    crumbs,
    is_other_user,
    is_session_cookie,
    missing_chunks,
    session_expiry,
)
from powertrack_sdk.auth.cookies import Cookies
from powertrack_sdk.auth.credentials import Credentials
from powertrack_sdk.errors import ConfigurationError, PowerTrackError
from powertrack_sdk.forks import unlock_in_children

if TYPE_CHECKING:
    from powertrack_sdk.auth.store import StoredProfile

_log = logging.getLogger("powertrack_sdk")
_sessions: WeakSet[Session] = WeakSet()

# Seconds between two saves: renewed session cookies must not get lost, the rest is a convenience of the next run.
_BETWEEN_SAVES: Final = {"renewal": 1.0, "other": 60.0}


@frozen
class _State:
    """What requests carry at one moment. `number` counts the sign-ins."""

    number: int
    credentials: Credentials
    cookies: Cookies = field(repr=False)


class Session:
    """The cookies of one sign-in to one host, kept as a browser keeps them.

    `Set-Cookie` headers of answers change them, a fresh sign-in replaces them. Each change is one step for all threads
    and tasks: no request carries parts of two sessions. A session that came from the store is saved back there.

    Args:
        credentials: The cookies to begin with.
        profile: The stored sign-in that they come from, if any.
    """

    def __init__(self, credentials: Credentials, profile: StoredProfile | None = None) -> None:
        self.host = credentials.base_url
        self.profile = profile
        self._state = _State(1, credentials, Cookies(credentials.cookie))
        self.unlock()
        self._unsaved: set[str] = set()
        self._saved_at = {"renewal": -math.inf, "other": time.monotonic()}
        self._save_failed = False
        self._last_success: datetime | None = None
        self._asked_for = 0
        self._unproven = False
        _sessions.add(self)
        unlock_in_children(self)

    def unlock(self) -> None:
        """Begin with free locks and without a renewal under way."""
        self._lock = Lock()
        self._saving = Lock()
        self._renewal: Future[bool] | None = None

    @property
    def credentials(self) -> Credentials:
        """The credentials as they are now."""
        return self._state.credentials

    @property
    def number(self) -> int:
        """How many sign-ins this session has had. A renewal by `Set-Cookie` does not count."""
        return self._state.number

    def headers(self, url: httpx.URL) -> tuple[int, dict[str, str]]:
        """The number of the sign-in, and the headers that carry it. The URL must be on the session's host."""
        state = self._state
        check_is_cookie(state.credentials.cookie, f"The cookie ({state.credentials.source})")
        headers = state.credentials.headers()
        headers["Cookie"] = state.cookies.header(url)
        return state.number, {name: value for name, value in headers.items() if name != "Cookie" or value}

    def answered(self, number: int, response: httpx.Response, now: datetime) -> None:
        """Take over the cookies of an answer of PowerTrack.

        Args:
            number: The sign-in that the request carried. The answer changes nothing if there was another since.
            response: The answer.
            now: The current moment.
        """
        with self._lock:
            if number != self._state.number:  # the answer belongs to an older sign-in
                return
            if response.is_success:
                self._unproven = False
                self._last_success = now
                self._unsaved.add("other")
            if "set-cookie" in response.headers:
                self._take(self._state, response)

    def _take(self, state: _State, response: httpx.Response) -> None:
        cookies = state.cookies.updated(response)
        if cookies == state.cookies:
            return
        header = cookies.api_header(self.host)
        # Chunks of two sessions joined would be refused, and the old session may still work.
        if missing_chunks(header) and not missing_chunks(state.credentials.cookie):
            _log.warning("an answer renewed only part of the session cookies; they are ignored")
            return
        credentials = state.credentials
        session_changed = _session_part(header) != _session_part(credentials.cookie)
        if is_other_user(header, credentials.cookie):
            _log.warning("an answer brought the session cookies of another user; they are ignored")
            return
        if header:
            expires_at = session_expiry(header) if session_changed else credentials.expires_at
            credentials = evolve(credentials, cookie=header, expires_at=expires_at)
        self._state = _State(state.number, credentials, cookies)
        self._unsaved.add("renewal" if session_changed else "other")

    def replace(
        self, credentials: Credentials, profile: StoredProfile | None = None, *, unproven: bool = False
    ) -> None:
        """Continue with a fresh sign-in.

        Args:
            credentials: The fresh sign-in, to the same host.
            profile: Its stored profile, if any.
            unproven: Whether the hook gave it. The hook is called again only after such a sign-in has worked.

        Raises:
            ConfigurationError: It is for another host.
        """
        if credentials.base_url != self.host:
            raise ConfigurationError(
                f"the fresh credentials are for {credentials.base_url}, but this session is for {self.host};"
                " a session stays on its host. Make another client for the other host"
            )
        with self._lock:
            self._state = _State(self._state.number + 1, credentials, Cookies(credentials.cookie))
            self.profile = profile
            self._unsaved.clear()
            self._last_success = None
            self._unproven = unproven

    def save_due(self) -> bool:
        """Whether it is time to `save`."""
        if self.profile is None:
            return False
        now = time.monotonic()
        with self._lock:
            return any(now - self._saved_at[kind] >= _BETWEEN_SAVES[kind] for kind in self._unsaved)

    def save(self) -> None:
        """Save what has changed to the stored sign-in that the session came from.

        A failure is no reason to stop a program: it is logged once.
        """
        with self._saving:  # saves one after the other, so that an older state never overwrites a newer one
            with self._lock:
                profile, state, last_success = self.profile, self._state, self._last_success
                unsaved, self._unsaved = self._unsaved, set()
                self._saved_at = dict.fromkeys(_BETWEEN_SAVES, time.monotonic())
            if profile is None or not unsaved:
                return
            try:
                profile.save(state.credentials, state.cookies.expiries(), last_success)
            except (PowerTrackError, OSError) as error:
                with self._lock:
                    self._unsaved |= unsaved
                if not self._save_failed:
                    self._save_failed = True
                    _log.warning("the stored session %s cannot be updated: %s", profile.name, error)

    def advice(self) -> str:
        """How to renew the session once it has ended."""
        if self.profile is not None:
            option = "" if self.profile.is_default else f" --profile {self.profile.name}"
            return f"Sign in with the browser again, copy a fresh request and run `powertrack auth import{option}`."
        return "Sign in with the browser again and copy a fresh request."

    def begin_renewal(self, number: int) -> tuple[Future[bool], bool]:
        """The renewal of a sign-in that has ended, and whether the caller has to carry it out.

        The future's result is whether there is a fresh sign-in. A cancelled future means that the renewal was
        abandoned, and that one of the waiting requests has to begin another.
        """
        renewal: Future[bool] = Future()
        with self._lock:
            if number != self._state.number:
                renewal.set_result(True)
                return renewal, False
            mine = self._renewal is None
            self._renewal = self._renewal or renewal
            return self._renewal, mine

    def end_renewal(self, *, abandoned: bool = False) -> None:
        """Allow another renewal to begin."""
        with self._lock:
            self._renewal = None
            if abandoned:
                self._asked_for = 0

    def may_ask(self) -> bool:
        """Whether to call the user's hook: once a sign-in, and never for a sign-in of its own that did not work."""
        with self._lock:
            if self._asked_for == self._state.number or self._unproven:
                return False
            self._asked_for = self._state.number
            return True

    def take_newer(self, now: datetime) -> bool:
        """Record that the stored sign-in has ended. Returns True, and continues with it, if there is a newer one.

        Raises:
            ConfigurationError: It is for another host.
        """
        profile = self.profile
        if profile is None:
            return False
        self.save()
        newer = profile.ended(now)
        if newer is not None:
            self.replace(*newer)
        return newer is not None

    def take_fresh(self, credentials: Credentials, now: datetime) -> None:
        """Continue with the sign-in that the user's hook gave, and store it in place of the ended one.

        Raises:
            ConfigurationError: It is for another host.
        """
        profile = self.profile
        same_user = not is_other_user(credentials.cookie, self.credentials.cookie)
        self.replace(credentials, unproven=True)
        if profile is not None and same_user:
            try:
                self.profile = profile.signed_in_again(credentials, now)
            except (PowerTrackError, OSError) as error:
                _log.warning("the fresh session could not be stored as %s: %s", profile.name, error)


@atexit.register
def _save_all() -> None:
    """Save renewed cookies of clients that were not closed."""
    for session in tuple(_sessions):
        session.save()


def _session_part(header: str) -> dict[str, str]:
    return {name: value for name, value in crumbs(header) if is_session_cookie(name)}
