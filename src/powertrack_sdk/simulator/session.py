"""The session that the simulator accepts: synthetic, and plainly so."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from attrs import field, frozen

SessionAnswer: TypeAlias = Literal["401", "redirect", "login-page"]
"""How a request without a valid session is answered."""

_LIFETIME = timedelta(hours=8)
_CHUNK = 160


@frozen(kw_only=True)
class Session:
    """A browser session as PowerTrack knows it.

    Attributes:
        cookie: Cookies, as a browser would send them.
        ae_s: Value of the `ae_s` header.
        expires: When the access token inside the cookie ends.
    """

    cookie: str = field(repr=False)
    ae_s: str = field(repr=False)
    expires: datetime

    def accepts(self, headers: Mapping[str, str]) -> bool:
        """Whether a request carries this session and no other."""
        sent = _cookies(headers.get("cookie", ""))
        ours = _cookies(self.cookie)
        return headers.get("ae_s") == self.ae_s and {name: sent.get(name) for name in ours} == ours


def new_session(seed: int, number: int, now: datetime) -> Session:
    """Sign in: the session with that number, valid for eight hours from now."""
    expires = now + _LIFETIME
    claims = {"iss": "powertrack-simulator", "sub": "U2001", "jti": f"{seed}-{number}", "exp": int(expires.timestamp())}
    token = ".".join([_base64url({"alg": "none", "typ": "JWT"}), _base64url(claims), _base64url("not a signature")])
    content = {"access_token": token, "token_type": "Bearer", "note": "synthetic session of the PowerTrack simulator"}
    text = base64.b64encode(json.dumps(content).encode()).decode()
    chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    cookies = [f"AESession=chunks-{len(chunks)}"]
    cookies += [f"AESessionC{index}={chunk}" for index, chunk in enumerate(chunks, start=1)]
    return Session(cookie="; ".join(cookies), ae_s=f"simulated-{seed}-{number}", expires=expires)


def _base64url(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _cookies(header: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return {name: value for name, _, value in pairs if name}
