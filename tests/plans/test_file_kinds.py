"""Encodings of files, and files that are not CSV."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from powertrack_sdk import Plan
from tests.driver import Driver
from tests.plans.test_spreadsheet_damage import after, planned, told


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Łódź Słońce", "cp1250"),
        ("Солнце", "cp1251"),
        ("太陽光", "cp932"),
        ("Müllerhof", "mac-roman"),
        ("Forêt", "cp1252"),
        ("Piñon", "latin-1"),
    ],
)
def test_an_encoding_that_cannot_be_told_has_to_be_named(client: Driver, file: Path, text: str, encoding: str) -> None:
    content = f"key;name\nS10001;{text}\n".encode(encoding)
    [problem] = told(client, file, content)
    assert "is not UTF-8, and its encoding cannot be told" in problem
    plan = planned(client, file, content, encoding)
    assert (after(plan), plan.warnings) == ([text], ())


def test_a_guessed_encoding_is_reported_and_kept_with_the_plan(client: Driver, file: Path, tmp_path: Path) -> None:
    plan = planned(client, file, "key;name\nS10001;Müllerhof\n".encode("cp1252"))
    assert after(plan) == ["Müllerhof"]
    assert "was read as cp1252" in plan.warnings[0]
    assert plan.warnings[0] in str(Plan.load(plan.save(tmp_path / "plan.json")))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(client: Driver, file: Path, encoding: str) -> None:
    assert after(planned(client, file, "key\tname\nS10001\tŁódź\n".encode(encoding))) == ["Łódź"]


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "", "base64"])
def test_an_encoding_that_is_none_is_refused(client: Driver, file: Path, encoding: str) -> None:
    [problem] = told(client, file, "key,name\nS10001,x\n", encoding)
    assert problem.startswith(f"encoding is {encoding!r}, which is not known")


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for name in names:
            book.writestr(name, f"<{name}/>" * 50)
    return content.getvalue()


def opendocument() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (.xlsx), not a CSV file; save it"),
        (opendocument(), "a LibreOffice workbook (.ods), not a CSV file; save it"),
        (archive("Index/Document.iwa"), "a Numbers workbook, not a CSV file; save it"),
        (archive("rows.csv"), "a ZIP archive, not a CSV file; unpack it"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "an Excel workbook (.xls, or an .xlsx with a password)"),
        (b"%PDF-1.7\n", "a PDF, not a CSV file"),
        (b"\x1f\x8b\x08\x00", "a compressed file, not a CSV file"),
        (b"PAR1\x15\x04", "a file of a database, not a CSV file"),
        (b"\n<!DOCTYPE html><html>", "a web page, not a CSV file"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "an XML file, not a CSV file"),
        (b'[{"key": "S10001", "name": "x"}]', "JSON, not a CSV file; rename it so that it ends in .json"),
    ],
)
@pytest.mark.parametrize("name", ["changes.csv", "changes.xlsx"])
def test_a_file_of_another_kind_is_named_as_what_it_is(
    client: Driver, tmp_path: Path, content: bytes, what: str, name: str
) -> None:
    [problem] = told(client, tmp_path / name, content)
    assert problem.startswith(f"{tmp_path / name} is {what}")
