"""Requests that a browser copied as fetch or as cURL, with the answer saved in a file beside the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from codegen.documents import Json, JsonObject, child
from codegen.observe.bodies import body_of_text
from codegen.observe.exchange import EMPTY, UNRECORDED, Body, Exchange

LARGEST = 16 * 1024 * 1024
_FETCH = re.compile(r"\bfetch\(\s*")
_CURL = re.compile(r"\bcurl(?:\.exe)?\s")
_DATA = {"-d", "--data", "--data-raw", "--data-binary", "--data-ascii"}
_TAKES_VALUE = re.compile(
    r"-[AbceFHmoTuXxd]|--(?:cookie|form|header|max-time|output|proxy|request|url|user|user-agent)"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class PastedError(Exception):
    """A text holds no request that can be read; says why."""


def is_pasted(text: str) -> bool:
    """Whether a text looks like a copied request."""
    return bool(_FETCH.search(text) or _CURL.search(text))


def read_pasted(text: str, answer: Path) -> Exchange:
    """The request that a text holds, with its saved answer.

    Args:
        text: What was copied.
        answer: Where the answer would be.

    Raises:
        PastedError: There is no request, more than one, or one in a form that is not known.
    """
    found = len(_FETCH.findall(text)) or len(_CURL.findall(text))
    if found != 1:
        raise PastedError(f"holds {found} requests; each needs a file of its own, with its answer beside it")
    method, url, headers, body = _fetch(text) if _FETCH.search(text) else _curl(text)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise PastedError("holds a request without an address") from error
    recorded = answer.is_file()
    return Exchange(
        method=method.upper(),
        url=parts._replace(query="", fragment="").geturl(),
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        referer=headers.get("referer"),
        client_version=headers.get("ae_v"),
        request=EMPTY if body is None else body_of_text(body, headers.get("content-type", "")),
        status=200 if recorded else None,  # whoever saves an answer saves one that came
        response=_saved(answer) if recorded else UNRECORDED,
    )


def _saved(answer: Path) -> Body:
    if answer.stat().st_size > LARGEST:
        return UNRECORDED
    return body_of_text(answer.read_text(encoding="utf-8", errors="replace"), "application/json")


def _fetch(text: str) -> tuple[str, str, dict[str, str], str | None]:
    match = _FETCH.search(text)
    decoder = json.JSONDecoder()
    options: Json = {}
    try:
        url, end = decoder.raw_decode(text, match.end() if match else 0)
        if comma := re.compile(r"\s*,\s*").match(text, end):
            options, _ = decoder.raw_decode(text, comma.end())
    except (ValueError, RecursionError) as error:
        raise PastedError("holds a call of fetch that is not as browsers copy it") from error
    if not isinstance(url, str) or not isinstance(options, dict):
        raise PastedError("holds a call of fetch that is not as browsers copy it")
    headers = {name.lower(): str(value) for name, value in child(options, "headers").items()}
    if isinstance(options.get("referrer"), str):
        headers.setdefault("referer", str(options["referrer"]))
    body = options.get("body")
    return str(options.get("method") or "GET"), url, headers, body if isinstance(body, str) else None


def _curl(text: str) -> tuple[str, str, dict[str, str], str | None]:
    if '^"' in text:
        raise PastedError("was copied as cURL (cmd); copy it as cURL (bash) or as fetch")
    options: JsonObject = {}
    headers: dict[str, str] = {}
    words = _words(text[match.end() if (match := _CURL.search(text)) else 0 :])
    for word in words:
        if word in ("-H", "--header"):
            name, _, value = next(words, "").partition(":")
            headers[name.strip().lower()] = value.strip()
        elif word in ("-X", "--request"):
            options["method"] = next(words, "")
        elif word in _DATA:
            options["body"] = next(words, "")
        elif word in ("-e", "--referer"):
            headers["referer"] = next(words, "")
        elif word == "--url":
            options["url"] = next(words, "")
        elif _TAKES_VALUE.fullmatch(word):
            next(words, "")
        elif not word.startswith("-"):
            options.setdefault("url", word)
    body = options.get("body")
    method = options.get("method") or ("GET" if body is None else "POST")
    return str(method), str(options.get("url", "")), headers, None if body is None else str(body)


def _words(text: str) -> Iterator[str]:
    """The words of a command as bash sees them."""
    word: list[str] | None = None
    for match in re.finditer(_WORD, text):
        if match["blank"] is not None:
            if word is not None:
                yield "".join(word)
            word = None
            continue
        word = word or []
        if match["ansi"] is not None:
            word.append(_ESCAPE.sub(_unescaped, match["ansi"]))
        elif match["single"] is not None:
            word.append(match["single"])
        elif match["double"] is not None:
            word.append(re.sub(r'\\(["\\$`])', r"\1", match["double"]))
        else:
            word.append(match["escaped"] or match["plain"] or "")
    if word is not None:
        yield "".join(word)


_WORD = re.compile(
    r"""(?P<blank>(?:\s|\\\r?\n)+)
    |\$'(?P<ansi>(?:[^'\\]|\\.)*)'
    |'(?P<single>[^']*)'
    |"(?P<double>(?:[^"\\]|\\.)*)"
    |\\(?P<escaped>.)
    |(?P<plain>[^\s'"\\$]+|.)""",
    re.DOTALL | re.VERBOSE,
)


def _unescaped(match: re.Match[str]) -> str:
    if match[3] is None:
        return chr(int(match[1] or match[2], 16))
    return _LETTERS.get(match[3], match[3])
