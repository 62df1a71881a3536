"""What the session cookie says about itself: whose session it is, and when its token was due.

The browser splits the session over several cookies: `AESession=chunks-2; AESessionC1=...; AESessionC2=...`. The chunks
joined are base64 of JSON whose `access_token` is a JSON Web Token. Its signature is not checked: only the server can
decide whether a session is good; this is to inform the user. A cookie of another make says nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import unquote

SESSION_COOKIE: Final = "AESession"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CHUNKS = re.compile(r"chunks-([1-9][0-9]{0,2})")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_NAME_CLAIMS: Final = ("name", "email", "preferred_username", "sub")
_LONGEST_NAME: Final = 200


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
    """Whose session it is: a name, an e-mail address or a user number; None when the cookie does not tell."""
    claims = _claims(cookie)
    return next((name for claim in _NAME_CLAIMS if (name := printable_name(claims.get(claim)))), None)


def printable_name(value: object) -> str | None:
    """A name that can be shown on a terminal; None if it is none, or could steer the terminal."""
    if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= _LONGEST_NAME:
        return value.strip()
    return None


def is_cut_off(cookie: str) -> bool:
    """Whether the session in a Cookie header begins as JSON in base64 and does not end so."""
    value = unquote(_session_value(cookie))
    return value.startswith("eyJ") and value.count(".") != 2 and not _json_object(value)


def subject(cookie: str) -> str | None:
    """Identity of the user whose session it is; None if the cookie does not say."""
    value = _claims(cookie).get("sub")
    return value if isinstance(value, str) else None


def _claims(cookie: str) -> dict[str, object]:
    """The payload of the access token; empty when there is none that can be read."""
    token = _json_object(_session_value(cookie)).get("access_token")
    sections = token.split(".") if isinstance(token, str) else []
    return _json_object(sections[1]) if len(sections) == 3 else {}


def _session_value(cookie: str) -> str:
    crumbs = [crumb.strip().partition("=") for crumb in cookie.split(";")]
    values = {name: value.strip('"') for name, _, value in crumbs}
    head = values.get(SESSION_COOKIE, "")
    chunked = _CHUNKS.fullmatch(head)
    if chunked is None:
        return head
    chunks = [values.get(f"{SESSION_COOKIE}C{number}") for number in range(1, int(chunked[1]) + 1)]
    return "" if None in chunks else "".join(chunk or "" for chunk in chunks)


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
