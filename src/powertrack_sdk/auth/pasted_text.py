"""Read a request that was copied from a browser's developer tools, in any of their formats."""

from __future__ import annotations

import html
import quopri
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from powertrack_sdk.auth import pasted_fetch, pasted_headers, pasted_powershell, pasted_shell
from powertrack_sdk.auth.address import is_loopback
from powertrack_sdk.auth.cookie_header import crumbs, is_session_cookie
from powertrack_sdk.auth.pasted_curl import read_curl
from powertrack_sdk.auth.pasted_fetch import has_fetch_call, is_blank
from powertrack_sdk.auth.pasted_request import PastedRequest
from powertrack_sdk.errors import ConfigurationError

__all__ = ["HOW_TO_COPY", "PastedRequest", "copied_requests", "is_blank", "is_of_powertrack", "parse_pasted_text"]

_DOMAIN: Final = "alsoenergy.com"

HOW_TO_COPY: Final = (
    "log in to PowerTrack in the browser, open the developer tools (F12), Network tab, right-click a request whose "
    'address has /api/ in it, and choose Copy, "Copy as fetch (Node.js)" (in Firefox: "Copy as cURL")'
)

_COMMENTS_AHEAD = re.compile(r"\A(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_CURL = re.compile(r"curl(?:\.exe)?\s", re.IGNORECASE)
_CURL_WITHOUT_ITS_NAME = re.compile(r"(?:\^?['\"])?https?://|-[A-Za-z-]", re.IGNORECASE)
_POWERSHELL = re.compile(r"(?:\$\w+|Invoke-(?:WebRequest|RestMethod))[\s.=]", re.IGNORECASE)
_HAR = re.compile(r'\{\s*"log"\s*:')
_FIRST_QUOTE = re.compile(r"\^?['\"]")
_CMD_CONTINUES = re.compile(r"\^[^\S\n]*\n")
_BASH_CONTINUES = re.compile(r"\\[^\S\n]*\n")

# Changes that chats, mails and notes make to a text.
_FENCE = re.compile(r"^[^\S\n]*(?:```|~~~)[\w-]*[^\S\n]*\n(.*?)^[^\S\n]*(?:```|~~~)", re.DOTALL | re.MULTILINE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u3000", " "))
_PROMPT = re.compile(
    r"\A[^\n'\"]{0,200}?(?=(?:curl(?:\.exe)?\s|(?:await\s+)?fetch\(|Invoke-WebRequest\s|\$session\s*=))", re.IGNORECASE
)
_GREETING = re.compile(
    r"\A(?:.*\n){1,20}?[^\n'\"]{0,200}?"
    r"(?=curl(?:\.exe)?\s+(?:[-'\"^$]|https?:)|(?:await\s+)?fetch\(|Invoke-WebRequest\s|\$session\s*=)",
    re.IGNORECASE,
)
_LINE_NUMBER = re.compile(r"\s*([0-9]{1,3})[.):|]?\s+")
_POWERSHELL_CONTINUES = re.compile(r"`[^\S\n]*\n(?:[^\S\n]*\n)*")
_QUOTED_PRINTABLE = re.compile(r"=3D(?:[^=]|=[0-9A-F]{2}|=\n)*\Z")
_ANY_QUOTE = re.compile("['\"\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033]|&quot;|&#39;|&#x27;")
_STRAIGHT = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"')
)
_LONG_DASH = re.compile(r"(?<=\s)[\u2013\u2014]+(?=[A-Za-z])([A-Za-z]\b)?")


def parse_pasted_text(text: str) -> PastedRequest:
    """Read a copied request: as fetch (Node.js), cURL (bash or cmd), PowerShell, HAR or request headers.

    Changes that a chat, a mail or a note made to the text are undone: other quotes and blanks, empty lines, a prompt, a
    code fence. Of several requests, the last with a PowerTrack session counts.

    Raises:
        ConfigurationError: The text is none of these, is broken, or has no cookie. The message does not repeat it.
    """
    plain = _mended(text)
    recognised = _recognise(plain)
    if recognised is None:
        what = "is empty" if is_blank(plain) else "is not a request as a browser copies it"
        raise ConfigurationError(f"The text {what}. To get one, {HOW_TO_COPY}.")
    form, read = recognised
    requests = read(plain)
    if not requests:
        raise ConfigurationError(f"The text looks like a request copied as {form}, but there is no URL in it.")
    with_cookie = [request for request in requests if request.headers.get("cookie")]
    if not with_cookie:
        raise _no_cookie(form)
    return max(reversed(with_cookie), key=_likeness)


def copied_requests(text: str) -> list[PastedRequest]:
    """Read all requests in a copied text, with or without a session; none if it is not a copied request.

    Raises:
        ConfigurationError: It is a copied request, but broken. The message does not repeat it.
    """
    plain = _mended(text)
    recognised = _recognise(plain)
    return [] if recognised is None else recognised[1](plain)


def is_of_powertrack(request: PastedRequest) -> bool:
    """Whether a copied request may be one to the API of PowerTrack."""
    try:
        is_known = _is_known(request)
    except ValueError:
        return False
    return _has_session(request) or "ae_s" in request.headers or ("/api/" in request.url and is_known)


def _is_known(request: PastedRequest) -> bool:
    """Whether a request goes to a host of PowerTrack, or to this machine.

    Raises:
        ValueError: Its URL cannot be read.
    """
    host = (urlsplit(request.url).hostname or "").lower()
    return host == _DOMAIN or host.endswith(f".{_DOMAIN}") or is_loopback(host)


def _likeness(request: PastedRequest) -> tuple[bool, bool, bool, bool]:
    """Sort key: how likely this is a request to the API of PowerTrack with its session."""
    try:
        is_known = _is_known(request)
    except ValueError:
        is_known = False
    return _has_session(request), is_known, "/api/" in request.url, bool(request.headers.get("ae_s"))


def _has_session(request: PastedRequest) -> bool:
    return any(is_session_cookie(name) for name, _ in crumbs(request.headers.get("cookie", "")))


def _mended(text: str) -> str:
    """The text as the browser copied it, without the changes that chats and mails made."""
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if " " not in plain:  # a single no-break space may be meant
        plain = plain.translate(_BLANKS)
    if _QUOTED_PRINTABLE.fullmatch(plain[plain.find("=") :]):  # the source of a mail
        plain = quopri.decodestring(plain.encode("utf-8", "replace")).decode("utf-8", "replace")
    fenced = _FENCE.search(plain)
    plain = fenced[1] if fenced else plain.strip().strip("`")
    lines = [line for line in plain.strip().split("\n") if line.strip()]
    if lines and all(line.lstrip().startswith(">") for line in lines[1:] or lines):  # quoted in a mail
        plain = _unquoted(plain)
    plain = _POWERSHELL_CONTINUES.sub("`\n", _without_numbers(plain))
    first = _ANY_QUOTE.search(plain)
    if first and first[0].startswith("&"):
        plain = html.unescape(plain)
    elif first and first[0] not in "'\"":
        plain = plain.translate(_STRAIGHT)
    plain = _LONG_DASH.sub(lambda dash: f"-{dash[1]}" if dash[1] else "--", _INVISIBLE.sub("", plain))
    plain = _PROMPT.sub("", _COMMENTS_AHEAD.sub("", plain))
    if _CURL_WITHOUT_ITS_NAME.match(plain):
        return f"curl {plain}"
    return plain if _recognise(plain) is not None else _unquoted(_GREETING.sub("", plain))


def _unquoted(text: str) -> str:
    """A text without the marks of a quotation in a mail, whose first line may have lost its mark."""
    return re.sub(r"^[^\S\n]*(?:>[^\S\n]?)+", "", text, flags=re.MULTILINE)


def _without_numbers(text: str) -> str:
    """A text without the numbers of its lines, as an editor or a page shows them."""
    lines = [line for line in text.split("\n") if line.strip()]
    numbers = [_LINE_NUMBER.match(line) for line in lines]
    if len(lines) < 2 or [number and int(number[1]) for number in numbers] != [*range(1, len(lines) + 1)]:
        return text
    return "\n".join(line[number.end() :] for line, number in zip(lines, numbers, strict=True) if number)


def _recognise(text: str) -> tuple[str, Callable[[str], list[PastedRequest]]] | None:
    """The name of the format and its reader; None if the format is unknown."""
    if _CURL.match(text):
        if _is_cmd(text):
            return pasted_shell.CMD, lambda plain: read_curl(pasted_shell.cmd_commands(plain))
        return pasted_shell.BASH, lambda plain: read_curl(pasted_shell.bash_commands(plain))
    if _HAR.match(text):
        return pasted_headers.HAR, pasted_headers.read_har
    if _POWERSHELL.match(text):
        return pasted_powershell.FORM, pasted_powershell.read_powershell
    if pasted_headers.has_headers(text):
        return pasted_headers.HEADERS, pasted_headers.read_headers
    return (pasted_fetch.FORM, pasted_fetch.read_fetch) if has_fetch_call(text) else None


def _is_cmd(text: str) -> bool:
    first = _FIRST_QUOTE.search(text)
    if first is None or first.group().endswith("'"):
        return False
    return first.group() == '^"' or bool(_CMD_CONTINUES.search(text)) or not _BASH_CONTINUES.search(text)


def _no_cookie(form: str) -> ConfigurationError:
    if form == pasted_fetch.FORM:
        return ConfigurationError(
            'The text is a request copied as fetch, but there is no cookie in it. Choose "Copy as fetch (Node.js)" '
            'instead of plain "Copy as fetch"; in Firefox choose "Copy as cURL".'
        )
    return ConfigurationError(
        f"The text is a request copied as {form}, but there is no cookie in it. Copy a request that the browser sent "
        "while logged in to PowerTrack, one whose address has /api/ in it."
    )
