"""Words of a command line as bash splits them, with the quotes that "Copy as cURL (bash)" uses."""

from __future__ import annotations

import re
from typing import Final

from powertrack_sdk.auth.pasted_request import unreadable, whole_characters

FORM: Final = "cURL (bash)"

# A backslash, or the backtick of PowerShell, continues a line. Chats and mails add blanks and empty lines behind it, or
# lose it in front of an option.
_PIECE = re.compile(
    r"""
      (?P<continued>[\\`][^\S\n]*\n(?:[^\S\n]*\n(?![^\S\n]*curl))*|\n(?=[^\S\n]*-))
    | (?P<space>[^\S\n]+)
    | (?P<end>\n|;|&&?|\|\|?)
    | \$'(?P<ansi>(?:[^'\\]|\\.)*+)'
    | (?P<cut>\$')
    | '(?P<single>[^']*)'
    | "(?P<double>(?:[^"\\]|\\.)*+)"
    | \\(?P<escaped>.)
    | (?P<broken>['"\\])
    | (?P<bare>[^\\\s'";&|$`]+|[$\s`])
    """,
    re.VERBOSE | re.DOTALL,
)
_ANSI_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c(.)|(.))", re.DOTALL
)
_ANSI_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_LAST_CHARACTER: Final = 0x10FFFF


def bash_commands(text: str) -> list[list[str]]:
    """Split a text into commands, and each into its words.

    Raises:
        ConfigurationError: A quoted value is not closed.
    """
    commands: list[list[str]] = [[]]
    word: str | None = None
    for piece in _PIECE.finditer(text):
        kind, part = piece.lastgroup or "", piece[piece.lastgroup or 0]
        if kind in ("cut", "broken"):
            raise unreadable(FORM, "it ends in the middle of a quoted value")
        if kind in ("space", "end"):
            if word is not None:
                commands[-1].append(word)
                word = None
            if kind == "end":
                commands.append([])
        elif kind != "continued":
            word = (word or "") + _plain(kind, part)
    if word is not None:
        commands[-1].append(word)
    return [command for command in commands if command]


def _plain(kind: str, part: str) -> str:
    if kind == "double":
        return re.sub(r'\\(?:\n|([$`"\\]))', lambda escape: escape[1] or "", part)
    return whole_characters(_ANSI_ESCAPE.sub(_ansi_character, part)) if kind == "ansi" else part


def _ansi_character(escape: re.Match[str]) -> str:
    hexadecimal = escape[1] or escape[2] or escape[3]
    if hexadecimal:
        return chr(min(int(hexadecimal, 16), _LAST_CHARACTER))
    if escape[4]:
        return chr(int(escape[4], 8) & 0xFF)
    if escape[5]:
        return chr(ord(escape[5].upper()) & 0x1F)
    return _ANSI_CONTROL.get(escape[6], escape[6] if escape[6] in "\\'\"?" else f"\\{escape[6]}")
