"""What spreadsheets do to cells and files is refused, or repaired and reported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_core.decoding import JsonValue, objects
from powertrack_sdk import Plan, ValidationError
from powertrack_sdk.foreign import for_spreadsheet
from powertrack_sdk.outcomes import Missing
from powertrack_sdk.plans.cell_values import Decimals, flag, is_error_value, number, trimmed
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver
from tests.wire import held


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def planned(client: Driver, file: Path, content: str | bytes, encoding: str | None = None) -> Plan:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    plan: Plan = client.plan_updates(file, encoding=encoding)
    return plan


def told(client: Driver, file: Path, content: str | bytes, encoding: str | None = None) -> tuple[str, ...]:
    with pytest.raises(ValidationError) as caught:
        planned(client, file, content, encoding)
    return caught.value.problems


def after(plan: Plan) -> list[JsonValue]:
    return [change.after for entry in plan for change in entry.changes if not isinstance(change.after, Missing)]


ERRORS = [
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#WERT!",
    "#BEZUG!",
    "#ZAHL!",
    "#NV",
    "#NOM?",
    "#VALEUR!",
    "#NOMBRE!",
    "#¡VALOR!",
    "#¿NOMBRE?",
    "#¡REF!",
    "#N/D",
    "#RIF!",
    "#NOME?",
    "#WAARDE!",
    "#N/B",
    "#ARG!",
    "#ADR!",
    "#I/T",
    "#YOK",
    "#ССЫЛКА!",
    "#\u041d/\u0414",
    "####",
    "########",
    "Err:502",
    "#ERROR!",
]


@pytest.mark.parametrize("cell", ERRORS)
@pytest.mark.parametrize("column", ["name", "latitude", "key"])
def test_error_values_are_refused_in_every_column(client: Driver, file: Path, cell: str, column: str) -> None:
    row = {"key": "S10001", "name": "x", column: cell}
    problems = told(client, file, f"{','.join(row)}\n{','.join(row.values())}\n")
    assert problems[0].startswith(f"row 2, column {column}: {cell} is an error value of the spreadsheet")


@pytest.mark.parametrize("cell", ["#1 North", "#7", "Inverter #12", "N/A", "#", "##", "# !", "#tag!", "Error: 502"])
def test_names_that_look_a_little_like_errors_are_names(client: Driver, file: Path, cell: str) -> None:
    assert after(planned(client, file, f"key,name\nS10001,{cell}\n")) == [cell]


@pytest.mark.parametrize("cell", ["9.00719E+15", "1.00E+05", "2E+10", '"1,23457E+11"', "-1.5E+12"])
def test_shortened_numbers_are_no_texts(client: Driver, file: Path, cell: str) -> None:
    [problem] = told(client, file, f"key,name\nS10001,{cell}\n")
    assert "a number that the spreadsheet shortened" in problem


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("9.00719E+15", "must be a whole number, written in full"),
        ("11.5", "must be a whole number, written in full"),
        ("1.1E+1", "must be a whole number, written in full"),
        ("11.", None),
        ("11.0", None),
        ("11.000", None),
        ("11", None),
    ],
)
def test_an_integer_setting_takes_whole_numbers_only(
    client: Driver, file: Path, cell: str, problem: str | None
) -> None:
    text = f"hid,settings[dev:UnitID].value\n100005,{cell}\n"
    if problem is not None:
        assert problem in told(client, file, text)[0]
        return
    [value] = after(planned(client, file, text))
    assert (value, type(value)) == (11, int)


@pytest.mark.parametrize("value", [9.00719e15, 11.5, 1e11, "11", True])
def test_an_integer_setting_is_checked_in_python_and_json_as_well(client: Driver, value: object) -> None:
    row = {"hid": 100005, "settings": [{"name": "dev:UnitID", "value": value}]}
    with pytest.raises(ValidationError, match=r"settings\[dev:UnitID\]\.value must be an integer"):
        client.plan_updates([row])
    with pytest.raises(ValidationError, match=r"settings\[dev:UnitID\]\.value must be an integer"):
        client.update_hardware_driver("H100005", {"settings": {"dev:UnitID": value}})


def test_a_whole_float_goes_to_an_integer_as_an_integer(client: Driver, sim: Simulator) -> None:
    client.update_hardware_driver("H100005", {"settings": {"dev:UnitID": 11.0}})
    [setting] = [
        one for one in objects(held(sim, "/api/edit/hardware/H100005")["settings"]) if one["name"] == "dev:UnitID"
    ]
    assert (setting["value"], type(setting["value"])) == (11, int)


def test_the_type_in_the_patch_counts_before_that_in_the_document(client: Driver) -> None:
    text = {"name": "dev:UnitID", "type": 0, "value": "x*2"}
    assert client.plan_updates([{"hid": 100005, "settings": [text]}]).fields == 2
    with pytest.raises(ValidationError, match="must be a string, as the type beside it says, not a number"):
        client.plan_updates([{"hid": 100005, "settings": [{**text, "value": 5}]}])


@pytest.mark.parametrize(("cell", "fits"), [("2139", False), ("02139", True), ("90210", True), ("002139", True)])
def test_lost_zeros_are_noticed(client: Driver, file: Path, cell: str, fits: bool) -> None:
    client.update_site_config("S10001", {"zipCode": "02139"})
    text = f"key,zipCode\nS10001,{cell}\n"
    if fits:
        assert not planned(client, file, text).warnings
    else:
        assert "but for the zeros at its beginning, which a spreadsheet drops" in told(client, file, text)[0]


def test_a_shorter_number_in_place_of_one_with_zeros_is_reported(client: Driver, file: Path) -> None:
    client.update_site_config("S10001", {"zipCode": "02139"})
    plan = planned(client, file, "key,zipCode\nS10001,2140\n")
    assert after(plan) == ["2140"]
    assert "a spreadsheet may have dropped a zero" in str(plan)


def test_a_text_of_more_digits_than_a_spreadsheet_keeps_is_reported(client: Driver, file: Path) -> None:
    [warning] = planned(client, file, "key,name\nS10001,1234567890123450\n").warnings
    assert warning.startswith("row 2 (SiteConfig S10001): name: it has zeros after its first 15 digits")


@pytest.mark.parametrize(
    "cell",
    [
        "North ",
        " North",
        "\tNorth",
        "North\xa0",
        "\u200bNorth",
        "North\ufeff",
    ],
)
def test_blanks_around_a_name_are_removed_and_reported(client: Driver, file: Path, cell: str) -> None:
    plan = planned(client, file, f"key,name\nS10001,{cell}\n")
    assert after(plan) == ["North"]
    assert plan.warnings == (
        "row 2 (SiteConfig S10001): name: blanks or invisible characters at its ends were removed",
    )


@pytest.mark.parametrize("space", ["\xa0", "\u202f", "\u3000"])
def test_unusual_spaces_in_a_name_become_blanks(client: Driver, file: Path, space: str) -> None:
    plan = planned(client, file, f"key,name\nS10001,North{space}field\n")
    assert after(plan) == ["North field"]
    assert "no-break spaces were replaced by blanks" in plan.warnings[0]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\xad", "\x07", "\x1b", "\u2028"])
def test_invisible_characters_in_a_name_are_refused(client: Driver, file: Path, hidden: str) -> None:
    [problem] = told(client, file, f"key,name\nS10001,North{hidden}field\n")
    assert f"it has the invisible character U+{ord(hidden):04X} in it" in problem


@pytest.mark.parametrize("name", ["North ", "North\xa0field", "x\u200by", "9.00719E+15", "=1+1", "'=1+1", "\tx"])
def test_a_name_that_is_there_already_changes_nothing(client: Driver, file: Path, name: str) -> None:
    """An export that is planned again as it is."""
    client.update_site_config("S10001", {"name": name})
    plan = planned(client, file, f'key,name\nS10001,"{for_spreadsheet(name)}"\n')
    assert (plan.entries, plan.warnings) == ((), ())


@pytest.mark.parametrize(
    "word", ["TRUE", "true", "yes", "1", "WAHR", "wahr", "VRAI", "VERDADERO", "VERO", "WAAR", "PRAWDA", "ИСТИНА"]
)
def test_words_for_true(word: str) -> None:
    assert flag(word) is True


@pytest.mark.parametrize("word", ["FALSE", "no", "0", "FALSCH", "FAUX", "FALSO", "ONWAAR", "FAŁSZ", "ЛОЖЬ"])
def test_words_for_false(word: str) -> None:
    assert flag(word) is False


@pytest.mark.parametrize("word", ["maybe", "ja", "x", "on", "-1", "2", "richtig"])
def test_other_words_are_refused_with_those_that_are_taken(word: str) -> None:
    with pytest.raises(ValueError, match="write true, yes or 1, or false, no or 0"):
        flag(word)


@pytest.mark.parametrize("cell", ["31.12.2024", "12/31/2024", "2024-12", "45657", "31 Dec 2024"])
def test_a_date_in_another_form_is_refused_with_the_form_that_is_taken(client: Driver, file: Path, cell: str) -> None:
    [problem] = told(client, file, f"key,installDate\nS10001,{cell}\n")
    assert problem.endswith(f'installDate is "{cell}", not a date such as 2025-12-31, which is year, month and day')


@pytest.mark.parametrize("heading", ["Key", "KEY", " key ", "\ufeffkey", "key\xa0"])
def test_headings_of_targets_in_any_case(client: Driver, file: Path, heading: str) -> None:
    assert after(planned(client, file, f"{heading},name\nS10001,North\n")) == ["North"]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Site Key", "S10001"), ("site_key", "10001"), ("HID", "100005"), ("hardware-key", "H100005")],
)
def test_headings_of_targets_in_several_words(client: Driver, file: Path, heading: str, cell: str) -> None:
    assert planned(client, file, f"{heading},name\n{cell},North\n").targets == 1


def test_a_heading_of_a_field_in_another_case_is_refused_with_a_hint(client: Driver, file: Path) -> None:
    [problem] = told(client, file, "key,Name\nS10001,North\n")
    assert "has no such field; nearest: name" in problem


@pytest.mark.parametrize("cell", ["1.234", "1,234", "-40.123"])
def test_files_with_tabs_do_not_say_which_decimals_they_have(client: Driver, file: Path, cell: str) -> None:
    [problem] = told(client, file, f"key\tlatitude\nS10001\t{cell}\n")
    assert "may be a whole number with" in problem


@pytest.mark.parametrize(("cell", "value"), [("40.12", 40.12), ("40,12", 40.12), ("40.1230", 40.123), ("40", 40)])
def test_files_with_tabs_take_numbers_that_can_only_be_one(client: Driver, file: Path, cell: str, value: float) -> None:
    assert after(planned(client, file, f"key\tlatitude\nS10001\t{cell}\n")) == [value]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_number_is_read_as_it_is_or_refused(value: Decimal) -> None:
    text = f"{value:f}"
    assert number(text, whole=False, decimals=Decimals.POINT) == float(value)
    assert number(text.replace(".", ","), whole=False, decimals=Decimals.COMMA) == float(value)
    assert number(text, whole=False, decimals=Decimals.EITHER) == float(value)


@given(st.text(max_size=12) | st.from_regex(r"[-+]?[0-9]{0,4}[.,]?[0-9]{0,4}([eE][-+]?[0-9]{1,3})?", fullmatch=True))
def test_any_cell_is_a_finite_whole_number_or_refused(text: str) -> None:
    for decimals in Decimals:
        try:
            value = number(trimmed(text), whole=True, decimals=decimals)
        except ValueError:
            continue
        assert isinstance(value, int)
        assert Decimal(trimmed(text).replace(",", ".")) == value


@given(st.text())
def test_what_is_trimmed_stays_trimmed(text: str) -> None:
    assert trimmed(trimmed(text)) == trimmed(text)
    assert trimmed(text) in text
    assert not is_error_value(f"x{text}")


def test_all_faults_are_reported_at_once(client: Driver, sim: Simulator, file: Path) -> None:
    problems = told(
        client,
        file,
        "key,siteKey,name,latitude,nmae,settings[dev:UnitID].value\n"
        "S99999,,x,,,\n"
        "S10001,,#N/A,,,\n"
        "S10002,,x,north,,\n"
        "S10003,,x,95,y,\n"
        "H100005,S10002,x,,,11.5\n"
        "nothing,,x,,,\n"
        "S10001,,x,,,,z\n",
    )
    assert [problem.split(":")[0] for problem in problems] == [
        "row 3, column name",
        str(file),
        "row 7",
        "row 4, column latitude",
        "row 5, column nmae",
        "row 2 (SiteConfig S99999)",
        "row 5 (SiteConfig S10003)",
        "row 6 (HardwareConfig H100005)",
        "row 6 (HardwareConfig H100005)",
    ]
    assert not [request for request in sim.requests if request.method == "PUT"]


def test_faults_of_a_file_are_reported_without_an_answer_of_the_service(
    client: Driver, sim: Simulator, file: Path
) -> None:
    sim.expire_session()
    [problem] = told(client, file, "key,name,latitude\nS10001,x,north\n")
    assert problem == "row 2, column latitude: 'north' is no number"


@pytest.mark.parametrize(("value", "unit"), [(0.51, 12), (510000, 8), (510.0, 10)])
def test_the_same_power_in_another_unit_is_no_change(
    client: Driver, sim: Simulator, file: Path, value: float, unit: int
) -> None:
    client.update_site_config("S10001", {"capacityAc": value, "capacityAcUnit": unit})
    before = len(sim.requests)
    assert not planned(client, file, "key,acCapacityKw\nS10001,510\n")
    assert not client.update_site_config("S10001", {"acCapacityKw": 510.0}).applied
    assert not client.compare_with_template("S10001", {"acCapacityKw": 510})
    assert not [request for request in sim.requests[before:] if request.method == "PUT"]
    assert client.plan_updates([("S10001", {"acCapacityKw": 511})]).targets == 1


def test_a_unit_that_is_named_itself_is_changed(client: Driver) -> None:
    client.update_site_config("S10001", {"capacityAc": 0.51, "capacityAcUnit": 12})
    assert client.plan_updates([("S10001", {"capacityAc": 510, "capacityAcUnit": 10})]).fields == 2


@pytest.mark.parametrize("word", ["TRUE", "FALSE", "True", "false", "WAHR", "FALSCH", "VRAI", " TRUE "])
def test_a_flag_is_no_name(client: Driver, file: Path, word: str) -> None:
    [problem] = told(client, file, f"key,name\nS10001,{word}\n")
    assert "row 2" in problem
    assert f"{word.strip()} is what a spreadsheet makes of true and false" in problem
    assert "give the row in a JSON file" in problem


@pytest.mark.parametrize("word", ["null", "NULL", "None", "nan", "NaN", "NaT", "<NA>", "(null)", "undefined", " nan "])
def test_a_missing_value_is_no_name(client: Driver, file: Path, word: str) -> None:
    [problem] = told(client, file, f"key,name\nS10001,{word}\n")
    assert f"{word.strip()} stands for a missing value" in problem
    assert "$null or $empty" in problem


@pytest.mark.parametrize("word", ["TRUE", "null", "None", "nan"])
def test_a_json_file_gives_such_a_text_on_purpose(client: Driver, tmp_path: Path, word: str) -> None:
    file = tmp_path / "rows.json"
    file.write_text(f'[{{"key": "S10001", "name": "{word}"}}]', encoding="utf-8")
    assert after(client.plan_updates(file)) == [word]


@pytest.mark.parametrize("word", ["True North", "Nancy", "none of these", "N/A", "nothing", "Nulland"])
def test_a_name_with_such_a_word_in_it_is_kept(client: Driver, file: Path, word: str) -> None:
    assert after(planned(client, file, f"key,name\nS10001,{word}\n")) == [word]


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16", "utf-16-le", "utf-16-be"])
def test_wide_encodings_are_found_with_and_without_a_mark(client: Driver, file: Path, encoding: str) -> None:
    assert after(planned(client, file, "key,name\nS10001,Łódź\n".encode(encoding))) == ["Łódź"]


@pytest.mark.parametrize(
    "content",
    [
        '"key,name"\n"S10001,x"\n',
        '"key;name"\n"S10001;x"\n',
        '"key\tname"\n"S10001\tx"\n',
        '"key,name",\n"S10001,x",\n',
        '"key,""name"""\n"S10001,""x"""\n',
    ],
)
def test_rows_that_are_wholly_in_quotes_are_named_as_such(client: Driver, file: Path, content: str) -> None:
    [problem] = told(client, file, content)
    assert "the whole row is in quotes; remove the quotes around the rows" in problem
