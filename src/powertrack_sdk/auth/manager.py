"""Finding credentials, in the promised order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Self

from powertrack_sdk.auth.address import DEFAULT_BASE_URL, checked_base_url
from powertrack_sdk.auth.credentials import DEFAULT_AE_V, Credentials, checked_header_value, product_user_agent
from powertrack_sdk.auth.pasted_text import HOW_TO_COPY
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
from powertrack_sdk.errors import AuthenticationError, ConfigurationError

_ARGUMENTS = "arguments"
_ENVIRONMENT = "environment"


class AuthManager:
    """Finds the credentials of a browser session.

    They come from the first of these that has a cookie:

    1. the arguments: `cookie`, then `fetch_file`, then `cookie_file`;
    2. the environment variables `COOKIE`, `AE_S`, `AE_V`, `BASE_URL`;
    3. a file `.env` with the same names, in the working folder or above;
    4. `mostRecentFetch.js`, a request copied from the browser, in the working folder or inside the package;
    5. `cookie.txt` in the working folder.

    Cookie and `ae_s` are of one session, so both come from that one place; only the argument `ae_s` stands above it.
    `AE_V` and `BASE_URL` count wherever they are set, in the same order. A copied request names its host itself: a
    `BASE_URL` variable that names another is an error, the argument `base_url` is the caller's word and counts.
    """

    def __init__(
        self,
        cookie: str | None = None,
        ae_s: str | None = None,
        ae_v: str | None = None,
        base_url: str | None = None,
        cookie_file: str | os.PathLike[str] | None = None,
        fetch_file: str | os.PathLike[str] | None = None,
    ) -> None:
        """Take what is given and check it; the other places are looked at when the credentials are first needed.

        Args:
            cookie: The Cookie header.
            ae_s: The `ae_s` header; an empty string means that none is sent.
            ae_v: The `ae_v` header; `086665` when it is found nowhere.
            base_url: Scheme and host; `https://apps.alsoenergy.com` when it is found nowhere.
            cookie_file: A file that holds the Cookie header.
            fetch_file: A file that holds a request copied from the browser.

        Raises:
            ConfigurationError: A value or a file that is given cannot be used.
        """
        if cookie is not None and not checked_header_value(cookie, "The cookie (arguments)"):
            raise ConfigurationError("The cookie (arguments) is empty.")
        checked_header_value(ae_s or "", "AE_S (arguments)")
        checked_header_value(ae_v or "", "AE_V (arguments)")
        if base_url is not None:
            base_url = checked_base_url(base_url, "The base URL (arguments)")
        self._arguments = Source(_ARGUMENTS, cookie=cookie, ae_s=ae_s, ae_v=ae_v or None, base_url=base_url)
        self._fetch_file = None if fetch_file is None else absolute(fetch_file)
        self._cookie_file = None if cookie_file is None else absolute(cookie_file)
        self._environ: Mapping[str, str] | None = None
        self._looks_at_files = True
        self._looks_at_dotenv = True
        self._credentials: Credentials | None = None
        self._lock = Lock()
        for source in self._named_files():
            checked_header_value(source.cookie or "", f"The cookie ({source.name})")

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
                cookie=source.cookie or "",
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
        manager = cls(cookie=credentials.cookie)
        manager._credentials = credentials
        return manager

    @classmethod
    def from_fetch_file(cls, path: str | os.PathLike[str]) -> Self:
        """Take the credentials from a file that holds a request copied from the browser.

        Raises:
            ConfigurationError: The file cannot be used.
        """
        return cls(fetch_file=path)

    @property
    def credentials(self) -> Credentials:
        """The credentials; found at first use and kept.

        Raises:
            AuthenticationError: There are none.
            ConfigurationError: A file or a value that was found cannot be used.
        """
        with self._lock:
            if self._credentials is None:
                self._credentials = self._found()
            return self._credentials

    def refresh_from_fetch(self, path: str | os.PathLike[str] | None = None) -> Credentials:
        """Read a copied request, again or for the first time, and use its session from now on.

        It takes the place of any cookie and `ae_s` used before, given ones too. When it fails, nothing changes.

        Args:
            path: The file; when None the one that was given before, else `mostRecentFetch.js`.

        Raises:
            ConfigurationError: There is no such file, or it cannot be used.
        """
        named = self._fetch_file if path is None else absolute(path)
        source = self._pasted([]) if named is None else _required(fetch_file(named), named)
        if source is None:
            raise ConfigurationError(f"There is no {FETCH_FILE_NAME} with a request in it. To get one, {HOW_TO_COPY}.")
        credentials = self._completed(source, source.ae_s)
        with self._lock:
            self._fetch_file = named
            self._credentials = credentials
        return credentials

    def __repr__(self) -> str:
        return f"AuthManager({self._credentials!r})" if self._credentials else "AuthManager(not looked for yet)"

    def _found(self) -> Credentials:
        tried: list[str] = []
        for source in self._sources(tried):
            if source.cookie is not None:
                ae_s = source.ae_s if self._arguments.ae_s is None else self._arguments.ae_s
                return self._completed(source, ae_s)
        raise AuthenticationError(
            f"There are no credentials. Looked at: {'; '.join(tried)}. To provide them, {HOW_TO_COPY}; then save what "
            f"was copied as {FETCH_FILE_NAME} in the working folder. Or set the environment variables COOKIE and AE_S."
        )

    def _sources(self, tried: list[str]) -> Iterator[Source]:
        """The places in their order; what was found wanting is noted in `tried`."""
        yield self._arguments
        tried.append("the arguments (no cookie)")
        yield from self._named_files()
        yield self._environment()
        tried.append("the environment (no COOKIE)")
        if self._looks_at_dotenv:
            dotenv = dotenv_variables()
            if dotenv is not None:
                yield dotenv
            tried.append(".env (not there)" if dotenv is None else ".env (no COOKIE)")
        if self._looks_at_files:
            pasted = self._pasted(tried)
            if pasted is not None:
                yield pasted
            path = default_cookie_file()
            saved = cookie_file(path) if path.is_file() else None
            if saved is not None:
                yield saved
            tried.append(f"{path} ({'empty' if path.is_file() else 'not there'})")

    def _named_files(self) -> Iterator[Source]:
        if self._fetch_file is not None:
            yield _required(fetch_file(self._fetch_file), self._fetch_file)
        if self._cookie_file is not None:
            yield _required(cookie_file(self._cookie_file), self._cookie_file)

    def _environment(self) -> Source:
        return variables(os.environ if self._environ is None else self._environ, _ENVIRONMENT)

    def _pasted(self, tried: list[str]) -> Source | None:
        for path in default_fetch_files():
            source = fetch_file(path) if path.is_file() else None
            if source is not None:
                return source
            tried.append(f"{path} ({'no request in it' if path.is_file() else 'not there'})")
        return None

    def _completed(self, source: Source, ae_s: str | None) -> Credentials:
        """Add to cookie and `ae_s` what may come from elsewhere."""
        settings = [self._arguments, self._environment()]
        dotenv = dotenv_variables() if self._looks_at_dotenv else None
        settings += [] if dotenv is None else [dotenv]
        versions = [(place.ae_v, place.name) for place in [*settings, source] if place.ae_v]
        ae_v, chosen = versions[0] if versions else (DEFAULT_AE_V, "default")
        where = f"({source.name})"
        return Credentials(
            cookie=checked_header_value(source.cookie or "", f"The cookie {where}"),
            ae_s=checked_header_value(ae_s or "", f"AE_S {where}") or None,
            ae_v=checked_header_value(ae_v, f"AE_V ({chosen})"),
            base_url=self._base_url(settings, source),
            user_agent=checked_header_value(source.user_agent or product_user_agent(), f"The User-Agent {where}"),
            source=source.name,
        )

    def _base_url(self, settings: list[Source], source: Source) -> str:
        if self._arguments.base_url is not None:
            return self._arguments.base_url
        place = next((place for place in settings if place.base_url), None)
        if place is None or place.base_url is None:
            return source.base_url or DEFAULT_BASE_URL
        chosen = checked_base_url(place.base_url, f"BASE_URL ({place.name})")
        if source not in settings and source.base_url not in (None, chosen):
            raise ConfigurationError(
                f"The session of {source.name} belongs to {source.base_url}, but BASE_URL ({place.name}) names "
                f"{chosen}. A session is only sent to its own host: take BASE_URL away, or copy a request from there."
            )
        return chosen


def _required(source: Source | None, path: Path) -> Source:
    if source is None:
        raise ConfigurationError(f"The file {path} is empty. To fill it, {HOW_TO_COPY}.")
    return source
