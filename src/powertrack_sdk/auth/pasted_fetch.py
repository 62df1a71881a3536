"""Requests copied as fetch: JavaScript, `fetch("url", {"headers": {...}, ...});`.

Browsers write the options as JSON. A formatter may have been over the file since, so what JavaScript allows beyond
JSON is read too: comments, names without quotes, other quotes, trailing commas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from powertrack_sdk.auth.pasted_request import PastedRequest, header_map, unreadable, whole_characters

FORM: Final = "fetch"

_TOKEN = re.compile(
    r"""
      (?P<space>\s+|//[^\n]*|/\*.*?\*/)
    | (?P<string>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`)
    | (?P<word>[\w$.+-]+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORDS: Final = {"undefined": "null"}
_OPENING: Final = {"{": "}", "[": "]", "(": ")"}


class _Token(NamedTuple):
    kind: str
    text: str


def has_fetch_call(text: str) -> bool:
    """Whether there is a call of `fetch` outside comments and strings."""
    tokens = _tokens(text)
    return any(_is_call(tokens, position) for position in range(len(tokens)))


def is_blank(text: str) -> bool:
    """Whether there is nothing but white space and comments."""
    return not _tokens(text)


def read_fetch(text: str) -> list[PastedRequest]:
    """The requests of all calls of `fetch`, in their order.

    Raises:
        ConfigurationError: There are calls, and none can be read.
    """
    tokens = _tokens(text)
    calls = [position for position in range(len(tokens)) if _is_call(tokens, position)]
    requests = [request for call in calls if (request := _request(tokens, call + 2)) is not None]
    if calls and not requests:
        raise unreadable(FORM, "its URL or its options are cut off or cannot be read")
    return requests


def _tokens(text: str) -> list[_Token]:
    found = (_Token(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text))
    return [token for token in found if token.kind != "space"]


def _is_call(tokens: list[_Token], position: int) -> bool:
    word, following = tokens[position], tokens[position + 1 : position + 2]
    return word.kind == "word" and word.text.rpartition(".")[2] == "fetch" and following == [_Token("mark", "(")]


def _request(tokens: list[_Token], start: int) -> PastedRequest | None:
    """The request whose arguments start there; None when they cannot be read."""
    arguments = _arguments(tokens, start)
    if not isinstance(arguments, list) or not arguments or not isinstance(arguments[0], str):
        return None
    options = arguments[1] if len(arguments) > 1 else {}
    headers = (options.get("headers") or {}) if isinstance(options, dict) else None
    if not isinstance(headers, dict):
        return None
    told = options if isinstance(options, dict) else {}
    method, body = told.get("method"), told.get("body")
    # Firefox has the Referer here.
    pairs = [("referer", told.get("referrer")), *headers.items()]
    return PastedRequest(
        arguments[0],
        header_map((name, value) for name, value in pairs if isinstance(value, str)),
        method if isinstance(method, str) else "GET",
        body if isinstance(body, str) else None,
    )


def _arguments(tokens: list[_Token], start: int) -> object:
    """The arguments of a call as a list; None when they are not JSON even after rewriting."""
    try:
        return json.loads("[" + "".join(_as_json(tokens, start)) + "]")
    except (ValueError, OverflowError, RecursionError):
        return None


def _as_json(tokens: list[_Token], start: int) -> Iterator[str]:
    """Rewrite JavaScript literals as JSON, up to the bracket that closes the call."""
    depth = 0
    for position in range(start, len(tokens)):
        kind, text = tokens[position]
        following = tokens[position + 1].text if position + 1 < len(tokens) else ""
        if kind == "string":
            yield json.dumps(_plain(text[1:-1]))
        elif kind == "word":
            yield json.dumps(text) if following == ":" else _WORDS.get(text, text)
        elif text == ")" and depth == 0:
            return
        elif text != "," or following not in ("}", "]", ")"):
            depth += (text in _OPENING) - (text in _OPENING.values())
            yield text


def _plain(literal: str) -> str:
    def character(escape: re.Match[str]) -> str:
        code = escape[1] or escape[2] or escape[3]
        return chr(int(code, 16)) if code else _CONTROL.get(escape[4], escape[4])

    return whole_characters(_ESCAPE.sub(character, literal))
