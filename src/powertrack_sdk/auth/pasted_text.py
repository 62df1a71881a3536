"""Read a request that was copied from a browser's developer tools, whichever of its formats was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from powertrack_sdk.auth import pasted_bash, pasted_cmd, pasted_fetch, pasted_powershell
from powertrack_sdk.auth.pasted_bash import bash_commands
from powertrack_sdk.auth.pasted_cmd import cmd_commands
from powertrack_sdk.auth.pasted_curl import read_curl
from powertrack_sdk.auth.pasted_fetch import has_fetch_call, is_blank, read_fetch
from powertrack_sdk.auth.pasted_powershell import read_powershell
from powertrack_sdk.auth.pasted_request import PastedRequest
from powertrack_sdk.errors import ConfigurationError

__all__ = ["HOW_TO_COPY", "PastedRequest", "is_blank", "parse_pasted_text"]

HOW_TO_COPY: Final = (
    "log in to PowerTrack in the browser, open the developer tools (F12), Network tab, right-click a request whose "
    'address has /api/ in it, and choose Copy, "Copy as fetch (Node.js)" (in Firefox: "Copy as cURL")'
)

_COMMENTS_AHEAD = re.compile(r"\A(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_CURL = re.compile(r"curl(?:\.exe)?\s", re.IGNORECASE)
_POWERSHELL = re.compile(r"(?:\$\w+|Invoke-(?:WebRequest|RestMethod))[\s.=]", re.IGNORECASE)
_FIRST_QUOTE = re.compile(r"\^?['\"]")
_CMD_CONTINUES = re.compile(r"\^\n")
_BASH_CONTINUES = re.compile(r"\\\n")


def parse_pasted_text(text: str) -> PastedRequest:
    """Read a copied request: as fetch (Node.js), as cURL (bash or cmd) or as PowerShell.

    Where there are several, the last one counts that carries a cookie, and one with `ae_s` before one without.

    Raises:
        ConfigurationError: The text is none of these, is broken, or has no cookie in it. The text is not repeated.
    """
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = _COMMENTS_AHEAD.sub("", plain)
    form, read = _recognise(plain)
    requests = read(plain)
    if not requests:
        raise ConfigurationError(f"The text looks like a request copied as {form}, but there is no URL in it.")
    with_cookie = [request for request in requests if request.headers.get("cookie")]
    if not with_cookie:
        raise _no_cookie(form)
    return next((request for request in reversed(with_cookie) if request.headers.get("ae_s")), with_cookie[-1])


def _recognise(text: str) -> tuple[str, Callable[[str], list[PastedRequest]]]:
    """The name of the format, and what reads it."""
    if _CURL.match(text):
        if _is_cmd(text):
            return pasted_cmd.FORM, lambda plain: read_curl(cmd_commands(plain))
        return pasted_bash.FORM, lambda plain: read_curl(bash_commands(plain))
    if _POWERSHELL.match(text):
        return pasted_powershell.FORM, read_powershell
    if has_fetch_call(text):
        return pasted_fetch.FORM, read_fetch
    what = "is empty" if is_blank(text) else "is not a request as a browser copies it"
    raise ConfigurationError(f"The text {what}. To get one, {HOW_TO_COPY}.")


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
