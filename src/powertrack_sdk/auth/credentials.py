"""The headers that make PowerTrack accept a request like one of a signed-in browser."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from attrs import Factory, field, frozen

from powertrack_sdk.auth.address import DEFAULT_BASE_URL, checked_base_url
from powertrack_sdk.auth.cookie_header import checked_header_value, session_expiry
from powertrack_sdk.errors import ConfigurationError
from powertrack_sdk.version import __version__

DEFAULT_AE_V: Final = "086665"


def product_user_agent() -> str:
    """Name and version of this package, as the User-Agent header has them."""
    return f"powertrack-sdk/{__version__}"


def _cookie(value: str) -> str:
    cookie = checked_header_value(value, "The cookie")
    if not cookie:
        raise ConfigurationError("The cookie is empty.")
    return cookie


def _ae_s(value: str | None) -> str | None:
    return checked_header_value(value or "", "AE_S") or None


def _ae_v(value: str) -> str:
    return checked_header_value(value, "AE_V") or DEFAULT_AE_V


def _base_url(value: str) -> str:
    return checked_base_url(value, "The base URL")


def _user_agent(value: str) -> str:
    return checked_header_value(value, "The User-Agent")


@frozen
class Credentials:
    """A browser session, and the host that it belongs to.

    Attributes:
        cookie: The Cookie header.
        ae_s: The `ae_s` header; None if the browser sent none.
        ae_v: The `ae_v` header, the version of the web application.
        base_url: Scheme and host; the credentials are for this host alone.
        user_agent: The User-Agent header.
        source: Where they come from, for display.
        expires_at: When the token in the cookie was due (aware); None if the cookie does not say. PowerTrack accepts
            the session long after that.

    Raises:
        ConfigurationError: A header cannot carry one of the values, or the address may not be used.
    """

    cookie: str = field(repr=False, converter=_cookie)
    ae_s: str | None = field(default=None, repr=False, converter=_ae_s)
    ae_v: str = field(default=DEFAULT_AE_V, repr=False, converter=_ae_v)
    base_url: str = field(default=DEFAULT_BASE_URL, converter=_base_url)
    user_agent: str = field(factory=product_user_agent, repr=False, converter=_user_agent)
    source: str = "arguments"
    expires_at: datetime | None = field(default=Factory(lambda self: session_expiry(self.cookie), takes_self=True))

    def headers(self) -> dict[str, str]:
        """The headers that carry the credentials. Their values may hold Latin-1 characters."""
        headers = {"Cookie": self.cookie}
        if self.ae_s is not None:
            headers["ae_s"] = self.ae_s
        return headers | {"ae_v": self.ae_v, "User-Agent": self.user_agent}
