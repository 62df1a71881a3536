"""Finds credentials, in the documented order."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Self
from urllib.parse import urlsplit

from attrs import evolve

from powertrack_sdk.auth.address import DEFAULT_BASE_URL, checked_base_url, is_loopback
from powertrack_sdk.auth.cookie_header import checked_header_value, given_cookie, readable_cookie
from powertrack_sdk.auth.credentials import DEFAULT_AE_V, Credentials, product_user_agent
from powertrack_sdk.auth.pasted_text import HOW_TO_COPY
from powertrack_sdk.auth.session import Session
from powertrack_sdk.auth.sources import (
    FETCH_FILE_NAME,
    Source,
    absolute,
    cookie_file,
    default_cookie_file,
    default_fetch_files,
    dotenv_variables,
    fetch_file,
    pasted,
    variables,
)
from powertrack_sdk.auth.store import DEFAULT_PROFILE, Store
from powertrack_sdk.errors import AuthenticationError, ConfigurationError
from powertrack_sdk.forks import unlock_in_children

_log = logging.getLogger("powertrack_sdk")


class AuthManager:
    """Finds the credentials of a browser session.

    They come from the first of these that has a cookie:

    1. the arguments: `cookie`, then `fetch_file`, then `cookie_file`; or `profile`, a stored session;
    2. the environment variables `COOKIE`, `AE_S`, `AE_V`, `BASE_URL`;
    3. a file `.env` with the same names in the working folder;
    4. `mostRecentFetch.js`, a request copied from the browser, in the working folder or inside the package;
    5. `cookie.txt` in the working folder;
    6. the session `default` that `powertrack auth import` stored.

    The log says which place it was. Cookie and `ae_s` are of one session, so both come from that one place; only the
    argument `ae_s` takes precedence. `AE_V` counts wherever it is set, in the same order.

    A session goes to the host that it came with. A copied request and a stored session name their host themselves: a
    `BASE_URL` that names another is an error for the request and does not count for the stored session. For a cookie,
    the `BASE_URL` of the environment counts; that of `.env` counts if the cookie comes from `.env` or `cookie.txt`, and
    is an error if the cookie comes from elsewhere. The argument `base_url` takes precedence over all of them; but for a
    stored session another host is an error, and for a copied request one that is not on this machine.
    """

    def __init__(
        self,
        cookie: str | None = None,
        ae_s: str | None = None,
        ae_v: str | None = None,
        base_url: str | None = None,
        cookie_file: str | os.PathLike[str] | None = None,
        fetch_file: str | os.PathLike[str] | None = None,
        profile: str | None = None,
    ) -> None:
        """Take what is given and check it; the other places are looked at when the credentials are first needed.

        Args:
            cookie: The Cookie header.
            ae_s: The `ae_s` header; an empty string means that none is sent.
            ae_v: The `ae_v` header; `086665` if it is found nowhere.
            base_url: Scheme and host; `https://apps.alsoenergy.com` if it is found nowhere.
            cookie_file: A file that holds the Cookie header.
            fetch_file: A file that holds a request copied from the browser.
            profile: Name of a stored session, as `powertrack auth import --profile` gave it. No other place counts.

        Raises:
            ConfigurationError: A value or a file that is given cannot be used.
        """
        if profile is not None and any(one is not None for one in (cookie, ae_s, base_url, cookie_file, fetch_file)):
            raise ConfigurationError("profile names a stored session; give it without another cookie, ae_s or base_url")
        if cookie is not None:
            cookie = given_cookie(cookie, "The cookie (arguments)")
        checked_header_value(ae_s or "", "AE_S (arguments)")
        checked_header_value(ae_v or "", "AE_V (arguments)")
        if base_url is not None:
            base_url = checked_base_url(base_url, "The base URL (arguments)")
        self._arguments = Source("arguments", cookie=cookie, ae_s=ae_s, ae_v=ae_v or None, base_url=base_url)
        self._fetch_file = None if fetch_file is None else absolute(fetch_file)
        self._cookie_file = None if cookie_file is None else absolute(cookie_file)
        self._profile = profile
        self._environ: Mapping[str, str] | None = None
        self._looks_at_files = True
        self._looks_at_dotenv = True
        self._session: Session | None = None
        self._passed_over: str | None = None
        self.unlock()
        unlock_in_children(self)
        for source in self._named_files():
            self._cookie_of(source)

    def unlock(self) -> None:
        """Start with a free lock."""
        self._lock = Lock()

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Take the credentials from variables only: those given, else those of the process and then `.env`.

        Args:
            environ: The variables; those of the process and of `.env` when None.
        """
        manager = cls()
        manager._environ = environ
        manager._looks_at_files = False
        manager._looks_at_dotenv = environ is None
        return manager

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Take the credentials from the text of a request copied from the browser.

        Raises:
            ConfigurationError: It is not understood, has no cookie, or its host may not get credentials.
        """
        source = pasted(text, "copied request")
        return cls.from_credentials(
            Credentials(
                cookie=readable_cookie(source.cookie or "", "The cookie of the copied request"),
                ae_s=source.ae_s,
                ae_v=source.ae_v or DEFAULT_AE_V,
                base_url=source.base_url or DEFAULT_BASE_URL,
                user_agent=source.user_agent or product_user_agent(),
                source=source.name,
            )
        )

    @classmethod
    def from_credentials(cls, credentials: Credentials) -> Self:
        """Take credentials that are known already."""
        manager = cls()
        manager._session = Session(credentials)
        return manager

    @classmethod
    def from_fetch_file(cls, path: str | os.PathLike[str]) -> Self:
        """Take the credentials from a file that holds a request copied from the browser.

        Raises:
            ConfigurationError: The file cannot be used.
        """
        return cls(fetch_file=path)

    @property
    def session(self) -> Session:
        """The session in use; found at first use and kept.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: A file or a value that was found cannot be used.
        """
        with self._lock:
            if self._session is None:
                self._session = self._found()
                if self._session.credentials.source != self._arguments.name:
                    _log.info("using the session of %s for %s", self._session.credentials.source, self._session.host)
                if self._passed_over:
                    _log.warning("%s", self._passed_over)
            return self._session

    @property
    def credentials(self) -> Credentials:
        """The credentials as they are now: answers of PowerTrack may renew the cookies.

        Raises:
            AuthenticationError: There are no credentials.
            ConfigurationError: A file or a value that was found cannot be used.
        """
        return self.session.credentials

    @property
    def passed_over(self) -> str | None:
        """A warning if a file of the working folder takes precedence over a stored session; else None."""
        return self._passed_over

    def refresh_from_fetch(self, path: str | os.PathLike[str] | None = None) -> Credentials:
        """Read a copied request, again or for the first time, and use its session from now on.

        It replaces any cookie and `ae_s` used before, given ones too. On failure, nothing changes. If the request is of
        another host, running calls end with the session that they began with, and later calls go to that host.

        Args:
            path: The file; if None the one that was given before, else `mostRecentFetch.js`.

        Raises:
            ConfigurationError: There is no such file, or it cannot be used.
        """
        named = self._fetch_file if path is None else absolute(path)
        if named is None:
            source = next((source for _, source in default_fetch_files() if source is not None), None)
        else:
            source = _required(fetch_file(named), named)
        if source is None:
            raise ConfigurationError(f"There is no {FETCH_FILE_NAME} with a request in it. To get one, {HOW_TO_COPY}.")
        credentials = self._completed(source, source.ae_s, None)
        with self._lock:
            self._fetch_file = named
            if self._session is not None and self._session.host == credentials.base_url:
                self._session.replace(credentials)
            else:
                self._session = Session(credentials)
        return credentials

    def __repr__(self) -> str:
        found = self._session
        return f"AuthManager({found.credentials!r})" if found else "AuthManager(not looked for yet)"

    def _found(self) -> Session:
        if self._profile is not None:
            return self._stored(self._profile)
        tried: list[str] = []
        for note, source in self._places():
            if source is not None and source.cookie is not None:
                ae_s = source.ae_s if self._arguments.ae_s is None else self._arguments.ae_s
                session = Session(self._completed(source, ae_s, self._arguments.base_url))
                if source.implicit and DEFAULT_PROFILE in Store().records():
                    self._passed_over = (
                        f"The session of {source.name} in {Path.cwd()} is used, not the stored session"
                        f" {DEFAULT_PROFILE}. Delete the file, or name the profile."
                    )
                return session
            tried.append(note)
        if self._looks_at_files:
            if DEFAULT_PROFILE in Store().records():
                return self._stored(DEFAULT_PROFILE)
            tried.append(f"the stored sessions (no profile {DEFAULT_PROFILE})")
        raise AuthenticationError(
            f"There are no credentials. To provide them, {HOW_TO_COPY}; then run `powertrack auth import` and paste it."
            f" Or save what was copied as {FETCH_FILE_NAME} in the working folder, or set the environment variables"
            f" COOKIE and AE_S. Looked at: {'; '.join(tried)}."
        )

    def _stored(self, profile: str) -> Session:
        credentials, stored = Store().open(profile)
        if self._arguments.base_url not in (None, credentials.base_url):
            raise ConfigurationError(
                f"The stored session {profile} belongs to {credentials.base_url}, but base_url is"
                f" {self._arguments.base_url}. A session is only sent to its own host."
            )
        if self._arguments.ae_s is not None:
            credentials = evolve(credentials, ae_s=self._arguments.ae_s)
        if self._arguments.ae_v is not None:
            credentials = evolve(credentials, ae_v=self._arguments.ae_v)
        return Session(credentials, stored)

    def _places(self) -> Iterator[tuple[str, Source | None]]:
        """The places in their order; with each a note for the error, in case it has no cookie."""
        yield "the arguments (no cookie)", self._arguments
        for source in self._named_files():
            yield source.name, source
        yield "the environment (no COOKIE)", self._environment()
        if self._looks_at_dotenv:
            dotenv = dotenv_variables()
            yield f".env ({'not there' if dotenv is None else 'no COOKIE'})", dotenv
        if self._looks_at_files:
            yield from default_fetch_files()
            yield default_cookie_file()

    def _named_files(self) -> Iterator[Source]:
        if self._fetch_file is not None:
            yield _required(fetch_file(self._fetch_file), self._fetch_file)
        if self._cookie_file is not None:
            yield _required(cookie_file(self._cookie_file), self._cookie_file)

    def _environment(self) -> Source:
        return variables(os.environ if self._environ is None else self._environ, "environment")

    def _cookie_of(self, source: Source) -> str:
        readable = given_cookie if source is self._arguments else readable_cookie
        return readable(source.cookie or "", f"The cookie ({source.name})")

    def _completed(self, source: Source, ae_s: str | None, base_url: str | None) -> Credentials:
        """Add the values that may come from elsewhere to cookie and `ae_s`; a given `base_url` counts first."""
        dotenv = dotenv_variables() if self._looks_at_dotenv else None
        places = [self._arguments, self._environment(), *([] if dotenv is None else [dotenv]), source]
        versions = [(place.ae_v, place.name) for place in places if place.ae_v]
        ae_v, chosen = versions[0] if versions else (DEFAULT_AE_V, "default")
        agent = source.user_agent or product_user_agent()
        return Credentials(
            cookie=self._cookie_of(source),
            ae_s=checked_header_value(ae_s or "", f"AE_S ({source.name})"),
            ae_v=checked_header_value(ae_v, f"AE_V ({chosen})"),
            base_url=self._base_url(source, dotenv, base_url),
            user_agent=checked_header_value(agent, f"The User-Agent ({source.name})"),
            source=source.name,
        )

    def _base_url(self, source: Source, dotenv: Source | None, given: str | None) -> str:
        """The host that the session of a source goes to."""
        if given is not None:
            if source.is_request and given != source.base_url and not is_loopback(urlsplit(given).hostname or ""):
                raise ConfigurationError(
                    f"The session of {source.name} belongs to {source.base_url}, but base_url is {given}."
                    " A session is only sent to its own host."
                )
            return given
        named = [place for place in (self._environment(), dotenv) if place is not None and place.base_url]
        if not named:
            return source.base_url or DEFAULT_BASE_URL
        place = named[0]
        chosen = checked_base_url(place.base_url or "", f"BASE_URL ({place.name})")
        own = source.base_url and checked_base_url(source.base_url, f"BASE_URL ({source.name})")
        if own not in (None, chosen):
            raise ConfigurationError(
                f"The session of {source.name} belongs to {own}, but BASE_URL ({place.name}) names "
                f"{chosen}. A session is only sent to its own host: take BASE_URL away, or copy a request from there."
            )
        if own is None and place is dotenv and not source.implicit and chosen != DEFAULT_BASE_URL:
            raise ConfigurationError(
                f"The cookie ({source.name}) would go to {chosen}, which only {Path.cwd() / '.env'} names. If that is"
                " its host, set the environment variable BASE_URL to it (in Python, base_url does the same); if it is"
                " not, take BASE_URL out of the file."
            )
        return chosen


def _required(source: Source | None, path: Path) -> Source:
    if source is None:
        raise ConfigurationError(f"The file {path} is empty. To fill it, {HOW_TO_COPY}.")
    return source
