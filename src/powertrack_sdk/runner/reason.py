"""The server's own words about a failure, fit to be shown: short, printable and without secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

import httpx

from powertrack_core.decoding import JsonValue, load
from powertrack_sdk.auth import Credentials
from powertrack_sdk.foreign import in_a_line
from powertrack_sdk.runner.log import HIDDEN, without_values

_LONGEST: Final = 200
# Longer bodies are not searched: a reason is at the beginning.
_MOST_BYTES: Final = 65_536
_SHORTEST_SECRET: Final = 6

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_ELEMENT = re.compile(r"<(?:\w+:)?(?:message|faultstring|reason)\b[^>]*>([^<]+)<", re.IGNORECASE)
_TOKENS = re.compile(r"\b(?:AESession|ae_s)\w*\s*[=:]\s*\S+|\beyJ[\w-]+(?:\.[\w-]+)*|\bBearer\s+\S+", re.IGNORECASE)

# Problem details of RFC 9457, ASP.NET, OAuth, gateways, and what PowerTrack's own answers use; in lower case.
_SENTENCES: Final = (
    ("title", "detail"),
    ("message", "exceptionmessage"),
    ("error", "error_description"),
    ("errorstring",),
    ("errormessage",),
    ("usermessage",),
    ("faultstring",),
    ("reason",),
    ("description",),
    ("msg",),
    ("text",),
    ("value",),
)
_LISTS: Final = ("errors", "modelstate", "messages")
_NESTED: Final = ("message", "detail", "error", "fault", "responsestatus", "odata.error", "validationerrors")
_DEEPEST: Final = 4
_TRACE_FIELDS: Final = ("traceid", "trace_id", "requestid", "request_id", "correlationid", "correlation_id")
_TRACE_HEADERS: Final = (
    "x-request-id",
    "request-id",
    "x-ms-request-id",
    "x-correlation-id",
    "x-trace-id",
    "x-amzn-requestid",
    "x-amzn-trace-id",
    "activityid",
    "cf-ray",
    "traceparent",
)


def reason_of(response: httpx.Response, credentials: Credentials) -> str | None:
    """The server's message about a failure, or the title of its page, and the id to report it with.

    The answer may repeat the credentials; they are hidden.
    """
    body = _json(response.content)
    found = [_sentence(body) if body is not None else _words(response), _trace(body, response)]
    return "; ".join(_hidden(part, credentials) for part in found if part) or None


def has_no_reason(response: httpx.Response) -> bool:
    """Whether an answer has no body, or an empty JSON value for one."""
    return response.content.strip() in (b"", b"{}", b"[]", b'""', b"null")


def title_of(response: httpx.Response) -> str | None:
    """The title of a web page."""
    found = _TITLE.search(response.content[:_MOST_BYTES].decode("utf-8", "replace"))
    return cleaned(unescape(found[1])) if found else None


def cleaned(text: str, longest: int = _LONGEST) -> str:
    """Foreign text as one line that a terminal shows as it is, cut at `longest` characters."""
    return in_a_line(" ".join(text[: 4 * longest].split()))[:longest]


def _json(content: bytes) -> JsonValue:
    try:
        return load(content[:_MOST_BYTES])
    except ValueError:
        return None


def _sentence(body: JsonValue, depth: int = 0) -> str:
    if isinstance(body, str):
        return cleaned(body)
    if isinstance(body, list):
        return _joined(_sentence(part, depth + 1) for part in body[:_DEEPEST]) if depth < _DEEPEST else ""
    if not isinstance(body, dict) or depth >= _DEEPEST:
        return ""
    named = {name.casefold(): value for name, value in body.items()}
    listed = [cleaned(text) for name in _LISTS for text in _texts(named.get(name), depth + 1)]
    for names in _SENTENCES:
        parts = [cleaned(part) for part in map(named.get, names) if isinstance(part, str)]
        if any(parts):
            return _joined([*parts, *listed])
    return _joined(listed) or next(filter(None, (_sentence(named.get(name), depth + 1) for name in _NESTED)), "")


def _joined(parts: Iterable[str]) -> str:
    return ": ".join(dict.fromkeys(part for part in parts if part))[:_LONGEST]


def _texts(errors: JsonValue, depth: int) -> Iterable[str]:
    """The messages in a list, or in the lists that ASP.NET gives for each field that it refuses."""
    parts = errors.values() if isinstance(errors, dict) else errors if isinstance(errors, list) else []
    for part in parts:
        if isinstance(part, list) and depth < _DEEPEST:
            yield from _texts(part, depth + 1)
        else:
            yield _sentence(part, depth)


def _words(response: httpx.Response) -> str:
    """The beginning of an answer that is plain text, or the title of a page."""
    content = response.content.lstrip()
    if content[:1] == b"<":
        found = _ELEMENT.search(content[:_MOST_BYTES].decode("utf-8", "replace"))
        return title_of(response) or (cleaned(unescape(found[1])) if found else "")
    if content[:1] in (b"{", b"[") or b"\0" in content[:_LONGEST]:  # JSON that cannot be read, or no text at all
        return ""
    return cleaned(content[: 4 * _LONGEST].decode("utf-8-sig", "ignore"))


def _trace(body: JsonValue, response: httpx.Response) -> str | None:
    values = [value for name, value in body.items() if name.lower() in _TRACE_FIELDS] if isinstance(body, dict) else []
    values += [response.headers[name] for name in _TRACE_HEADERS if name in response.headers]
    named = next((cleaned(value, 80) for value in values if isinstance(value, str) and value.strip()), None)
    return f"trace id {named}" if named else None


def _hidden(text: str, credentials: Credentials) -> str:
    """A text without repeated credentials or other tokens."""
    crumbs = [crumb.partition("=")[2].strip() for crumb in credentials.cookie.split(";")]
    for secret in sorted([*crumbs, credentials.ae_s or ""], key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            # What is cut off at the end of the text may be the beginning of a secret.
            text = text.replace(secret, HIDDEN)
    return _TOKENS.sub(HIDDEN, without_values(text))
