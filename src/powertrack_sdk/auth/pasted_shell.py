r"""The words of command lines as bash and cmd.exe split them.

Browsers escape twice in "Copy as cURL (cmd)": for the program, which knows `\"`, `""` and `\\`, and over that for
cmd.exe, with carets. Some put carets also where cmd.exe takes them literally; this undoes what browsers write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from powertrack_sdk.auth.pasted_request import unreadable, whole_characters

BASH: Final = "cURL (bash)"
CMD: Final = "cURL (cmd)"

# A backslash, or the backtick of PowerShell, continues a line. Chats and mails add blanks and empty lines behind it, or
# lose it in front of an option.
_BASH_PIECE = re.compile(
    r"""
      (?P<continued>[\\`][^\S\n]*\n(?:[^\S\n]*\n(?![^\S\n]*curl))*|\n(?=[^\S\n]*-))
    | (?P<space>[^\S\n]+)
    | (?P<end>\n|;|&&?|\|\|?)
    | \$'(?P<ansi>(?:[^'\\]|\\.)*+)'
    | '(?P<single>[^']*)'
    | "(?P<double>(?:[^"\\]|\\.)*+)"
    | \\(?P<escaped>.)
    | (?P<broken>\$'|['"\\])
    | (?P<bare>[^\\\s'";&|$`]+|[$\s`])
    """,
    re.VERBOSE | re.DOTALL,
)
_BASH_ESCAPE = re.compile(r'\\(?:\n|([$`"\\]))')
_ANSI_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c(.)|(.))", re.DOTALL
)
_ANSI_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_LAST_CHARACTER: Final = 0x10FFFF

# A caret escapes a line break, all characters outside this set, and what follows a percent sign like a variable's name.
_CARET = re.compile(r"\^\n(\n?)|(?<=%)\^([A-Za-z0-9_])|\^([^a-zA-Z0-9\s_\-:=+~'/.',?;()*`])")
# The end of a line before an option, also if a chat or a mail has added blanks and empty lines or lost the caret.
_CMD_CONTINUED = re.compile(r"(?:\^?[^\S\n]*\n)+(?=[^\S\n]*\^?-)")
_CMD_PIECE = re.compile(
    r"""
      (?P<end>[\n&|])
    | (?P<space>[^\S\n]+)
    | "(?P<quoted>(?:\\[\\"$`]|""|[^"])*+)"
    | (?P<broken>")
    | (?P<bare>[^\s"&|]+)
    """,
    re.VERBOSE,
)
_CMD_ESCAPE = re.compile(r'\\([\\"$`])|"(")')
# Characters that end a command stand as these once a caret has taken their meaning away.
_ENDS: Final = "\n&|"
_LITERAL_ENDS: Final = "\ue000\ue001\ue002"
_TO_LITERAL: Final = str.maketrans(_ENDS, _LITERAL_ENDS)
_FROM_LITERAL: Final = str.maketrans(_LITERAL_ENDS, _ENDS)


def bash_commands(text: str) -> list[list[str]]:
    """Split a text into commands, and each into its words."""
    return _commands(BASH, _BASH_PIECE, text, _bash_part)


def cmd_commands(text: str) -> list[list[str]]:
    """Split a text into commands, and each into its words."""

    def uncareted(escape: re.Match[str]) -> str:
        return (escape[1] or escape[2] or escape[3] or "").translate(_TO_LITERAL)

    return _commands(CMD, _CMD_PIECE, _CARET.sub(uncareted, _CMD_CONTINUED.sub(" ", text)), _cmd_part)


def _commands(form: str, piece: re.Pattern[str], text: str, part: Callable[[str, str], str]) -> list[list[str]]:
    """Join the pieces of a text to words.

    Raises:
        ConfigurationError: A quoted value is not closed.
    """
    commands: list[list[str]] = [[]]
    word: str | None = None
    for found in piece.finditer(text):
        kind = found.lastgroup or ""
        if kind == "broken":
            raise unreadable(form, "it ends in the middle of a quoted value")
        if kind not in ("space", "end"):
            word = word if kind == "continued" else (word or "") + part(kind, found[kind])
            continue
        if word is not None:
            commands[-1].append(word)
            word = None
        if kind == "end":
            commands.append([])
    if word is not None:
        commands[-1].append(word)
    return [command for command in commands if command]


def _cmd_part(kind: str, part: str) -> str:
    plain = _CMD_ESCAPE.sub(lambda escape: escape[1] or escape[2], part) if kind == "quoted" else part
    return plain.translate(_FROM_LITERAL)


def _bash_part(kind: str, part: str) -> str:
    if kind == "double":
        return _BASH_ESCAPE.sub(lambda escape: escape[1] or "", part)
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
