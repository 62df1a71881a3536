"""Errors that stand inside an answer with status 200."""

from __future__ import annotations

import re
from collections.abc import Iterable

from powertrack_core.decoding import JsonValue, load

# Of charts are `errorString` and `validationError`, which both were only seen empty. The others are what servers of
# this kind use. Without their name in a read nothing is decoded a second time.
_NAMES = frozenset({"errorstring", "validationerror", "errormessage", "exceptionmessage", "error", "errors"})
_ANY = re.compile(
    rb'"(?:errorString|validationError|errorMessage|exceptionMessage|errors?)"\s*:\s*(?!null|false|""|\[\s*\]|\{\s*\})'
    rb'|"success"\s*:\s*false',
    re.IGNORECASE,
)
_LONGEST = 300


def inner_error(content: bytes) -> str | None:
    """Return what an answer says went wrong; None if it reports no error.

    Only fields of the outermost object count. Objects below it may have errors of their own, which are data.

    Example:
        >>> inner_error(b'{"errorString": "No such chart.", "series": []}')
        'No such chart.'
        >>> inner_error(b'{"errorString": "", "errors": []}') is None
        True
    """
    if _ANY.search(content) is None:
        return None
    try:
        answer = load(content)
    except ValueError:
        return None
    if not isinstance(answer, dict):
        return None
    found = [text for name, value in answer.items() if name.casefold() in _NAMES for text in _texts(value)]
    if not found and answer.get("success") is False:
        found = [*_texts(answer.get("message"))] or ["success is false"]
    return "; ".join(dict.fromkeys(found))[:_LONGEST] or None


def _texts(value: JsonValue) -> Iterable[str]:
    """The messages in a value: a text, or those of a list or map of messages."""
    if isinstance(value, str):
        yield from [value.strip()] if value.strip() else []
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif value not in (None, False):
        yield str(value)
