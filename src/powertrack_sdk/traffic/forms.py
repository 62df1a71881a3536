"""Forms of texts, such as keys and moments, which are kept in place of the texts; and which names may be shown."""

from __future__ import annotations

import re
from typing import Final

KEYS: Final = {
    "siteKey": r"S\d+",
    "hardwareKey": r"H\d+",
    "customerKey": r"C\d+",
    "userKey": r"U\d+",
    "fileKey": r"F\d+",
    "folderKey": r"D\d+",
    "alertKey": r"AS\d+|x2d[0-9a-f]+",
    "alertTypeKey": r"AI\d+",
    "tagKey": r"T\d+",
}
"""Patterns of the keys that the specification has schemas for."""

MOMENTS: Final = {
    "instant": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)",
    "localDateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?",
    "date": r"\d{4}-\d\d-\d\d",
}
"""Patterns of dates and times that the specification has schemas for."""

_OTHERS: Final = {
    "guid": r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?",
    "id": r"-?\d+",
    "mac": r"[0-9A-Fa-f]{12}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}",
    "raisedAlertKey": r"x[0-9a-f]+",
    "otherKey": r"[A-Z]{1,3}\d+",
}
NOT_FINITE: Final = "notFinite"
EMPTY: Final = "empty"
TEXT: Final = "text"
"""The form of a text that has none of the others."""

SAMPLES: Final = {
    "siteKey": "S1",
    "hardwareKey": "H1",
    "customerKey": "C1",
    "userKey": "U1",
    "fileKey": "F1",
    "folderKey": "D1",
    "alertKey": "AS1",
    "alertTypeKey": "AI1",
    "tagKey": "T1",
    "guid": "00000000-0000-0000-0000-000000000000",
    "id": "1",
    "mac": "00:00:00:00:00:00",
    "raisedAlertKey": "x1",
    "otherKey": "ZZ1",
    "instant": "2026-01-01T00:00:00Z",
    "localDateTime": "2026-01-01T00:00:00",
    "date": "2026-01-01",
    NOT_FINITE: "NaN",
    EMPTY: "",
    TEXT: "*",
}
"""A text of each form."""

_PATTERNS = {**KEYS, **_OTHERS, **MOMENTS, NOT_FINITE: r"NaN|-?Infinity", EMPTY: ""}
_FORM = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()), re.ASCII)
# PowerTrack's own names: camel case, with one small number at most. Hexadecimal digits may read like a word.
_NAME = re.compile(r"(?![0-9a-f]{8,}\Z)[a-z][A-Za-z]*(?:\d{1,2}(?:[A-Z][A-Za-z]*)?)?", re.ASCII)
_WORD = re.compile(r"(?![0-9a-f]{8,}\Z)[a-z][A-Za-z]*", re.ASCII)
_LONGEST_NAME = 48


def form_of(text: str) -> str:
    """Return the form of a text."""
    found = _FORM.fullmatch(text)
    return (found and found.lastgroup) or TEXT


def in_braces(text: str) -> str:
    """Return the form of a text in braces, to stand in place of the text."""
    return f"{{{form_of(text)}}}"


def is_form(name: str) -> bool:
    """Whether a name is a form in braces."""
    return name[:1] == "{" and name[-1:] == "}" and name[1:-1] in SAMPLES


def is_name(text: str) -> bool:
    """Whether a text can be the name of a field, and not the name of a person or a thing."""
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None and form_of(text) == TEXT


def is_word(text: str) -> bool:
    """Whether a text can be a word of a path, and not the name of a person or a thing."""
    return len(text) <= _LONGEST_NAME and _WORD.fullmatch(text) is not None and form_of(text) == TEXT


def shown_name(text: str) -> str:
    """Return a name as a report may show it: as it is, or its form in braces."""
    return text if is_name(text) else in_braces(text)
