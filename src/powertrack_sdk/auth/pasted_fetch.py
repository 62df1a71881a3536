"""Requests copied as fetch: JavaScript, `fetch("url", {"headers": {...}, ...});`.

Browsers write the options as JSON. A formatter may have changed the file since, so this also reads what JavaScript
allows beyond JSON: comments, names without quotes, other quotes, trailing commas.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Final

from powertrack_sdk.auth.pasted_request import PastedRequest, Token, request_of, unreadable, whole_characters

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


def has_fetch_call(text: str) -> bool:
    """Whether there is a call of `fetch` outside comments and strings."""
    return bool(_calls(_tokens(text)))


def is_blank(text: str) -> bool:
    """Whether there is nothing but white space and comments."""
    return not _tokens(text)


def read_fetch(text: str) -> list[PastedRequest]:
    """The requests of all calls of `fetch`, in their order.

    Raises:
        ConfigurationError: There are calls, but none can be read.
    """
    tokens = _tokens(text)
    calls = _calls(tokens)
    requests = [request for call in calls if (request := _request(tokens, call + 2)) is not None]
    if calls and not requests:
        raise unreadable(FORM, "its URL or its options are cut off or cannot be read")
    return requests


def _tokens(text: str) -> list[Token]:
    found = (Token(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text))
    return [token for token in found if token.kind != "space"]


def _calls(tokens: list[Token]) -> list[int]:
    """Where calls of `fetch` begin."""
    return [
        position
        for position, (word, bracket) in enumerate(itertools.pairwise(tokens))
        if word.kind == "word" and word.text.rpartition(".")[2] == "fetch" and bracket == Token("mark", "(")
    ]


def _request(tokens: list[Token], start: int) -> PastedRequest | None:
    """The request whose arguments start there; None if they cannot be read."""
    try:
        arguments: object = json.loads("[" + "".join(_as_json(tokens, start)) + "]")
    except (ValueError, OverflowError, RecursionError):
        return None
    url, options = [*arguments, {}, {}][:2] if isinstance(arguments, list) else (None, {})
    headers = (options.get("headers") or {}) if isinstance(options, dict) else None
    if not isinstance(url, str) or not isinstance(options, dict) or not isinstance(headers, dict):
        return None
    # Firefox puts the Referer among the options.
    pairs = [("referer", options.get("referrer")), *headers.items()]
    return request_of(url, pairs, options.get("method"), options.get("body"))


def _as_json(tokens: list[Token], start: int) -> Iterator[str]:
    """Rewrite JavaScript literals as JSON, up to the bracket that closes the call."""
    depth = 0
    for position in range(start, len(tokens)):
        kind, text = tokens[position]
        following = tokens[position + 1].text if position + 1 < len(tokens) else ""
        if kind == "string":
            yield json.dumps(_unescaped(text[1:-1]))
        elif kind == "word":
            yield json.dumps(text) if following == ":" else _WORDS.get(text, text)
        elif text == ")" and depth == 0:
            return
        elif text != "," or following not in ("}", "]", ")"):
            depth += (text in _OPENING) - (text in _OPENING.values())
            yield text


def _unescaped(literal: str) -> str:
    def character(escape: re.Match[str]) -> str:
        code = escape[1] or escape[2] or escape[3]
        return chr(int(code, 16)) if code else _CONTROL.get(escape[4], escape[4])

    return whole_characters(_ESCAPE.sub(character, literal))
