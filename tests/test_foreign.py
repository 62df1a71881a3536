"""Text from elsewhere: no terminal acts on it, no spreadsheet evaluates it, and nothing of it is lost."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk.foreign import for_spreadsheet, from_spreadsheet, in_a_line, in_lines

ANY_TEXT = st.text(st.characters(codec=None)) | st.text("'=+-@\t\r\n 1.eE5\uff1dInfity")
ACTED_ON = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(ANY_TEXT)
def test_a_line_has_nothing_that_a_terminal_acts_on(text: str) -> None:
    shown = in_a_line(text)
    assert not {unicodedata.category(character) for character in shown} & ACTED_ON
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(ANY_TEXT)
def test_lines_keep_breaks_and_tabs_only(text: str) -> None:
    assert not {unicodedata.category(character) for character in in_lines(text) if character not in "\n\t"} & ACTED_ON


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Maple Ridge", "Maple Ridge"),
        ("Łódź 日本 👍", "Łódź 日本 👍"),
        ("a\xa0b", "a\xa0b"),
        ("x\x1b[2Ky", r"x\x1b[2Ky"),
        ("\x9b31m", r"\x9b31m"),
        ("\x07", r"\x07"),
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("\u2028", r"\u2028"),
    ],
)
def test_what_a_line_shows(text: str, shown: str) -> None:
    assert in_a_line(text) == shown


@given(ANY_TEXT)
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert from_spreadsheet(for_spreadsheet(text)) == text


@given(st.lists(ANY_TEXT, unique=True))
def test_two_texts_are_two_cells(texts: list[str]) -> None:
    assert len({for_spreadsheet(text) for text in texts}) == len(texts)


@given(ANY_TEXT)
def test_a_cell_is_no_formula(text: str) -> None:
    cell = for_spreadsheet(text)
    if cell.lstrip()[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20") or cell[:1] in tuple("\t\r\n"):
        float(cell)


@given(st.floats(allow_nan=False) | st.integers())
def test_a_number_stays_a_number(number: float) -> None:
    cell = repr(number).replace("inf", "Infinity")
    assert for_spreadsheet(cell) == cell
    assert for_spreadsheet(json.dumps(number)) == json.dumps(number)
