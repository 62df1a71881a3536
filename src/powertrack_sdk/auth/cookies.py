"""Cookies of a session: the copied Cookie header, and the cookies that answers set."""

from __future__ import annotations

import re
from http.cookiejar import Cookie, CookieJar
from typing import Final

import httpx
from attrs import field, frozen

from powertrack_sdk.auth.cookie_header import SESSION_COOKIE, announced_chunks, crumbs

_SENDABLE: Final = re.compile(r"[\t -~\x80-\xff]*")
_API: Final = "/api/"


@frozen
class Cookies:
    """All cookies of a session at one moment. Immutable, so that a request never carries half of a change.

    Attributes:
        copied: The cookies of the copied Cookie header that no answer has replaced. Their path, domain and expiry are
            unknown.
        received: The cookies that answers have set.
    """

    copied: str = field(repr=False)
    received: tuple[Cookie, ...] = field(default=(), repr=False)

    def header(self, url: httpx.URL) -> str:
        """The Cookie header of a request; empty if there is no cookie for it."""
        if not self.received:
            return self.copied
        request = httpx.Request("GET", url)
        request.headers.encoding = "latin-1"
        httpx.Cookies(_Jar(self.received)).set_cookie_header(request)
        set_by_answers = str(request.headers.get("Cookie", ""))
        replaced = {name for name, _ in crumbs(set_by_answers)}
        return "; ".join(part for part in (_without(self.copied, replaced), set_by_answers) if part)

    def api_header(self, base_url: str) -> str:
        """The Cookie header of requests to the API in general."""
        return self.header(httpx.URL(base_url + _API))

    def expiries(self) -> dict[str, int]:
        """Expiry (seconds since 1970) of each cookie that has one."""
        return {cookie.name: cookie.expires for cookie in self.received if cookie.expires is not None}

    def updated(self, response: httpx.Response) -> Cookies:
        """The cookies after an answer. All its Set-Cookie headers are one change.

        Domain, path and expiry count as in a browser, and so does the order of the headers. A `Secure` cookie that
        arrives over plain http is ignored.
        """
        jar = _Jar(self.received)
        for name, value in response.headers.raw:
            if name.lower() == b"set-cookie":  # one at a time: a jar applies all deletions of an answer first
                one = httpx.Response(response.status_code, headers=[(name, value)], request=response.request)
                httpx.Cookies(jar).extract_cookies(one)
        secure = response.request.url.scheme == "https"
        received = [one for one in jar if _sendable(one) and (secure or not one.secure)]
        before = set(map(id, self.received))
        # A cookie of another path may be of another page; only those that reach the API replace copied ones.
        changed = {one.name for one in received if id(one) not in before and _API.startswith(one.path)}
        changed |= {name for domain, path, name in jar.deleted if _covers(domain, path, response.request.url.host)}
        copied = _without(self.copied, changed)
        outdated = _beyond_last_chunk([*crumbs(copied), *((one.name, one.value or "") for one in received)])
        return Cookies(_without(copied, outdated), tuple(one for one in received if one.name not in outdated))


class _Jar(CookieJar):
    """A jar that remembers which cookies an answer deleted, whether they were in it or not."""

    def __init__(self, cookies: tuple[Cookie, ...]) -> None:
        super().__init__()
        self.deleted: list[tuple[str, str, str]] = []
        for cookie in cookies:
            self.set_cookie(cookie)

    def clear(self, domain: str | None = None, path: str | None = None, name: str | None = None) -> None:
        if domain is not None and path is not None and name is not None:
            self.deleted.append((domain, path, name))
        super().clear(domain, path, name)


def _covers(domain: str, path: str, host: str) -> bool:
    """Whether a cookie of that domain and path would be sent by every request to the API of a host."""
    plain = domain.removesuffix(".local").lstrip(".")
    return _API.startswith(path) and (host == plain or host.endswith(f".{plain}"))


def _beyond_last_chunk(cookies: list[tuple[str, str]]) -> set[str]:
    """Names of chunks left over from a longer session: their number is higher than the session now announces."""
    announced = {name: count for name, value in cookies if (count := announced_chunks(value))}
    numbered = ((name, found) for name, _ in cookies if (found := SESSION_COOKIE.fullmatch(name)) and found[2])
    return {name for name, found in numbered if int(found[2]) > announced.get(found[1], 999)}


def _without(header: str, names: set[str]) -> str:
    if not names:
        return header
    kept = (crumb.strip() for crumb in header.split(";") if crumb.partition("=")[0].strip() not in names)
    return "; ".join(crumb for crumb in kept if crumb)


def _sendable(cookie: Cookie) -> bool:
    return bool(_SENDABLE.fullmatch(f"{cookie.name}={cookie.value}"))
