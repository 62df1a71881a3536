r"""Words of a command line for the Windows prompt, with the escapes that "Copy as cURL (cmd)" uses.

Browsers escape twice there: for the program, which knows `\"`, `""` and `\\`, and over that for cmd.exe, with
carets. Some put carets also where cmd.exe takes them literally. What is undone here is what browsers write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from powertrack_sdk.auth.pasted_request import unreadable

FORM: Final = "cURL (cmd)"

# A caret escapes a line break, all characters outside this set, and what follows a percent sign like a variable's name.
_CARET = re.compile(r"\^\n(\n?)|(?<=%)\^([A-Za-z0-9_])|\^([^a-zA-Z0-9\s_\-:=+~'/.',?;()*`])")
# The end of a line before an option, also where a chat or a mail has added blanks and empty lines or lost the caret.
_CONTINUED = re.compile(r"(?:\^?[^\S\n]*\n)+(?=[^\S\n]*\^?-)")
_ENDS: Final = "\n&|"
_ESCAPED_IN_QUOTES: Final = '\\"$`'


def cmd_commands(text: str) -> list[list[str]]:
    """Split a text into commands, and each into its words.

    Raises:
        ConfigurationError: A quoted value is not closed.
    """
    commands: list[list[str]] = [[]]
    word: str | None = None
    quoted = False
    characters = list(_without_carets(_CONTINUED.sub(" ", text)))
    position = 0
    while position < len(characters):
        character, literal = characters[position]
        following = characters[position + 1][0] if position + 1 < len(characters) else ""
        position += 1
        if quoted and (
            (character == "\\" and following and following in _ESCAPED_IN_QUOTES) or (character == following == '"')
        ):
            word = (word or "") + following
            position += 1
        elif character == '"':
            quoted = not quoted
            word = word or ""
        elif quoted or literal or not (character.isspace() or character in _ENDS):
            word = (word or "") + character
        else:
            if word is not None:
                commands[-1].append(word)
                word = None
            if character in _ENDS:
                commands.append([])
    if quoted:
        raise unreadable(FORM, "it ends in the middle of a quoted value")
    if word is not None:
        commands[-1].append(word)
    return [command for command in commands if command]


def _without_carets(text: str) -> Iterator[tuple[str, bool]]:
    """Each character that cmd.exe hands on, and whether a caret took its meaning away."""
    position = 0
    while position < len(text):
        escape = _CARET.match(text, position)
        if escape is None:
            yield text[position], False
            position += 1
            continue
        kept = escape[1] or escape[2] or escape[3]
        if kept:
            yield kept, True
        position = escape.end()
