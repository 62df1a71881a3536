"""The sessions that the simulator accepts, with synthetic credentials.

As on the live service there are two layers. The `AESession` cookies hold a token whose expiry ends nothing; the
`.AspNet.Cookies` are the server's own session, which lives while it is used.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, TypeAlias, get_args

from attrs import define, field, frozen, validators

from powertrack_sdk.simulator.core.cookies import Family, TornCookieError, read_cookies, set_cookie

SessionAnswer: TypeAlias = Literal["400", "401", "403", "419", "440", "500", "redirect", "login-page"]
"""How a request without a valid session is answered."""
Renewal: TypeAlias = Literal["never", "half-life", "every answer"]
"""When answers set new cookies."""
CookieHeaders: TypeAlias = list[tuple[str, str]]

_TOKEN, _SERVER = Family("AESession", "-"), Family(".AspNet.Cookies", ":")
_CHUNK = 120  # bytes that make a chunk


@frozen(kw_only=True)
class SessionRules:
    """How long sessions last, and how they are renewed.

    Attributes:
        token: Life of the token in the cookies. Its expiry ends nothing.
        idle: A session ends after this time without a request.
        longest: How long one set of cookies is accepted; None for as long as the session is used.
        renew: When answers set new cookies with a new token: `never`, at the `half-life` of the token, or on `every
            answer`. The number of cookies changes from set to set.
        strict: Whether new cookies end the old ones at once. By default those stay valid for their own time.
        balancer: Whether answers set the cookies of a load balancer.
        stale_balancer: Cookies of the load balancer that are older than this, or not its own, are answered 500 without
            a body; None to accept any.
    """

    token: timedelta = timedelta(minutes=20)
    idle: timedelta = timedelta(hours=14)
    longest: timedelta | None = None
    renew: Renewal = field(default="never", validator=validators.in_(get_args(Renewal)))
    strict: bool = False
    balancer: bool = True
    stale_balancer: timedelta | None = None


@frozen(kw_only=True)
class Session:
    """One set of cookies of a session, as a browser holds them.

    Attributes:
        sign_in: Number of the sign-in that began the session.
        cookies: The cookies by name.
        ae_s: Value of the `ae_s` header.
        since: Simulator's time at which they were set.
    """

    sign_in: int
    cookies: Mapping[str, str] = field(repr=False)
    ae_s: str = field(repr=False)
    since: datetime

    @property
    def cookie(self) -> str:
        """The Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def set_cookies(self, headers: Mapping[str, str], *, secure: bool) -> CookieHeaders:
        """Return the headers that give these cookies to the browser that sent `headers`, and delete surplus ones."""
        sent = dict(read_cookies(headers.get("cookie", "")))
        surplus = [name for family in (_TOKEN, _SERVER) for name in family.names(sent) if name not in self.cookies]
        changes = {**dict.fromkeys(surplus), **self.cookies}
        return [set_cookie(name, value, secure=secure) for name, value in changes.items()]


@define
class _SignIn:
    used: datetime
    newest: Session
    ended: bool = False


class Sessions:
    """All sessions of a simulator.

    Args:
        seed: Seed of the simulator.
        rules: How long they last.
        now: Simulator's time, at which the first session begins.
    """

    def __init__(self, seed: int, rules: SessionRules, now: datetime) -> None:
        self.rules = rules
        self._seed = seed
        self._sets = 0
        self._shift = timedelta()
        self._sign_ins: dict[int, _SignIn] = {}
        self._texts: dict[tuple[str, str], Session] = {}
        self._chunks: set[tuple[str, str]] = set()
        self.current = self.sign_in(now)

    def shown(self, now: datetime) -> datetime:
        """Return the time that tokens and cookies show."""
        return now + self._shift

    def sign_in(self, now: datetime, shown: datetime | None = None) -> Session:
        """Begin a session.

        Args:
            now: Simulator's time.
            shown: Time that the token shows; by default the simulator's.
        """
        self._shift = (shown or now) - now
        number = len(self._sign_ins) + 1
        self.current = self._new_set(number, now)
        self._sign_ins[number] = _SignIn(used=now, newest=self.current)
        return self.current

    def end(self) -> None:
        """End all sessions."""
        for each in self._sign_ins.values():
            each.ended = True

    def accept(self, headers: Mapping[str, str], now: datetime, *, scripted: bool = True) -> Session | None:
        """Return the cookies of a request if their session is alive, and keep it alive.

        Args:
            headers: Headers of the request, names in lower case.
            now: Simulator's time.
            scripted: Whether the request must carry the `ae_s` header, as the scripts of the pages send it.

        Raises:
            TornCookieError: The cookies do not belong together.
        """
        session = self._carried(read_cookies(headers.get("cookie", "")))
        if session is None or (scripted and headers.get("ae_s") != session.ae_s):
            return None
        sign_in, rules = self._sign_ins[session.sign_in], self.rules
        if sign_in.ended or now - sign_in.used > rules.idle:
            return None
        if rules.longest is not None and now - session.since > rules.longest:
            return None
        if rules.strict and session is not sign_in.newest:
            return None
        sign_in.used = now
        return session

    def renewal(self, session: Session, headers: Mapping[str, str], now: datetime, *, secure: bool) -> CookieHeaders:
        """Return the headers that renew the session of a request; none if renewal is not due."""
        renew = self.rules.renew
        if renew == "never" or (renew == "half-life" and now - session.since < self.rules.token / 2):
            return []
        fresh = self._new_set(session.sign_in, now)
        self._sign_ins[session.sign_in].newest = fresh
        if session.sign_in == self.current.sign_in:
            self.current = fresh
        return fresh.set_cookies(headers, secure=secure)

    def _new_set(self, sign_in: int, now: datetime) -> Session:
        self._sets += 1
        mark = f"{self._seed}-{sign_in}-{self._sets}"
        expires = self.shown(now) + self.rules.token
        texts = {_SERVER: _server_text(mark, self._sets), _TOKEN: _token_text(mark, expires, self._sets)}
        cookies = {name: value for family, text in texts.items() for name, value in family.split(text).items()}
        session = Session(sign_in=sign_in, cookies=cookies, ae_s=f"*simulated-{self._seed}", since=now)
        self._texts |= {(family.name, text): session for family, text in texts.items()}
        self._chunks |= {(name, value) for name, value in cookies.items() if not value.startswith("chunks")}
        return session

    def _carried(self, sent: list[tuple[str, str]]) -> Session | None:
        """Return the set of cookies that was sent, alive or not; None if it is not one of ours."""
        cookies = dict(sent)
        found: list[Session | None] = []
        for family in (_TOKEN, _SERVER):
            names = family.names(cookies)
            text = family.join(cookies)
            session = None if text is None else self._texts.get((family.name, text))
            ours = any((name, cookies[name]) in self._chunks for name in names)
            twice = any((name, value) != (name, cookies[name]) for name, value in sent if name in names)
            if ours and (session is None or twice):
                raise TornCookieError
            found.append(session)
        token, server = found
        if token is not None and server is not None and token is not server:
            raise TornCookieError
        return token if server is not None else None


def _token_text(mark: str, expires: datetime, number: int) -> str:
    """Return a token in its envelope. Its length, and so the number of chunks, changes with `number`."""
    claims = {"iss": "powertrack-simulator", "sub": "U2001", "jti": mark, "exp": int(expires.timestamp())}
    token = ".".join([_base64url({"alg": "none", "typ": "JWT"}), _base64url(claims), _base64url("not a signature")])
    # The filler differs everywhere, so that no two sets share a chunk.
    note = "synthetic session of the PowerTrack simulator " + _filler(mark, _CHUNK // 2 * (1 + number % 3)).hex()
    content = {"jti": mark, "access_token": token, "token_type": "Bearer", "note": note}
    return base64.b64encode(json.dumps(content).encode()).decode()


def _server_text(mark: str, number: int) -> str:
    """Return an opaque text, as the server's own cookies look from outside."""
    return base64.urlsafe_b64encode(_filler(mark, _CHUNK * (1 + number % 3) + _CHUNK // 2)).decode().rstrip("=")


def _filler(mark: str, length: int) -> bytes:
    return hashlib.shake_256(mark.encode()).digest(length)


def _base64url(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
