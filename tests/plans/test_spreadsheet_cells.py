"""Cells that a spreadsheet or an add-in damaged, beyond the error values of Excel."""

from __future__ import annotations

from pathlib import Path

import pytest

from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver


@pytest.mark.parametrize(
    ("content", "words"),
    [
        *[
            (f"key;name\nS10001;{cell}\n", "is an error value of the spreadsheet")
            for cell in ("#N/A N/A", "#REF", "#VALUE", "#ND", "#N/DISP", "#Loading...", "Loading...")
        ],
        *[
            (f"key;name\nS10001;{cell}\n", "it is a formula")
            for cell in ("=SUM(A1:A2)", "=HYPERLINK(x)", "=A1", "=$A$1", "=Sheet1!B7", "='My sheet'!B7", "=-(A1+2)")
        ],
        ("key,installDate\nS10001,2024-02-30\n", "a date or a time that does not exist"),
        ("key,installDate\nS10001,2023-02-29\n", "a date or a time that does not exist"),
        ("key,installDate\nS10001,2024-13-01\n", "a date or a time that does not exist"),
        ("key|name\nS10001|x\n", "has the headings 'key|name'; commas, semicolons or tabs separate them"),
        ("sep=|\nkey|name\nS10001|x\n", "commas, semicolons or tabs separate them"),
        ("# sites\nkey,name\nS10001,x\n", "has the headings '# sites'"),
        ("Sites,,\nkey,name,latitude\nS10001,a,1\n", "has the headings 'Sites'"),
        *[
            (f"key;latitude\nS10001;{cell}\n", "is no number")
            for cell in ("50%", "1 234,5", "1'234.5", "1.234.567", "1.234,5", "\u221240,5", "31.12.2024", "1_000")
        ],
    ],
)
def test_damage_is_refused_with_its_place(
    client: Driver, sim: Simulator, tmp_path: Path, content: str, words: str
) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValidationError) as caught:
        client.plan_updates(file)
    assert words in str(caught.value)
    assert not [request for request in sim.requests if request.method == "PUT"]


@pytest.mark.parametrize("name", ["#12 Barn", "= East =", "=", "A1", "Sum (total)", "2024-02-30", "#1"])
def test_names_that_look_alike_are_taken(client: Driver, tmp_path: Path, name: str) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(f"key;name\nS10001;{name}\n", encoding="utf-8")
    [change] = [change for entry in client.plan_updates(file) for change in entry.changes]
    assert change.after == name


def test_a_leap_day_is_a_date(client: Driver, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("key,installDate\nS10001,2024-02-29\n", encoding="utf-8")
    assert client.plan_updates(file).fields == 1
