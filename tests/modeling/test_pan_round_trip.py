"""What is written into a PAN file is read out of it, whatever else stands there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk import ValidationError
from powertrack_sdk.modeling.pan_file import parse_pan
from tests.modeling.pan_texts import pan_text

line = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)
names = line.map(str.strip)
# Figures as PVsyst prints them: with a few decimals, and never in powers of ten.
figures = st.decimals(min_value="0.001", max_value=100_000, places=3).map(str)
slopes = st.decimals(min_value=-50, max_value=50, places=4).map(str)
counts = st.integers(1, 500).map(str)

PLAIN = {
    "CellArea": "cellArea",
    "Isc": "isc",
    "Voc": "voc",
    "Imp": "impp",
    "Vmp": "vmpp",
    "RShunt": "rShunt",
    "RSerie": "rSeries",
    "Rp_0": "rShuntGinc",
    "Rp_Exp": "rShuntExp",
    "muPmpReq": "muPMax",
}

modules = st.fixed_dictionaries(
    {
        **dict.fromkeys(["CellArea", "Isc", "Voc", "Imp", "Vmp", "RShunt", "RSerie", "Rp_0", "Rp_Exp"], figures),
        **dict.fromkeys(["muISC", "muPmpReq"], slopes),
        **dict.fromkeys(["NCelS", "NCelP"], counts),
        "Technol": st.sampled_from(["mtSiMono", "mtSiPoly", "mtCIS"]),
    }
)
# Lines that mean nothing; none of them opens or ends an object, or has a name that means something.
noise = st.lists(line.map(lambda text: f"x{text}"), max_size=5)


@given(modules, names, names, st.data())
def test_what_was_written_is_read(module: dict[str, str], manufacturer: str, model: str, data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(module)))
    text = pan_text({name: module[name] for name in order}, manufacturer=manufacturer, model=model)
    found: dict[str, Any] = {**parse_pan(text)}
    assert (found.pop("key"), found.pop("manufacturer"), found.pop("model")) == ("", manufacturer, model)
    assert found.pop("cellType", None) == (0 if module["Technol"] == "mtSiMono" else None)
    assert (found.pop("cellsSeries"), found.pop("cellsParallel")) == (int(module["NCelS"]), int(module["NCelP"]))
    # The current changes by as many mA as before, if it is reckoned back from percents.
    assert found.pop("muIsc") / 100 * found["isc"] * 1000 == pytest.approx(float(module["muISC"]))
    assert found == {name: float(module[key]) for key, name in PLAIN.items()}


@given(noise, noise, st.integers(0, 50))
def test_other_lines_change_nothing(before: list[str], between: list[str], place: int) -> None:
    lines = pan_text().split("\n")
    lines[place:place] = between
    assert parse_pan("\n".join([*before, *lines])) == parse_pan(pan_text())


@given(st.text(max_size=200))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        parse_pan(text)


@given(st.integers(0, len(pan_text())), st.integers(0, 60))
def test_a_damaged_file_is_read_or_refused(place: int, length: int) -> None:
    """Never anything else."""
    text = pan_text()
    try:
        found = parse_pan(text[:place] + text[place + length :])
    except ValidationError as error:
        assert error.problems
    else:
        assert set(parse_pan(text)) - set(found) <= {"cellType"}
