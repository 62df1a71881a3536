"""Requests copied as PowerShell: a web session with cookies, and `Invoke-WebRequest` with headers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from powertrack_sdk.auth.pasted_request import PastedRequest, Token, header_map, unreadable, whole_characters

FORM: Final = "PowerShell"

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t]+|`\n|\#[^\n]*)
    | "(?P<expandable>(?:[^"`]|`.|"")*+)"
    | '(?P<verbatim>(?:[^']|'')*+)'
    | (?P<word>[^\s"'`(){},;=@]+)
    | (?P<broken>["'])
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r'\$\(\[char\](\d{1,5})\)|`u\{([0-9a-fA-F]{1,6})\}|`(.)|""', re.DOTALL | re.IGNORECASE)
_CONTROL: Final = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_COMMANDS: Final = ("invoke-webrequest", "invoke-restmethod")


def read_powershell(text: str) -> list[PastedRequest]:
    """The requests of all `Invoke-WebRequest` commands, in their order.

    Raises:
        ConfigurationError: A quoted value is not closed.
    """
    requests: list[PastedRequest] = []
    # The statements before a request fill `$session`: a User-Agent, and cookies as (cookie, domain).
    agent: list[tuple[str, str]] = []
    cookies: list[tuple[str, str]] = []
    for statement in _statements(text):
        words = [token.text.lower() for token in statement if token.kind == "word"]
        strings = [token.text for token in statement if token.kind == "string"]
        if any(word in _COMMANDS for word in words):
            requests += _requests(statement, agent, cookies)
        elif any(word.endswith("webrequestsession") for word in words):
            agent, cookies = [], []
        elif "system.net.cookie" in words and len(strings) > 1:
            cookies.append((f"{strings[0]}={strings[1]}", strings[3] if len(strings) > 3 else ""))
        elif words and words[0].endswith(".useragent") and strings:
            agent = [("user-agent", strings[0])]
    return requests


def _statements(text: str) -> Iterator[list[Token]]:
    """Split at line ends and semicolons outside brackets."""
    statement: list[Token] = []
    depth = 0
    for token in _tokens(text):
        if token.kind == "mark":
            depth += (token.text in "({") - (token.text in ")}")
        if token.kind == "mark" and token.text in "\n;" and depth <= 0:
            yield statement
            statement, depth = [], 0
        else:
            statement.append(token)
    yield statement


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "broken":
            raise unreadable(FORM, "it ends in the middle of a quoted value")
        if kind == "expandable":
            yield Token("string", whole_characters(_ESCAPE.sub(_character, match[kind])))
        elif kind == "verbatim":
            yield Token("string", match[kind].replace("''", "'"))
        elif kind != "space":
            yield Token(kind, match[kind])


def _character(escape: re.Match[str]) -> str:
    if escape[1] or escape[2]:
        code = int(escape[1]) if escape[1] else int(escape[2], 16)
        return chr(min(code, 0x10FFFF))
    return _CONTROL.get(escape[3], escape[3]) if escape[3] else '"'


def _requests(
    statement: list[Token], agent: list[tuple[str, str]], cookies: list[tuple[str, str]]
) -> Iterator[PastedRequest]:
    options: dict[str, str] = {}
    table: list[tuple[str, str]] = []
    for position, token in enumerate(statement[:-1]):
        option, value = token.text.lower(), _value(statement, position + 1)
        if token.kind == "word" and value is not None:
            options["-uri" if option in _COMMANDS else option] = value
        elif token.kind == "word" and option == "-headers":
            table += _hash_table(statement[position + 1 :])
    url = options.get("-uri")
    if url is None:
        return
    table += [("content-type", options["-contenttype"])] if "-contenttype" in options else []
    table += [("user-agent", options["-useragent"])] if "-useragent" in options else agent
    table += [("cookie", cookie) for cookie, domain in cookies if _is_within(url, domain)]
    yield PastedRequest(url, header_map(table), options.get("-method", "GET"), options.get("-body"))


def _value(statement: list[Token], position: int) -> str | None:
    """The value of an option: a string, a word, or the only string in brackets, as in `GetBytes("...")`."""
    first = statement[position]
    if first.kind == "string" or (first.kind == "word" and not first.text.startswith("-")):
        return first.text
    if first != Token("mark", "("):
        return None
    until_option = itertools.takewhile(
        lambda token: token.kind != "word" or not token.text.startswith("-"), statement[position:]
    )
    strings = [token.text for token in until_option if token.kind == "string"]
    return strings[0] if len(strings) == 1 else None


def _hash_table(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """The entries of `@{ "name"="value" ... }`."""
    for position, (kind, text) in enumerate(tokens):
        if kind == "mark" and text == "}":
            return
        if (kind, text) == ("mark", "=") and 0 < position < len(tokens) - 1:
            name, value = tokens[position - 1], tokens[position + 1]
            if value.kind == "string" and name.kind in ("string", "word"):
                yield name.text, value.text


def _is_within(url: str, domain: str) -> bool:
    """Whether a browser would send a cookie of that domain to that URL."""
    domain = domain.lstrip(".").lower()
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return False
    return not domain or host == domain or host.endswith(f".{domain}")
