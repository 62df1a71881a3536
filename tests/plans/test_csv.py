"""Spreadsheets: whatever saved them, they are read as they were written, or refused with the row and the column."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.errors import ConfigurationError, ValidationError
from powertrack_sdk.foreign import for_spreadsheet
from powertrack_sdk.plans.cell_values import is_error_value, trimmed
from powertrack_sdk.plans.csv_file import Sheet, convert, read_csv
from powertrack_sdk.plans.rows import refuse, requests_of
from tests.driver import Driver

PLAIN = "key,name,elevation\nS10001,North field,70.5\nH100005,Inverter 1,\n"
CHANGES = [{"name": "North field", "elevation": "70.5"}, {"name": "Inverter 1"}]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def read(file: Path, content: str | bytes) -> Sheet:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(file)


def changes(file: Path, content: str | bytes) -> list[dict[str, JsonValue]]:
    return [dict(row.changes) for row in read(file, content).rows]


def converted(file: Path, content: str | bytes) -> list[JsonObject]:
    sheet = read(file, content)
    requests = requests_of(sheet.rows) if sheet.rows or not sheet.problems else []
    refuse([*sheet.problems, *convert(requests, sheet)])
    return [request.patch for request in requests]


def told(file: Path, content: str | bytes) -> tuple[str, ...]:
    with pytest.raises(ValidationError) as caught:
        converted(file, content)
    return caught.value.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_layout(file: Path, encoding: str, delimiter: str, end: str) -> None:
    text = PLAIN.replace("field", "Fläche").replace(",", delimiter).replace("\n", end)
    found = changes(file, text.encode(encoding))
    assert found == [{"name": "North Fläche", "elevation": "70.5"}, {"name": "Inverter 1"}]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_either_order(file: Path, encoding: str) -> None:
    assert changes(file, f"\ufeff{PLAIN}".encode(encoding)) == CHANGES


def test_rows_with_their_places_and_targets(file: Path) -> None:
    rows = read(file, "key,siteKey,document,dcRating\nH100005,S10001,modeling,5\n").rows
    [row] = rows
    assert (row.place, dict(row.names)) == ("row 2", {"key": "H100005", "siteKey": "S10001", "document": "modeling"})


@pytest.mark.parametrize(
    "text",
    [
        "\n\n" + PLAIN,
        " , ,\n" + PLAIN,
        PLAIN.replace("\n", "\n\n\n"),
        PLAIN + "\n , ,\n,,,,,\n",
        PLAIN.replace("\n", ",\n"),
        PLAIN.replace("\n", ", ,,\n"),
        PLAIN.rstrip("\n"),
        PLAIN.replace(",\n", "\n"),
        PLAIN.replace("key,name,elevation", ' key , "name" ,elevation '.replace(' "name" ', '"name"')),
    ],
)
def test_what_is_blank_is_passed_over(file: Path, text: str) -> None:
    assert changes(file, text) == CHANGES


def test_rows_are_numbered_as_in_a_spreadsheet(file: Path) -> None:
    rows = read(file, '\nkey,name\n\nS10001,"North\nfield"\n\nS10002,x\n').rows
    assert [row.place for row in rows] == ["row 4 (up to line 5)", "row 6 (up to line 7)"]


def test_what_stands_in_quotes_is_kept_as_it_is(file: Path) -> None:
    text = 'key,name,tagLine\nS10001,"a, ""b""\r\n\tc; d", x \n'
    assert changes(file, text) == [{"name": 'a, "b"\r\n\tc; d', "tagLine": " x "}]


def test_a_heading_may_have_delimiters_in_quotes(file: Path) -> None:
    text = 'hid,"settings[a;b;c;d].value",name\n100005,1,x\n'
    assert changes(file, text) == [{"settings[a;b;c;d].value": "1", "name": "x"}]


def test_a_row_without_changes_asks_for_nothing(file: Path) -> None:
    assert changes(file, "key,name\nS10001,\nS10002,x\nnothing,\n") == [{"name": "x"}]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty; its first row has to name the columns"),
        ("\n\n \n", "is empty; its first row has to name the columns"),
        ("name,elevation\nx,5\n", "no column names the targets; give one of key, hardwareKey, hid, siteKey"),
        ("document,name\nsite,5\n", "no column names the targets; give one of key, hardwareKey, hid, siteKey"),
        ("S10001,North\n", "no column names the targets; give one of key, hardwareKey, hid, siteKey"),
        ("key,,name\nS10001,x,y\n", "column 2 has no heading"),
        ("key,name, name\nS10001,x,y\n", "the heading name stands more than once"),
        ("key,name,key\nS10001,x,S10001\n", "the heading key stands more than once"),
        ("key,name\nS10001,x,y\n", "row 2 has 3 cells, but there are 2 columns"),
        ('key,name\nS10001,"x"y\n', "line 2: "),
        ('key,name\nS10001,"x\n', "unexpected end of data"),
        (b"key,name\nS10001,\x81\n", "is not UTF-8, and its encoding cannot be told"),
        (b"\xff\xfek\x00e\x00y\x00,", "cannot be read as utf-16"),
        (b"\xef\xbb\xbfkey,name\nS10001,\xff\n", "cannot be read as utf-8"),
        ("key,name\n", "there is nothing to change: no rows were given"),
        ("key\nS10001\n", "there is nothing to change: no rows were given"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "an Excel workbook (.xls, or an .xlsx with a password)"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "is a ZIP archive, not a CSV file"),
    ],
)
def test_what_is_no_table_is_refused(file: Path, text: str | bytes, problem: str) -> None:
    [found] = told(file, text)
    assert problem in found
    if "nothing to change" not in problem:
        assert str(file) in found


def test_all_rows_that_are_too_long_are_told(file: Path) -> None:
    problems = told(file, "key,name\nS10001,x,y\nS10002,x\nS10003,x,,z\n")
    assert [problem.removeprefix(f"{file}: ") for problem in problems] == [
        "row 2 has 3 cells, but there are 2 columns",
        "row 4 has 4 cells, but there are 2 columns",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"rows\.csv cannot be read \(No such file or directory\)"):
        read_csv(tmp_path / "rows.csv")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_csv(tmp_path)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("name", "North", "North"),
        ("name", "00123", "00123"),
        ("name", "true", "true"),
        ("name", "$empty", ""),
        ("name", "$100", "$100"),
        ("name", " x ", " x "),
        ("latitude", "40.5", 40.5),
        ("latitude", "40", 40),
        ("latitude", " -40.50 ", -40.5),
        ("latitude", "+40", 40),
        ("latitude", "4e1", 40.0),
        ("latitude", ".5", 0.5),
        ("location.latitude", "40.5", 40.5),
        ("acCapacityKw", "900", 900),
        ("capacityAcUnit", "12", 12),
        ("isMonitored", "TRUE", True),
        ("isMonitored", "yes", True),
        ("isMonitored", "1", True),
        ("isMonitored", "False", False),
        ("isMonitored", "no", False),
        ("isMonitored", "0", False),
        ("installDate", "$null", None),
        ("allowedChartTypes", "[1, 2]", [1, 2]),
        ("location", '{"city": "Sol"}', {"city": "Sol"}),
        ("links", "$null", None),
        ("links[L1]", "$remove", {"$remove": True}),
        ("links[L1].name", "Kiosk", "Kiosk"),
        ("estimatedLosses", '{"a": 1.5}', {"a": 1.5}),
    ],
)
def test_cells_get_the_types_of_their_fields(file: Path, column: str, cell: str, value: JsonValue) -> None:
    quoted = cell.replace('"', '""')
    [patch] = converted(file, f'key,{column}\nS10001,"{quoted}"\n')
    assert repr(patch) == repr({column: value})


@pytest.mark.parametrize(
    ("key", "column", "cell", "value"),
    [
        ("H100005", "enableBool", "yes", True),
        ("H100005", "settings[dev:UnitID]", "$remove", {"$remove": True}),
        ("H100005", "settings[dev:UnitID].value", "7", "7"),
        ("H100005", "registerOffsets[40001].value", "7.5", 7.5),
        ("H100005", "meter.kw", "7.5", 7.5),
        ("H100005", "meter.kw", "NaN", "NaN"),
        ("AS400020", "threshold", "80", "80"),
        ("AS400020", "severity", "3", 3),
    ],
)
def test_cells_of_devices_and_triggers(file: Path, key: str, column: str, cell: str, value: JsonValue) -> None:
    """Where the specification leaves the type open, the cell stays text until the document tells it."""
    [patch] = converted(file, f"key,{column}\n{key},{cell}\n")
    assert repr(patch) == repr({column: value})


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("pvConfig.inverters[0].powerRating", "125000", 125000),
        ("pvConfig.inverters[0].tilt", "12,5", 12.5),
        ("pvConfig.inverters[0].tilt", "12.5", 12.5),
        ("pvConfig.inverters[0].tilt", "-1,25", -1.25),
        ("dcRating", "0,5", 0.5),
    ],
)
def test_semicolons_go_with_decimal_commas(file: Path, column: str, cell: str, value: JsonValue) -> None:
    [patch] = converted(file, f"siteKey;document;{column}\nS10001;modeling;{cell}\n")
    assert repr(patch) == repr({column: value})


@pytest.mark.parametrize("cell", ["1.234", "-40.123", "+999.000"])
def test_points_between_thousands_are_not_taken_for_decimal_points(file: Path, cell: str) -> None:
    """In a sheet whose numbers have decimal commas, they may be either."""
    [found] = told(file, f"key;latitude\nS10001;{cell}\n")
    digits = cell.lstrip("+-")
    assert found.startswith(f"row 2, column latitude: '{cell}' may be a whole number with points between its thousands")
    assert f"{digits.replace('.', '')} or" in found
    assert found.endswith(digits.replace(".", ","))


@pytest.mark.parametrize(
    ("cell", "value"), [("0.123", 0.123), ("40.1230", 40.123), ("40.12", 40.12), ("1234", 1234), ("1,234", 1.234)]
)
def test_points_that_can_only_be_decimal_points_are(file: Path, cell: str, value: float) -> None:
    [patch] = converted(file, f"key;latitude\nS10001;{cell}\n")
    assert patch == {"latitude": value}


@pytest.mark.parametrize(("mark", "delimiter"), [("sep=;", ";"), ("SEP=,", ","), ("sep=\t ", "\t")])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_first_line_may_name_what_parts_the_cells(file: Path, mark: str, delimiter: str, end: str) -> None:
    lines = [mark, delimiter.join(["key", "name"]), delimiter.join(["S10001", "North"])]
    assert converted(file, end.join(lines)) == [{"name": "North"}]
    [found] = told(
        file, end.join([*lines[:2], delimiter.join(["S10001", "North"]), delimiter.join(["S10002", "x", "y"])])
    )
    assert "row 4" in found


def test_a_damaged_byte_is_told_and_not_read_in_another_encoding(file: Path) -> None:
    content = "key,name\nS10001,München\nS10002,Köln\n".encode()
    file.write_bytes(content.replace("Köln".encode(), b"K\xffln"))
    with pytest.raises(ValidationError, match=r"rows\.csv, line 3: the byte 0xff is damaged; all else is UTF-8"):
        read_csv(file)
    file.write_bytes("key,name\nS10001,München\nS10002,Köln\n".encode("cp1252"))
    assert [dict(row.changes) for row in read_csv(file).rows] == [{"name": "München"}, {"name": "Köln"}]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("settings[dev:UnitID]", '"{""name"": ""dev:KWHoffset""}"'), ("settings[dev:UnitID].name", "x")],
)
def test_a_cell_cannot_name_another_item_than_its_column(client: Driver, file: Path, column: str, cell: str) -> None:
    file.write_text(f"key,{column}\nH100005,{cell}\n", encoding="utf-8")
    with pytest.raises(ValidationError, match=r"\[dev:UnitID\] is named by its name, which cannot be set"):
        client.plan_updates(file)


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("latitude", "north", "'north' is no number"),
        ("latitude", '"40,5"', "'40,5' is no number"),
        ("latitude", "1.234.5", "'1.234.5' is no number"),
        ("latitude", "NaN", "'NaN' is no number"),
        ("latitude", "0x10", "'0x10' is no number"),
        ("latitude", "1_000", "'1_000' is no number"),
        ("latitude", "٤", "'٤' is no number"),
        ("latitude", "$remove", "only an item of a list can be removed"),
        ("name", "$remove", "only an item of a list can be removed"),
        ("capacityAcUnit", "12.5", "'12.5' is no whole number"),
        ("isMonitored", "maybe", "'maybe' is neither true nor false"),
        ("isMonitored", "$empty", None),
        ("allowedChartTypes", "1", None),
        ("allowedChartTypes", '"[1, 2"', "a list or an object is expected, written as JSON"),
        ("allowedChartTypes", "[NaN]", "a list or an object is expected, written as JSON"),
        ("location", "Sol", "a list or an object is expected, written as JSON"),
        ("location", "[" * 9999, "a list or an object is expected, written as JSON"),
        ("location", '"{""city"": 1, ""city"": 2}"', "a list or an object is expected, written as JSON"),
        ("nmae", "x", "SiteConfig has no such field; nearest: name, "),
        ("latitud", "40", "SiteConfig has no such field; nearest: location.latitude (alias latitude)"),
        ("location.latitud", "40", "SiteConfig has no such field; nearest: location.latitude (alias latitude)"),
        ("location.latitude.degrees", "40", "SiteConfig has no such field"),
        ("links.name", "x", "SiteConfig has no such field; nearest: "),
        ("qqqqqq", "x", "SiteConfig has no such field"),
        ("name[", "x", "SiteConfig has no such field; nearest: name"),
    ],
)
def test_a_cell_that_does_not_fit_is_told_with_its_row_and_column(
    file: Path, column: str, cell: str, problem: str | None
) -> None:
    text = f"key,{column}\nS10002,\nS10001,{cell}\n"
    if problem is None:
        assert converted(file, text), "it is refused when it is compared with the document"
        return
    [found] = told(file, text)
    assert found.startswith(f"row 3, column {column}: {problem}")


def test_all_cells_that_do_not_fit_are_told_and_a_column_once(file: Path) -> None:
    problems = told(file, "key,nmae,latitude\nS10001,x,40\nS10002,y,north\nS10003,,south\n")
    assert [problem.split(";")[0] for problem in problems] == [
        "row 2, column nmae: SiteConfig has no such field",
        "row 3, column latitude: 'north' is no number",
        "row 4, column latitude: 'south' is no number",
    ]


def test_a_column_is_looked_for_in_what_its_row_is_about(file: Path) -> None:
    problems = told(file, "key,capacityKw,elevation\nH100005,5,\nS10001,,40\nS10002,5,\nH100006,,40\n")
    assert [problem.split(";")[0] for problem in problems] == [
        "row 4, column capacityKw: SiteConfig has no such field",
        "row 5, column elevation: HardwareConfig has no such field",
    ]


def test_rows_of_one_target_that_agree(file: Path) -> None:
    text = "key,name,latitude\nS10001,North,\nS10002,South,\nS10001,,40\nS10001,North,40\n"
    assert converted(file, text) == [{"name": "North", "latitude": 40}, {"name": "South"}]


def test_rows_of_one_target_that_disagree(file: Path) -> None:
    text = "key,hid,name\nH100005,,North\n,100006,South\n,100005,East\n"
    assert told(file, text) == ("row 2 and row 4 set name of H100005 to different values",)


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(
    ['"', '""', ",", ";", "\t", "\n", "\r\n", "\r", "a,b", 'say "x"', "'", "ü", "北", "\ufeff", "$null", " "]
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]], dict[str, Any], str]:
    # One heading alone does not tell what parts the cells, and has nothing to change.
    others = draw(st.lists(st.sampled_from(["a", "b c", "ü", "d.e[f].g", "siteKey"]), unique=True, min_size=1))
    headings = ["key", *others]
    headings = draw(st.permutations(headings))
    rows = draw(
        st.lists(
            st.lists(
                CELLS.filter(lambda cell: not is_error_value(cell)), min_size=len(headings), max_size=len(headings)
            ),
            max_size=5,
        )
    )
    # Where an end of line is a single character, the module writes the other one without quotes.
    end, quoting = draw(
        st.sampled_from(
            [("\n", csv.QUOTE_ALL), ("\r", csv.QUOTE_NONNUMERIC), ("\r\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_ALL)]
        )
    )
    dialect = {"delimiter": draw(st.sampled_from(",;\t")), "lineterminator": end, "quoting": quoting}
    return headings, rows, dialect, draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(tables())
def test_what_was_written_in_any_dialect_is_read_back(
    file: Path, table: tuple[list[str], list[list[str]], dict[str, Any], str]
) -> None:
    headings, rows, dialect, encoding = table
    text = io.StringIO(newline="")
    csv.writer(text, **dialect).writerows([headings, *([for_spreadsheet(cell) for cell in row] for row in rows)])
    found = read(file, text.getvalue().encode(encoding)).rows
    names = {"key", "siteKey"}
    filled = [{name: cell for name, cell in zip(headings, row, strict=True) if trimmed(cell)} for row in rows]
    expected = [
        (number, {name: cell for name, cell in row.items() if name not in names}, {*row} & names)
        for number, row in enumerate(filled, start=2)
        if row.keys() - names
    ]
    assert [(int(row.place.split()[1]), dict(row.changes), {*row.names}) for row in found] == expected
