"""Requests copied as cURL: what the words of a `curl` command say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from powertrack_sdk.auth.pasted_request import PastedRequest, header_map

# The options that take the next word for their value; every other one is a switch.
_LETTERS_WITH_VALUE = re.compile("[AbcCdDeEFHKmoPQrtTuUwxXyYz]")
_NAMES_WITH_VALUE = re.compile(
    "cacert|capath|cert|cert-type|ciphers|config|connect-timeout|connect-to|continue-at|cookie(-jar)?|data(-[a-z]+)?"
    "|dump-header|form(-string)?|header|interface|json|key|key-type|limit-rate|local-port|max-filesize|max-redirs"
    "|max-time|netrc-file|noproxy|output|output-dir|pass|pinnedpubkey|proto|proxy(-user|-header)?|range|rate|referer"
    "|request|request-target|resolve|retry(-delay|-max-time)?|speed-limit|speed-time|stderr|tls-max|trace(-ascii)?"
    "|unix-socket|upload-file|url|url-query|user(-agent)?|variable|write-out"
)
_LONG_NAMES: Final = {
    "H": "header",
    "b": "cookie",
    "A": "user-agent",
    "e": "referer",
    "X": "request",
    "d": "data",
    "T": "upload-file",
}
_URL = re.compile(r"https?://", re.IGNORECASE)
_CURL = re.compile(r"curl(?:\.exe)?", re.IGNORECASE)


def read_curl(commands: list[list[str]]) -> list[PastedRequest]:
    """The requests of all commands that are curl with a URL, in their order."""
    requests = (_request(words[1:]) for words in commands if _CURL.fullmatch(words[0]))
    return [request for request in requests if request is not None]


def _request(words: list[str]) -> PastedRequest | None:
    url: str | None = None
    method: str | None = None
    headers: list[tuple[str, str]] = []
    data: list[str] = []
    for option, value in _options(words):
        if option in ("", "url") and url is None and _URL.match(value):
            # Browsers escape the brackets that curl would expand.
            url = re.sub(r"\\([\[\]{}])", r"\1", value)
        elif option == "header" and ":" in value:
            name, _, content = value.partition(":")
            headers.append((name, content))
        elif option == "cookie" and "=" in value:
            headers.append(("cookie", value))
        elif option == "user-agent":
            headers.append(("user-agent", value))
        elif option == "referer":
            headers.append(("referer", value))
        elif option == "request":
            method = value
        elif option == "json" or option.startswith("data"):
            data.append(value)
    if url is None:
        return None
    body = "&".join(data) if data else None
    return PastedRequest(url, header_map(headers), method or ("GET" if body is None else "POST"), body)


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    """The options that have a value, by their long name where it matters, and the rest under an empty name."""
    rest = iter(words)
    for word in rest:
        letter = _LETTERS_WITH_VALUE.search(word)
        if word.startswith("--"):
            if _NAMES_WITH_VALUE.fullmatch(word[2:]):
                yield word[2:], next(rest, "")
        elif not word.startswith("-"):
            yield "", word
        elif letter:
            yield _LONG_NAMES.get(letter[0], letter[0]), word[letter.end() :] or next(rest, "")
