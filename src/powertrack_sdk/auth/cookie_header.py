"""The text of a Cookie header: whether it can be a whole session, whose it is, and when its token was due.

A session comes in two layers, the token and the server's own session, and either may be split into chunks:
`AESession=chunks-2; AESessionC1=...; AESessionC2=...`. The joined chunks of `AESession` are base64 of JSON, and its
`access_token` is a JSON Web Token. Its signature is not checked: only the server can decide whether a session is good.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import unquote

from powertrack_sdk.errors import ConfigurationError

SESSION_COOKIE: Final = re.compile(r"(AESession|\.AspNet\.Cookies)(?:C([1-9][0-9]{0,2}))?")

_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_NOT_LATIN_1: Final = re.compile(r"[^\x00-\xff]")
_CHUNKS: Final = re.compile(r"chunks[-:]([1-9][0-9]{0,2})")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]+={0,2}")
# What a token, or the session around it, begins with: base64 of `{"`.
_ENCODED_JSON: Final = "eyJ"
_NAME_CLAIMS: Final = ("name", "email", "preferred_username", "sub")
_LONGEST_NAME: Final = 200

_QUOTES: Final = frozenset([*zip("\"'`", "\"'`", strict=True), ("\u201c", "\u201d"), ("\u2018", "\u2019")])
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
_WRAPPED: Final = re.compile(r";[^\S\n]*\r?\n\s*")
_AHEAD: Final = re.compile(
    r"(?:cookie\s*:|document\.cookie\s*=|-b\s|--cookie[\s=]|-H\s|--header[\s=])\s*", re.IGNORECASE
)
_DAMAGED_CHUNKS: Final = re.compile(r"chunks[:-](?![0-9]{1,2}\Z)|3Dchunks[:-]")
_NAME: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z\[\]/:@]{1,200}")
_NETSCAPE: Final = re.compile(
    r"^(?:#HttpOnly_)?[^\t\n]+\t(?:TRUE|FALSE)\t/[^\t\n]*\t(?:TRUE|FALSE)\t\d+\t", re.MULTILINE
)
_VALUE_ALONE: Final = "has no cookies in it, such as AESession=...; it may be the value of one alone"
_HINT: Final = "Copy the value of the Cookie header of a request to /api/, whole."


def checked_header_value(value: str, what: str) -> str:
    """A value that a header can carry, without blanks around it.

    Args:
        value: The value.
        what: Its name for the message, which does not repeat the value.

    Raises:
        ConfigurationError: A header cannot carry it.
    """
    if "\r" in value or "\n" in value:
        raise ConfigurationError(f"{what} holds a line break. It has to be a single line: copy it again, whole.")
    if _CONTROL.search(value):
        raise ConfigurationError(f"{what} holds a control character. Copy it again.")
    if _NOT_LATIN_1.search(value):
        raise ConfigurationError(
            f"{what} holds a character that a header cannot carry, such as an ellipsis where a program shortened it. "
            "Copy it again, whole."
        )
    return value.strip(" \t")


def crumbs(header: str) -> Iterator[tuple[str, str]]:
    """Name and value of each cookie in a Cookie header."""
    for crumb in header.split(";"):
        name, _, value = crumb.partition("=")
        if crumb.strip():
            yield name.strip(), value.strip()


def is_session_cookie(name: str) -> bool:
    """Whether a cookie is part of the session itself, as opposed to one of a load balancer or of the browser."""
    return SESSION_COOKIE.fullmatch(name) is not None


def announced_chunks(value: str) -> int:
    """How many chunks follow the cookie with this value; 0 if it is whole."""
    announced = _CHUNKS.fullmatch(value.strip('"'))
    return int(announced[1]) if announced else 0


def missing_chunks(header: str) -> list[str]:
    """Names of the session cookies that a Cookie header announces and does not have."""
    values = dict(crumbs(header))
    announced = [
        f"{name}C{number}"
        for name, value in values.items()
        if is_session_cookie(name)
        for number in range(1, announced_chunks(value) + 1)
    ]
    return [chunk for chunk in announced if chunk not in values]


def readable_cookie(text: str, what: str) -> str:
    """The Cookie header in a copied text, without a name or option in front, quotes or a semicolon at its end.

    Args:
        text: The text.
        what: Its name for the message, which does not repeat the text.

    Raises:
        ConfigurationError: It cannot be a whole session.
    """
    cookie = given_cookie(text, what)
    check_is_cookie(cookie, what)
    return cookie


def given_cookie(text: str, what: str) -> str:
    """The Cookie header that a program gives.

    Like `readable_cookie`, but a text without any `name=value`, such as a placeholder, is refused only when it would be
    sent: see `check_is_cookie`.
    """
    plain = _WRAPPED.sub("; ", _INVISIBLE.sub("", text).translate(_BLANKS).strip())
    for _ in range(3):  # such as -H "Cookie: ..."
        plain = plain[ahead.end() :] if (ahead := _AHEAD.match(plain)) else plain
        if len(plain) > 1 and (plain[0], plain[-1]) in _QUOTES:
            plain = plain[1:-1].strip()
    if plain[:11].lower() == "set-cookie:":
        raise ConfigurationError(f"{what} is the header Set-Cookie of an answer. {_HINT}")
    if plain[:1] in ("[", "{"):
        raise ConfigurationError(f"{what} is JSON, as an extension of a browser exports it. {_HINT}")
    if _NETSCAPE.search(plain):
        raise ConfigurationError(f"{what} is a cookie file in the format of Netscape. {_HINT}")
    cookie = checked_header_value(plain, what).rstrip("; \t")
    if not cookie:
        raise ConfigurationError(f"{what} is empty.")
    problem = _problem(cookie) if "=" in cookie else None
    if problem:
        raise ConfigurationError(f"{what} {problem}. {_HINT}")
    return cookie


def check_is_cookie(cookie: str, what: str) -> None:
    """Refuse a Cookie header without any `name=value`."""
    if "=" not in cookie:
        raise ConfigurationError(f"{what} {_VALUE_ALONE}. {_HINT}")


def _problem(cookie: str) -> str | None:
    """Why a Cookie header cannot be a whole session; None if it can be one."""
    names = [name for name, _ in crumbs(cookie)]
    if any(name.startswith(_ENCODED_JSON) and len(name) > 20 for name in names):
        return _VALUE_ALONE
    if not any(_NAME.fullmatch(name) for name in names):
        return "has no cookies in it, such as AESession=..."
    if any(_DAMAGED_CHUNKS.match(value) for _, value in crumbs(cookie)):
        return "was changed on its way, as a program that encodes or splits texts does"
    if missing := missing_chunks(cookie):
        return f"is cut off: the session in it comes in pieces, and {', '.join(missing[:3])} is missing"
    value = unquote(_session_value(cookie))
    if value.startswith(_ENCODED_JSON) and value.count(".") != 2 and not _json_object(value):
        return "is cut off: the session in it ends in the middle"
    return None


def session_expiry(cookie: str) -> datetime | None:
    """When the token in a Cookie header was due (aware, UTC); None if the cookie does not say.

    PowerTrack accepts a session long after that; only an answer shows whether it has ended.
    """
    expiry = _claims(cookie).get("exp")
    if not isinstance(expiry, (int, float)) or isinstance(expiry, bool):
        return None
    try:
        return _EPOCH + timedelta(seconds=expiry)
    except (OverflowError, ValueError):
        return None


def who(cookie: str) -> str | None:
    """Whose session it is: a name, an e-mail address or a user number; None if the cookie does not say."""
    claims = _claims(cookie)
    return next((name for claim in _NAME_CLAIMS if (name := printable_name(claims.get(claim)))), None)


def printable_name(value: object) -> str | None:
    """A name that can be shown on a terminal; None if it is not a name, or could control the terminal."""
    if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= _LONGEST_NAME:
        return value.strip()
    return None


def is_other_user(one: str, other: str) -> bool:
    """Whether two Cookie headers are known to be of different users."""
    users = {user for cookie in (one, other) if isinstance(user := _claims(cookie).get("sub"), str)}
    return len(users) > 1


def _claims(cookie: str) -> dict[str, object]:
    """The payload of the access token; empty if there is none that can be read."""
    token = _json_object(_session_value(cookie)).get("access_token")
    sections = token.split(".") if isinstance(token, str) else []
    return _json_object(sections[1]) if len(sections) == 3 else {}


def _session_value(cookie: str) -> str:
    values = {name: value.strip('"') for name, value in crumbs(cookie)}
    head = values.get("AESession", "")
    names = [f"AESessionC{number}" for number in range(1, announced_chunks(head) + 1)] or ["AESession"]
    return "".join(values[name] for name in names) if values.keys() >= set(names) else ""


def _json_object(encoded: str) -> dict[str, object]:
    """Read base64 of a JSON object: usual or URL-safe alphabet, with or without padding, percent-encoded or not."""
    plain = unquote(encoded).replace("-", "+").replace("_", "/")
    if not _BASE64.fullmatch(plain):
        return {}
    plain = plain.rstrip("=")
    try:
        value: object = json.loads(base64.b64decode(plain + "=" * (-len(plain) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return {str(name): item for name, item in value.items()} if isinstance(value, dict) else {}
