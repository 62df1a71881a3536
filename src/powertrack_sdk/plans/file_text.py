"""The text of a CSV file: which encoding it has, and what a file is that is no CSV."""

from __future__ import annotations

import codecs
from pathlib import Path

from powertrack_sdk.errors import ValidationError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),  # before UTF-16, whose mark it begins with
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WESTERN, _CENTRAL = "cp1252", "cp1250"
_LONGEST_SHOWN = 40
_AS_CSV = "save it from your spreadsheet program as `CSV UTF-8 (comma delimited)`, and name that file"


def text_of_file(content: bytes, path: Path, encoding: str | None, warnings: list[str]) -> str:
    """The text of a CSV file.

    Args:
        content: The file.
        path: Path of the file.
        encoding: Its encoding; None to find out.
        warnings: Where to add that the encoding is a guess.

    Raises:
        ValidationError: It is another kind of file, or its encoding is not known.
    """
    other = _other_kind(content)
    if other is not None:
        raise ValidationError(f"{path} is {other}")
    if encoding is not None:
        return _decoded(content, path, encoding)
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if marked is None and b"\0\0\0" in content[:4]:
        marked = "utf-32-be" if content[:1] == b"\0" else "utf-32-le"
    elif marked is None and b"\0" in content[:2]:
        marked = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    if marked is not None:
        return _decoded(content, path, marked)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise ValidationError(
                f"{path}, line {line}: the byte {content[error.start]:#04x} is damaged; all else is UTF-8"
            ) from None
    return _guessed(content, path, warnings)


def _guessed(content: bytes, path: Path, warnings: list[str]) -> str:
    """Text of a code page of Windows: both of Latin letters have to give the same."""
    western = content.decode(_WESTERN, "replace")
    central = content.decode(_CENTRAL, "replace")
    if western == central and "\ufffd" not in western:
        warnings.append(
            f"{path} is not UTF-8, and was read as {_WESTERN}, a code page of Windows. If letters with accents are"
            " wrong, name its encoding, such as encoding='cp850'"
        )
        return western
    one, other = next(
        (pair for pair in zip(western.splitlines(), central.splitlines(), strict=False) if pair[0] != pair[1]),
        (western, central),
    )
    raise ValidationError(
        f"{path} is not UTF-8, and its encoding cannot be told: a line may be {_short(one)!r} ({_WESTERN}, Western) or"
        f" {_short(other)!r} ({_CENTRAL}, Central European), or something else. Save it as CSV UTF-8, or name its"
        f" encoding, such as encoding='{_WESTERN}'"
    )


def _decoded(content: bytes, path: Path, encoding: str) -> str:
    try:
        return content.decode(codecs.lookup(encoding).name).removeprefix("\ufeff")
    except LookupError:
        raise ValidationError(
            f"encoding is {encoding!r}, which is not known; such as utf-8, utf-16, cp1252 or cp1250 is expected"
        ) from None
    except UnicodeError:
        raise ValidationError(f"{path} cannot be read as {encoding}") from None


def _is_damaged(content: bytes) -> bool:
    """Whether it is UTF-8 but for some bytes: in Western texts of other encodings hardly a letter looks like that."""
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return damaged <= sum(character > "\x7f" for character in text) - damaged


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "..."


def _other_kind(content: bytes) -> str | None:
    """What a file is that is no CSV, and what to do with it; None if it may be CSV."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head = content[:4096]
        if b"opendocument.spreadsheet" in head:
            return f"a LibreOffice workbook (.ods), not a CSV file; {_AS_CSV}"
        if b"xl/" in content:
            return f"an Excel workbook (.xlsx), not a CSV file; {_AS_CSV}"
        if b"Index/" in head:
            return f"a Numbers workbook, not a CSV file; {_AS_CSV}"
        return f"a ZIP archive, not a CSV file; unpack it, or, if it is a workbook, {_AS_CSV}"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return f"an Excel workbook (.xls, or an .xlsx with a password), not a CSV file; {_AS_CSV}"
    if content.startswith(b"%PDF-"):
        return f"a PDF, not a CSV file; open the spreadsheet that it was made from, and {_AS_CSV}"
    if content.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"Rar!")):
        return "a compressed file, not a CSV file; unpack it, and name the file in it"
    if content.startswith((b"PAR1", b"SQLite format 3", b"ARROW1")):
        return "a file of a database, not a CSV file; write its rows as CSV or JSON"
    begin = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        return "a web page, not a CSV file; it may be the sign-in page of the place that it was downloaded from"
    if begin.startswith(b"<?xml"):
        return f"an XML file, not a CSV file; if it is a spreadsheet, {_AS_CSV}"
    if begin.startswith(b"{\\rtf"):
        return "a text document, not a CSV file; save it as plain text"
    if begin.startswith((b"{", b"[{", b"[\n", b"[\r", b"[ ")):
        return "JSON, not a CSV file; rename it so that it ends in .json"
    return None
