"""Charts as pictures, looked at as SVG: it names its labels in comments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from powertrack_sdk import ChartData
from powertrack_sdk.charts.picture import draw_chart

KILOWATT, DEGREE_CELSIUS, HERTZ = 10, 30, 43


def drawn(path: Path, *series: tuple[str, int, Sequence[float | None]]) -> tuple[str, list[str]]:
    """The picture of some series, each with its name, its unit and its values; and what it leaves out."""
    chart = {
        "timeZone": "US/Eastern",
        "series": [
            {
                "name": name,
                "units": unit,
                "dataXy": [
                    {"x": 1_782_000_000_000 + place * 900_000, "y": value} for place, value in enumerate(values)
                ],
            }
            for name, unit, values in series
        ],
    }
    left_out = draw_chart(ChartData.parse(json.dumps(chart).encode()), path, "A day")
    return path.read_text(encoding="utf-8"), left_out


@pytest.mark.parametrize(
    ("values", "labels", "none"),
    [
        ([0.0, 100.0, None, 300.0], ["0", "300"], "\u2212"),
        ([-200.0, 0.0, 200.0], ["\u2212200", "0", "200"], "\u2212300"),
        ([-8.0, -2.0, -5.0], ["\u22128", "\u22122"], "\u221220"),
        ([], [], "\u2212"),
    ],
    ids=["above", "both", "below", "empty"],
)
def test_all_values_are_within_the_axis(
    tmp_path: Path, values: list[float | None], labels: list[str], none: str
) -> None:
    picture, left_out = drawn(tmp_path / "a.svg", ("Power", KILOWATT, values))
    assert left_out == []
    for label in labels:
        assert f"<!-- {label} -->" in picture
    assert f"<!-- {none}" not in picture


def test_a_third_unit_is_left_out_and_told(tmp_path: Path) -> None:
    picture, left_out = drawn(
        tmp_path / "a.svg",
        ("Power", KILOWATT, [1.0, 2.0]),
        ("Ambient", DEGREE_CELSIUS, [20.0, 21.0]),
        ("Frequency", HERTZ, [60.0, 60.1]),
        *((f"Inverter {number}", KILOWATT, [1.0, 2.0]) for number in range(1, 9)),
    )
    assert left_out == ["Frequency"]
    for name in ("Power", "Ambient", "Inverter 1", "Inverter 8"):
        assert f"<!-- {name} -->" in picture
    assert "<!-- Frequency -->" not in picture
