"""Forms that texts have: keys, moments, addresses. What a text is tells more than that it is a text."""

from __future__ import annotations

import re
from collections.abc import Container

MOMENTS = {
    "date and time with zone": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"),
    "date and time without zone": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
}
"""Moments as they are written in JSON, by what a report calls them."""

KEYS = {
    "siteKey": re.compile(r"S\d+"),
    "hardwareKey": re.compile(r"H\d+"),
    "customerKey": re.compile(r"C\d+"),
    "userKey": re.compile(r"U\d+"),
    "fileKey": re.compile(r"F\d+"),
    "folderKey": re.compile(r"D\d+"),
    "alertKey": re.compile(r"AS\d+|x2d[0-9a-f]+"),
    "alertTypeKey": re.compile(r"AI\d+"),
    "tagKey": re.compile(r"T\d+"),
}
"""Keys of things, by what a path calls them."""

IDENTIFIERS = {
    "id": re.compile(r"-?\d+"),
    "guid": re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?"),
    "mac": re.compile(r"[0-9A-Fa-f]{12}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}"),
    "raisedAlertKey": re.compile(r"x[0-9a-f]{6,}"),
    "otherKey": re.compile(r"[A-Z]{1,3}\d+"),
}
"""Other things that name something, by what a path calls them."""

SCHEMAS = {
    "siteKey": "SiteKey",
    "hardwareKey": "HardwareKey",
    "customerKey": "CustomerKey",
    "userKey": "UserKey",
    "fileKey": "FileKey",
    "folderKey": "FolderKey",
    "alertKey": "AlertKey",
    "alertTypeKey": "AlertTypeKey",
    "tagKey": "TagKey",
    "date and time with zone": "Instant",
    "date and time without zone": "LocalDateTime",
    "date": "Date",
}
"""Schemas for forms."""

NUMBERS_IN_TEXT = frozenset({"NaN", "Infinity", "-Infinity"})
EMPTY = "empty text"
TEXT = "text"

_NAME = re.compile(r"[a-z][A-Za-z_]*(?:\d{1,2}(?:[A-Z][A-Za-z]*)?)?")
_LITERAL = re.compile(r"[a-z][A-Za-z]*\d?")
_LONGEST_NAME = 60
_HEXADECIMAL = re.compile(r"[0-9a-f]{8,}")


def form_of(text: str) -> str:
    """What a text is: a moment, a key, a number that is none, nothing, or just a text."""
    if not text:
        return EMPTY
    if text in NUMBERS_IN_TEXT:
        return "NaN"
    for name, pattern in {**MOMENTS, **KEYS}.items():
        if pattern.fullmatch(text):
            return name
    return TEXT


def kind_of(segment: str, words: Container[str] = ()) -> str | None:
    """What a path calls a segment that names something; None where the segment is a word of the path itself.

    In the paths of evidence files such a segment is a placeholder already.

    Args:
        segment: The segment.
        words: Words that are known from other paths.
    """
    if segment in words:
        return None
    if segment.startswith("{") and segment.endswith("}") and is_name(segment[1:-1]):
        return segment[1:-1]
    for name, pattern in {**KEYS, **IDENTIFIERS}.items():
        if pattern.fullmatch(segment):
            return name
    if _LITERAL.fullmatch(segment) and len(segment) <= _LONGEST_NAME and not _HEXADECIMAL.fullmatch(segment):
        return None
    return "text"


def is_name(text: str) -> bool:
    """Whether a text can be the name of a field, as PowerTrack writes them, and not something that is named."""
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None and not _HEXADECIMAL.fullmatch(text)
