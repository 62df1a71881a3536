"""What a report tells beyond its text, and how it is saved."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk import APIError, ConfigurationError, ReportResult, Task

HEADING = "Monthly\r\nStart date:,4/20/2026 12:00:00 AM\r\nEnd date:,12/3/2026 1:42:27 PM\r\n\r\n"


def report(text: str) -> ReportResult:
    return ReportResult(task=Task(key="1000001"), content=text.encode())


def test_the_report_that_was_seen() -> None:
    found = report(
        "Example Report Title\r\nStart date:,4/20/2026 12:00:00 AM\r\nEnd date:,4/23/2026 12:00:00 AM\r\n\r\n"
        "Site Name,,Example Site A\r\nSite ID,,10001\r\nLast Update,,4/23/2026 1:42:27 PM\r\nLast Update,\r\n"
    )
    assert found.title == "Example Report Title"
    assert (found.begin, found.end) == (datetime(2026, 4, 20), datetime(2026, 4, 23))
    assert found.rows[4:] == [
        ["Site Name", "", "Example Site A"],
        ["Site ID", "", "10001"],
        ["Last Update", "", "4/23/2026 1:42:27 PM"],
        ["Last Update", ""],
    ]
    assert found.rows[3] == []
    assert found.table == [*found.rows[4:7], ["Last Update", "", ""]]


def test_the_report_in_the_evidence() -> None:
    file = Path(__file__).parents[3] / "shared" / "evidence" / "GET_task_results_taskKey.json"
    if not file.is_file():
        pytest.skip("takes the evidence, which lies beside the repository")
    found = report(json.loads(file.read_text(encoding="utf-8"))["response_body"])
    assert found.title == "Example Report Title"
    assert found.begin == datetime(2026, 4, 20)
    assert len(found.table) == 18
    assert {len(row) for row in found.table} == {3}
    assert {row[0] for row in found.table} == {
        *("Site Name", "Site ID", "Installed", "Configured", "Communication", "Last Update")
    }


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("4/20/2026 12:00:00 AM", datetime(2026, 4, 20)),
        ("4/20/2026 12:30:00 PM", datetime(2026, 4, 20, 12, 30)),
        ("12/31/2026 11:59:59 PM", datetime(2026, 12, 31, 23, 59, 59)),
        ("04/02/2026 01:00:00 AM", datetime(2026, 4, 2, 1)),
        ("2026-04-20", None),
        ("20/4/2026 12:00:00 AM", None),
        ("4/20/2026 0:99:00 AM", None),
        ("", None),
    ],
)
def test_the_dates_of_the_heading(told: str, moment: datetime | None) -> None:
    found = report(f"Title\r\nStart date:,{told}\r\nEnd date:,{told}\r\n\r\n")
    assert (found.begin, found.end) == (moment, moment)


def test_dates_without_a_cell() -> None:
    found = report("Title\r\nStart date:\r\nEnd date:\r\n")
    assert (found.title, found.begin, found.end, found.table) == ("Title", None, None, [])


@pytest.mark.parametrize("text", ["a,b\r\n1,2\r\n", "Title\r\n", "Title\r\nStart date:,x\r\n", "\r\n", "x\r\n\r\n"])
def test_a_report_without_a_heading(text: str) -> None:
    found = report(text)
    assert (found.title, found.begin, found.end) == (None, None, None)
    assert len(found.table) == len(found.rows)


def test_a_title_with_a_comma() -> None:
    for title in ("Sites, monthly", '"Sites, monthly"'):
        assert report(HEADING.replace("Monthly", title)).title == "Sites, monthly"


def test_a_cell_with_lines_in_it() -> None:
    found = report(HEADING + '"two\r\nlines","a ""word""",\r\nb\r\n')
    assert found.table == [["two\r\nlines", 'a "word"', ""], ["b", "", ""]]


def test_a_byte_order_mark_is_no_part_of_the_title(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + HEADING.encode()
    found = ReportResult(task=Task(), content=content)
    assert found.title == "Monthly"
    assert found.save(tmp_path / "report.csv").read_bytes() == content


def test_what_cannot_be_a_cell_is_an_error() -> None:
    with pytest.raises(APIError, match="the report of task 1000001 cannot be read as CSV"):
        assert report('"' + "x" * (csv.field_size_limit() + 1)).rows


cells = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=6))
def test_rows_are_what_was_written(rows: list[list[str]]) -> None:
    text = StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    found = report(HEADING + text.getvalue())
    assert found.rows[4:] == rows
    width = max(map(len, rows), default=0)
    assert found.table == [row + [""] * (width - len(row)) for row in rows]


def test_it_is_printed_without_its_text() -> None:
    assert repr(report("a\r\n")) == "ReportResult(task=Task(key='1000001'))"


def test_it_is_saved_as_it_came(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    for text in (HEADING, "another\r\n"):
        assert report(text).save(str(path)) == path
        assert path.read_bytes() == text.encode()
    assert [file.name for file in tmp_path.iterdir()] == ["report.csv"]


def test_what_cannot_be_saved_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "taken").write_bytes(b"")
    for name in ("folder", "taken/report.csv"):
        with pytest.raises(ConfigurationError, match="the report cannot be written to"):
            report("a\r\n").save(tmp_path / name)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "taken"]
    assert list((tmp_path / "folder").iterdir()) == []
