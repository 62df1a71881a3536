"""Cookie headers that people give: what can be read is read, what cannot be a whole session is refused."""

from __future__ import annotations

import re
from typing import Final

from powertrack_sdk.auth.cookies import crumbs, missing_chunks
from powertrack_sdk.auth.credentials import checked_header_value
from powertrack_sdk.auth.session_cookie import is_cut_off
from powertrack_sdk.errors import ConfigurationError

_QUOTES: Final = frozenset([*zip("\"'`", "\"'`", strict=True), ("\u201c", "\u201d"), ("\u2018", "\u2019")])
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
_WRAPPED: Final = re.compile(r";[^\S\n]*\r?\n\s*")
_AHEAD: Final = re.compile(
    r"(?:cookie\s*:|document\.cookie\s*=|-b\s|--cookie[\s=]|-H\s|--header[\s=])\s*", re.IGNORECASE
)
_CHUNKS: Final = re.compile(r"chunks[:-](?![0-9]{1,2}\Z)|3Dchunks[:-]")
_NAME: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z\[\]/:@]{1,200}")
_NETSCAPE: Final = re.compile(
    r"^(?:#HttpOnly_)?[^\t\n]+\t(?:TRUE|FALSE)\t/[^\t\n]*\t(?:TRUE|FALSE)\t\d+\t", re.MULTILINE
)
# What a token, or the session around it, begins with: base64 of `{"`.
_ENCODED_JSON: Final = "eyJ"
_VALUE_ALONE: Final = "has no cookies in it, such as AESession=...; it may be the value of one alone"
_HINT: Final = "Copy the value of the Cookie header of a request to /api/, whole."


def readable_cookie(text: str, what: str) -> str:
    """The Cookie header in a copied text.

    The name of the header or of an option in front, quotes around it and a semicolon at the end are taken off.

    Args:
        text: The text.
        what: What it is, for the message; the text itself is not repeated.

    Raises:
        ConfigurationError: It cannot be a whole session.
    """
    cookie = given_cookie(text, what)
    check_is_cookie(cookie, what)
    return cookie


def given_cookie(text: str, what: str) -> str:
    """The Cookie header that a program gives.

    Like `readable_cookie`, but a text without any `name=value`, such as a placeholder, is refused when it would be
    sent: see `check_is_cookie`.

    Raises:
        ConfigurationError: It cannot be a whole session.
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
    problem = _problem(cookie)
    if problem:
        raise ConfigurationError(f"{what} {problem}. {_HINT}")
    return cookie


def check_is_cookie(cookie: str, what: str) -> None:
    """Refuse a Cookie header without any `name=value`.

    Raises:
        ConfigurationError: It is one.
    """
    if "=" not in cookie:
        raise ConfigurationError(f"{what} {_VALUE_ALONE}. {_HINT}")


def _problem(cookie: str) -> str | None:
    """Why a Cookie header cannot be a whole session; None if it can be one."""
    found = list(crumbs(cookie))
    names = [name for name, _ in found]
    if "=" not in cookie:
        return None  # left to `check_is_cookie`
    if any(name.startswith(_ENCODED_JSON) and len(name) > 20 for name in names):
        return _VALUE_ALONE
    if not any(_NAME.fullmatch(name) for name in names):
        return "has no cookies in it, such as AESession=..."
    if any(_CHUNKS.match(value) for _, value in found):
        return "was changed on its way, as a program that encodes or splits texts does"
    missing = missing_chunks(cookie)
    if missing:
        return f"is cut off: the session in it comes in pieces, and {', '.join(missing[:3])} is missing"
    if is_cut_off(cookie):
        return "is cut off: the session in it ends in the middle"
    return None
