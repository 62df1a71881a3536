"""Errors that stand inside an answer with status 200."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from powertrack_core.decoding import JsonObject, JsonValue, load

# Of charts are `errorString` and `validationError`, which both were only seen empty. The others are what servers of
# this kind use. A long answer without any of these names is not decoded a second time.
_NAMES = frozenset(
    {
        *("errorstring", "errormessage", "errortext", "errordetail", "errordetails", "error", "errors", "fault"),
        *("validationerror", "validationerrors", "modelstate", "exception", "exceptionmessage"),
    }
)
_GOOD = frozenset(["success", "issuccess", "issuccessful", "succeeded"])
_BAD = frozenset(["haserror", "haserrors", "iserror"])
_FAILED = frozenset(["error", "fail", "failed", "failure"])
"""What `status` of a failed answer says."""
_EMPTY = frozenset([b"null", b"false", b'""', b"[]", b"{}"])
_REASONS = ("message", "messagedetail", "detail", "errordescription", "title")
_PROBLEM = frozenset([*_REASONS, "type", "status", "statuscode", "code", "errorcode", "instance", "traceid"])
"""Fields of an answer that is nothing but the description of a problem."""
_LONG = 2000
_LONGEST = 300


def _may_report(content: bytes) -> bool:
    """Whether a long answer has a field that may report an error. The values of its fields are not parsed."""
    if content.lstrip()[:1] == b"[":
        return False
    try:
        fields = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except (ValueError, RecursionError):
        return True  # reading it all says what is wrong
    return any(_is_suspect(name.casefold(), bytes(memoryview(value)[:_LONGEST])) for name, value in fields.items())


def _is_suspect(name: str, value: bytes) -> bool:
    if name in _GOOD:
        return value == b"false"
    if name in _BAD:
        return value == b"true"
    if name == "status":
        return value[:6].lower().startswith((b'"error', b'"fail'))
    return name in _NAMES and value not in _EMPTY


def inner_error(content: bytes) -> str | None:
    """Return what an answer says went wrong; None if it reports no error.

    Only fields of the outermost object count. Objects below it may have errors of their own, which are data.

    Example:
        >>> inner_error(b'{"errorString": "No such chart.", "series": []}')
        'No such chart.'
        >>> inner_error(b'{"errorString": "", "errors": []}') is None
        True
    """
    if len(content) > _LONG and not _may_report(content):
        return None
    try:
        answer = load(content)
    except ValueError:
        return None
    if not isinstance(answer, dict):
        return None
    named = {name.casefold(): value for name, value in answer.items()}
    found = [text for name, value in named.items() if name in _NAMES for text in _texts(value)]
    if not found and (failed := _failed(named)) is not None:
        reasons = _REASONS if named.keys() <= _PROBLEM else _REASONS[:-1]  # a chart has a title, too
        found = [text for name in reasons for text in _texts(named.get(name))] or [failed]
    return "; ".join(dict.fromkeys(found))[:_LONGEST] or None


def _failed(answer: JsonObject) -> str | None:
    """What shows that an answer reports a failure, by its names in lower case."""
    for name, value in answer.items():
        if (name in _GOOD and value is False) or (name in _BAD and value is True):
            return f"{name} is {str(value).lower()}"
    status = answer.get("status")
    if isinstance(status, str) and status.casefold() in _FAILED:
        return f"status is {status}"
    if answer.keys() <= _PROBLEM and any(answer.get(name) for name in (*_REASONS, "errorcode")):
        return f"error {answer.get('errorcode')}"
    return None


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
