"""Single cells as text, numbers and flags, and what spreadsheets are known to do to them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import Enum, auto

from powertrack_core.decoding import JsonValue
from powertrack_sdk.foreign import is_invisible

# What spreadsheet programs write for TRUE and FALSE in their languages. No word stands for both.
_TRUE = frozenset(
    [
        "true",
        "yes",
        "1",
        "wahr",
        "vrai",
        "verdadero",
        "verdadeiro",
        "vero",
        "waar",
        "sann",
        "sant",
        "sand",
        "tosi",
        "prawda",
        "pravda",
        "igaz",
        "adevărat",
        "doğru",
        "истина",
    ]
)
_FALSE = frozenset(
    [
        "false",
        "no",
        "0",
        "falsch",
        "faux",
        "falso",
        "onwaar",
        "falskt",
        "falsk",
        "usann",
        "epätosi",
        "fałsz",
        "nepravda",
        "hamis",
        "fals",
        "yanl\u0131ş",
        "ложь",
    ]
)
_WHOLE = re.compile(r"[-+]?[0-9]{1,300}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)")
_SCIENTIFIC = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][-+]?[0-9]+")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+(?:[eE][-+]?[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
# As spreadsheets write it, such as 9.00719E+15: the digits that are not shown are lost.
_SHORTENED = re.compile(r"[-+]?[0-9](?:[.,](?P<decimals>[0-9]+))?E\+(?P<exponent>[0-9]{2,3})")
_MOST_KEPT = 15
"""Digits of a number that spreadsheets keep; they replace further ones by zeros."""
# #N/A and its translations. Other error values end in ! or ?, as #REF! and #NAME? do.
_NOT_AVAILABLE = frozenset(
    [
        "#N/A",
        "#NA",
        "#N/D",
        "#N/B",
        "#NV",
        "#I/T",
        "#YOK",
        "#SAKNAS",
        "#PUUTTUU",
        "#HIÁNYZIK",
        "#NENÍ_K_DISPOZICI",
        "#\u041d/\u0414",
        "#GETTING_DATA",
    ]
)
_ERROR = re.compile(
    r"#[^\s#a-z]{1,30}[!?]|#{3,}|Err:[0-9]{3}"
    # As other programs and add-ins write them, without a mark at the end.
    r"|#N/A .+|#(?:REF|VALUE|NAME|NUM|NULL|DIV/0|ND|N/DISP)|#?Loading\.\.\.",
)
# A formula that was saved instead of its result, such as =SUM(A1:A9), =A1 or =Sheet1!A1.
_FORMULA = re.compile(r"=[-+(]*(?:[\w.]+\(|(?:[^!]{1,60}!)?\$?[A-Z]{1,3}\$?[0-9]{1,7}\b)", re.IGNORECASE)


# How spreadsheets and programs write a flag or a missing value. As a text it is most likely damage: a name that Excel
# took for a flag, or a cell of a data frame that had none.
_FLAGS = frozenset(
    [
        "TRUE",
        "FALSE",
        "True",
        "False",
        "true",
        "false",
        "WAHR",
        "FALSCH",
        "VRAI",
        "FAUX",
        "VERDADERO",
        "FALSO",
        "VERO",
        "VERDADEIRO",
    ]
)
_MISSING = frozenset(["null", "none", "nan", "nat", "<na>", "undefined", "(null)", "[null]"])


class Decimals(Enum):
    """Which character stands before the decimals of a number in a file."""

    POINT = auto()
    COMMA = auto()
    """A comma, or a point if the number cannot be read otherwise."""
    EITHER = auto()
    """It is not known, as in files with tabs."""


def trimmed(cell: str) -> str:
    """A cell without blanks and invisible characters at its ends."""
    begin, end = 0, len(cell)
    while begin < end and _is_blank(cell[begin]):
        begin += 1
    while end > begin and _is_blank(cell[end - 1]):
        end -= 1
    return cell[begin:end]


def is_error_value(cell: str) -> bool:
    """Whether a cell shows that its formula failed, or that its column was too narrow when it was saved."""
    text = trimmed(cell)
    return text in _NOT_AVAILABLE or _ERROR.fullmatch(text) is not None


def flag(text: str) -> bool:
    """A cell as true or false.

    Raises:
        ValueError: It is neither.
    """
    word = text.casefold()
    if word not in _TRUE | _FALSE:
        raise ValueError(f"{text!r} is neither true nor false; write true, yes or 1, or false, no or 0")
    return word in _TRUE


def number(text: str, *, whole: bool, decimals: Decimals) -> int | float:
    """A cell as a number.

    Args:
        text: The cell, trimmed.
        whole: Whether only whole numbers fit. `11.0` is one.
        decimals: Which character stands before decimals.

    Raises:
        ValueError: It is no such number, or it may be one of two.
    """
    if decimals is not Decimals.POINT and _GROUPED.fullmatch(text) and ("." in text or decimals is Decimals.EITHER):
        raise ValueError(_both_readings(text, decimals))
    plain = text.replace(",", ".") if decimals is not Decimals.POINT and _COMMA.fullmatch(text) else text
    shortened = _SHORTENED.fullmatch(text)
    if shortened is not None and (whole or len(shortened["decimals"] or "") < int(shortened["exponent"]) > 10):
        raise ValueError(f"{text!r} is a number of which the spreadsheet kept some digits only; write it in full")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    if _DECIMAL.fullmatch(plain):
        value = Decimal(plain)
        if whole and value == value.to_integral_value():
            return int(value)
        if not whole:
            return float(plain)
    elif _SCIENTIFIC.fullmatch(plain) and not whole:
        return float(plain)
    raise ValueError(f"{text!r} is no {'whole number' if whole else 'number'}")


def text_of(cell: str, now: JsonValue, warnings: list[str]) -> str:
    """A cell as the text of a field, without what a spreadsheet or a copied web page adds unseen.

    A cell that says what is there already is taken as it is. Messages do not repeat values, which may be secrets.

    Args:
        cell: The cell.
        now: The value that the field has; text if it has one.
        warnings: Where to add what was changed, or looks wrong.

    Raises:
        ValueError: A spreadsheet damaged the text.
    """
    if cell == now:
        return cell
    text = trimmed(cell)
    if text != cell:
        warnings.append("blanks or invisible characters at its ends were removed")
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in text)
    if spaced != text:
        warnings.append("no-break spaces were replaced by blanks")
    hidden = next((one for one in spaced if is_invisible(one) and one not in "\n\r\t\u200c\u200d"), None)
    if hidden is not None:
        raise ValueError(f"it has the invisible character U+{ord(hidden):04X} in it; remove that")
    if _SHORTENED.fullmatch(spaced):
        raise ValueError(
            "it is a number that the spreadsheet shortened, where a text is expected; format the column as text, and"
            " enter it again"
        )
    if spaced in _FLAGS:
        raise ValueError(
            f"{spaced} is what a spreadsheet makes of true and false, where a text is expected; format the column as"
            " text and enter it again, or, if this is the text, give the row in a JSON file"
        )
    if spaced.casefold() in _MISSING:
        raise ValueError(
            f"{spaced} stands for a missing value, where a text is expected; leave the cell empty to keep the text,"
            " write $null or $empty, or, if this is the text, give the row in a JSON file"
        )
    if _FORMULA.match(spaced):
        raise ValueError("it is a formula, where its result is expected; save the values of the spreadsheet")
    _check_zeros(spaced, now, warnings)
    if spaced.isdecimal() and len(spaced) > _MOST_KEPT and not spaced[_MOST_KEPT:].strip("0"):
        warnings.append(f"it has zeros after its first {_MOST_KEPT} digits; a spreadsheet keeps no further ones")
    return spaced


def _check_zeros(text: str, now: JsonValue, warnings: list[str]) -> None:
    """Compare a text of digits with one that begins with zeros, which a spreadsheet drops."""
    if not isinstance(now, str) or not (now.isdecimal() and text.isdecimal()) or not now.startswith("0"):
        return
    if len(text) < len(now) and text.lstrip("0") == now.lstrip("0"):
        raise ValueError(
            "it is what is there now, but for the zeros at its beginning, which a spreadsheet drops; format the column"
            " as text, and enter it again"
        )
    if len(text) < len(now):
        warnings.append("it is shorter than what is there now; a spreadsheet may have dropped a zero at its beginning")


def _is_blank(character: str) -> bool:
    return character.isspace() or is_invisible(character)


def _both_readings(text: str, decimals: Decimals) -> str:
    digits = re.sub("[.,]", "", text)
    point = "points" if "." in text else "commas"
    way = text.replace(".", ",") if decimals is Decimals.COMMA else f"{text.replace(',', '.')}0"
    return (
        f"{text!r} may be a whole number with {point} between its thousands, or a number with decimals; write {digits}"
        f" or {way}"
    )
