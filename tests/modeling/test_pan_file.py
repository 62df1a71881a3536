"""PAN files: what they say in the words of the API, and what is wrong with one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from powertrack_sdk import ConfigurationError, ValidationError, read_pan_file
from powertrack_sdk.modeling.pan_file import parse_pan
from tests.modeling.pan_texts import MODULE, pan_text


def test_the_module_that_was_seen() -> None:
    """Its figures in a PAN file give exactly what was on the wire."""
    assert parse_pan(pan_text()) == MODULE


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_blanks_do_not_matter(ends: str) -> None:
    text = pan_text().replace("=", " = ", 3)
    assert parse_pan(ends.join(f"\t{line}  " for line in text.split("\n"))) == MODULE


def test_names_are_found_in_any_case() -> None:
    text = re.sub(r"(?m)^ +\w+=", lambda found: found[0].upper(), pan_text())
    assert "  ISC=13.770" in text
    assert parse_pan(text) == MODULE


def test_a_value_may_hold_an_equals_sign() -> None:
    assert parse_pan(pan_text(model="A=B 400")).get("model") == "A=B 400"


@pytest.mark.parametrize("technology", ["mtSiPoly", "mtCdTe", "mtHIT", "mtSiMonoOther", ""])
def test_a_technology_whose_number_was_not_seen(technology: str) -> None:
    found = parse_pan(pan_text(Technol=technology))
    assert found == {name: value for name, value in MODULE.items() if name != "cellType"}


def test_the_units_are_those_of_the_api() -> None:
    found = parse_pan(pan_text(Isc="10.0", muISC="4.0", muPmpReq="-0.35", CellArea="243.3"))
    assert found.get("muIsc") == pytest.approx(0.04), "percent of Isc for each degree"
    assert found.get("muPMax") == -0.35
    assert found.get("cellArea") == 243.3


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not a PAN file: it has no line PVObject_=pvModule"),
        ("hello\nIsc=5\n", "is not a PAN file: it has no line PVObject_=pvModule"),
        ("End of PVObject pvModule\nIsc=5\n", "is not a PAN file: it has no line PVObject_=pvModule"),
        (
            "PVObject_=pvGInverter\nEnd of PVObject pvGInverter\n",
            "is not a PAN file: it describes a pvGInverter, not a pvModule",
        ),
        (pan_text().rpartition("End of PVObject")[0], "is cut off: the end of its pvmodule is not there"),
        (pan_text().partition("End of PVObject")[0], "is cut off: the end of its pvcommercial is not there"),
        (pan_text(Isc=None, Rp_Exp=None), "lacks Isc, Rp_Exp"),
        (pan_text().replace("Manufacturer=", "Maker="), "lacks Manufacturer"),
        (pan_text(Isc="13,77"), r"line \d+: Isc=13,77 is not a number with a decimal point"),
        (pan_text(Voc="nan"), r"line \d+: Voc=nan is not a number with a decimal point"),
        (pan_text(Voc="1e999"), r"line \d+: Voc=1e999 is not a number with a decimal point"),
        (pan_text(RShunt="1_000"), r"line \d+: RShunt=1_000 is not a number"),
        (pan_text(RShunt=""), r"line \d+: RShunt= is not a number"),
        (pan_text(NCelS="78.5"), r"line \d+: NCelS=78\.5 is not a whole number above 0"),
        (pan_text(NCelP="0"), r"line \d+: NCelP=0 is not a whole number above 0"),
        (pan_text(Isc="0"), r"line \d+: Isc=0 has to be above 0"),
        (pan_text(GRef="800"), r"line \d+: GRef=800 has to be 1000 W/m2"),
        (pan_text(TRef="45.0"), r"line \d+: TRef=45\.0 has to be 25 degC"),
        (pan_text(RShunt="800\n  rshunt=900"), r"line (\d+): RShunt stood in line \d+ already"),
    ],
)
def test_what_is_wrong_is_told(text: str, problem: str) -> None:
    with pytest.raises(ValidationError, match=f"^the text,? ?{problem}"):
        parse_pan(text)


def test_the_line_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "module.PAN"
    path.write_text(pan_text(Imp="much"), encoding="utf-8")
    number = next(n for n, line in enumerate(path.read_text().splitlines(), 1) if "Imp=" in line)
    with pytest.raises(ValidationError) as caught:
        read_pan_file(path)
    assert str(caught.value) == f"{path}, line {number}: Imp=much is not a number with a decimal point"


def test_all_that_lacks_is_told() -> None:
    with pytest.raises(ValidationError) as caught:
        parse_pan("PVObject_=pvModule\nEnd of PVObject pvModule\n")
    assert len(caught.value.problems) == len(MODULE) - 1


def test_what_stands_in_other_objects_is_not_meant() -> None:
    """Nested objects have fields of the same names."""
    nested = "PVObject_Other=pvOther\nIsc=99\nModel=Other\nEnd of PVObject pvOther\n"
    text = pan_text().replace("  NDiode=3\n", nested)
    assert nested in text
    assert parse_pan(text) == MODULE


def test_nothing_after_the_end_is_read() -> None:
    assert parse_pan(pan_text() + "Isc=5\nPVObject_=pvGInverter\n") == MODULE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "module.PAN"
    path.write_bytes(pan_text(manufacturer="Müller Énergie").encode(encoding))
    for given in (path, str(path)):
        assert read_pan_file(given) == {**MODULE, "manufacturer": "Müller Énergie"}


def test_the_code_page_of_windows_and_bytes_that_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "module.PAN"
    path.write_bytes(pan_text(model="Max\N{TRADE MARK SIGN}").encode("cp1252"))
    assert read_pan_file(path).get("model") == "Max\N{TRADE MARK SIGN}"
    path.write_bytes(pan_text(model="Max-X").encode().replace(b"Max-X", b"Max\x81\x85X"))
    assert read_pan_file(path).get("model") == "Max\x81\x85X"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.PAN", tmp_path):
        with pytest.raises(ConfigurationError, match=re.escape(f"{path} cannot be read")):
            read_pan_file(path)
