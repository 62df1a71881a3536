"""Text from elsewhere, made harmless for a terminal or a spreadsheet.

Names in PowerTrack are written by other users. A terminal acts on control characters in them, and a spreadsheet
evaluates cells that look like formulas.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
CSV_ENDINGS: Final = (".csv", ".txt")

# Unicode categories of characters that a terminal acts on, or that no reader sees.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?|Infinity)")
# Excel of East Asian locales treats full-width forms like the plain ones.
_LIVE = re.compile("'*(?:\\s*[-=+@\uff0d\uff1d\uff0b\uff20]|[\\t\\r\\n])")


def in_a_line(text: str) -> str:
    r"""Text for one line of a terminal: each invisible or control character is replaced by its escape.

    Line breaks are replaced as well. The result prints as it stands and reads from left to right.

    Example:
        >>> in_a_line("North" + chr(27) + "[2K" + chr(0x202E)), in_a_line("Fläche 1")
        ('North\\x1b[2K\\u202e', 'Fläche 1')
    """
    # Nearly all text is plain, and a large table has many cells.
    return text if text.isprintable() else "".join(map(_escaped, text))


def in_lines(text: str) -> str:
    """Text for a terminal, like `in_a_line`, with its line breaks and tabs kept."""
    return "\n".join("\t".join(map(in_a_line, line.split("\t"))) for line in re.split("\r?\n", text))


def is_invisible(character: str) -> bool:
    """Whether a character is one that a terminal acts on, or that no reader sees."""
    return unicodedata.category(character) in _INVISIBLE


def for_spreadsheet(text: str) -> str:
    """Text for a cell of a CSV file, with an apostrophe in front of text that a spreadsheet would evaluate.

    Such text begins with `=`, `+`, `-`, `@`, a tab or a line break, also after blanks. Numbers stay as they are.
    `from_spreadsheet` undoes it: apostrophes in front of such text are text themselves, and get one more.

    Example:
        >>> for_spreadsheet("=1+1"), for_spreadsheet("'=1+1"), for_spreadsheet("-12.5"), for_spreadsheet("O'Neill")
        ("'=1+1", "''=1+1", '-12.5', "O'Neill")
    """
    return f"'{text}" if _LIVE.match(text) and not _NUMBER.fullmatch(text) else text


def from_spreadsheet(text: str) -> str:
    """The text that `for_spreadsheet` wrote.

    Example:
        >>> from_spreadsheet("'=1+1"), from_spreadsheet("''=1+1"), from_spreadsheet("'tis")
        ('=1+1', "'=1+1", "'tis")
    """
    return text[1:] if text.startswith("'") and _LIVE.match(text) else text


def _escaped(character: str) -> str:
    if not is_invisible(character):
        return character
    if character in "\n\r\t":
        return repr(character)[1:-1]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
