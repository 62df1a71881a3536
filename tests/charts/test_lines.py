"""What a drawing of a chart shows: gaps, units, and what cannot be drawn."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_sdk.charts.lines import Drawing, drawing_of
from powertrack_sdk.units import PREFIXES, split_prefix
from tests.charts.charts import (
    AMPERE,
    DEGREE_CELSIUS,
    IRRADIANCE,
    KILOVAR,
    KILOWATT,
    KILOWATT_HOUR,
    MEGAWATT,
    MIDNIGHT,
    NOTHING,
    QUARTER,
    VOLT,
    WATT,
    Given,
    chart,
    day,
)

DAY = 96 * QUARTER


def at(*places: int) -> Given:
    """A series with values at some quarters of an hour and no points elsewhere."""
    return Given("P", [1.0] * len(places), times=[MIDNIGHT + place * QUARTER for place in places])


def runs(drawing: Drawing) -> list[list[int]]:
    """The stretches of the only line, as places of quarters of an hour."""
    ((line,),) = (scale.lines for scale in drawing.scales)
    return [[(time - MIDNIGHT) // QUARTER for time, _ in run] for run in line.runs]


@pytest.mark.parametrize(
    ("series", "bin_size", "expected"),
    [
        (Given("P", [1.0, 2.0, 3.0, 4.0]), 15, [[0, 1, 2, 3]]),
        (Given("P", [1.0, None, 3.0, 4.0]), 15, [[0], [2, 3]]),
        (Given("P", [1.0, "NaN", 3.0]), 15, [[0], [2]]),
        (Given("P", [1.0, "Infinity", 3.0]), 15, [[0], [2]]),
        (at(0, 1, 2, 26, 27), 15, [[0, 1, 2], [26, 27]]),
        (at(0, 1, 2, 26, 27), None, [[0, 1, 2], [26, 27]]),
        (at(0, 32), 15, [[0], [32]]),
        (at(0, 4, 8, 12, 16), 15, [[0, 4, 8, 12, 16]]),
        (at(2, 0, 1), 15, [[0, 1, 2]]),
        (Given("P", [1.0]), 15, [[0]]),
    ],
    ids=["whole", "null", "NaN", "infinite", "left out", "no bin size", "two", "hours in quarters", "disorder", "one"],
)
def test_gaps_divide_a_line(series: Given, bin_size: int | None, expected: list[list[int]]) -> None:
    assert runs(drawing_of(chart(series, bin_size=bin_size))) == expected


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        ([1, 31, 59, 90, 120], "2026-01-01", "2026-05-31"),
        ([0, 1, 2.0 - 1 / 24, 3 - 1 / 24], "2026-03-06", "2026-03-09"),
    ],
    ids=["months", "days with a change of the clock"],
)
def test_bins_of_unequal_length_are_no_gaps(days: list[float], start: str, end: str) -> None:
    begin = 1_767_243_600_000
    series = Given("E", [1.0] * len(days), times=[begin + round(day * DAY) for day in days])
    (scale,) = drawing_of(chart(series, start=None, end=None, bin_size=None)).scales
    assert [len(run) for run in scale.lines[0].runs] == [len(days)]


@given(values=st.lists(st.none() | st.floats(-1e29, 1e29), max_size=40))
def test_no_value_is_lost_and_none_is_invented(values: list[float | None]) -> None:
    drawing = drawing_of(chart(Given("P", values)))
    drawn = [value for scale in drawing.scales for line in scale.lines for value in line.values]
    assert drawn == [value for value in values if value is not None]
    assert drawing.silent == (() if drawn else ("P",))
    stretches = [run for scale in drawing.scales for line in scale.lines for run in line.runs]
    assert all(after - before == QUARTER for run in stretches for (before, _), (after, _) in pairwise(run))


@pytest.mark.parametrize(
    ("given", "label", "values"),
    [
        ([(250.0, WATT, ""), (250.0, KILOWATT, ""), (0.0, MEGAWATT, "")], "Power (kW)", [0.25, 250.0, 0.0]),
        ([(-250.0, KILOWATT, ""), (2.0, MEGAWATT, "")], "Power (MW)", [-0.25, 2.0]),
        (
            [(250.0, KILOWATT_HOUR, ""), (0.25, 999, "Megawatt hours"), (250.0, None, "Wh")],
            "Energy (kWh)",
            [250.0, 250.0, 0.25],
        ),
        ([(9.0, AMPERE, ""), (500.0, None, "mA"), (500.0, None, "Milliamps")], "Current (A)", [9.0, 0.5, 0.5]),
        ([(480.0, VOLT, ""), (13.8, None, "kV"), (13.8, None, "Kilovolts")], "Voltage (kV)", [0.48, 13.8, 13.8]),
        ([(5.0, None, "KWH"), (5.0, KILOWATT_HOUR, "")], "Energy (kWh)", [5.0, 5.0]),
        (
            [(250.0, KILOVAR, ""), (2.0, None, "Megavars"), (9e3, None, "Kilovolt-amperes reactive")],
            "Reactive power (Mvar)",
            [0.25, 2.0, 9.0],
        ),
        ([(800.0, IRRADIANCE, ""), (1.1, None, "kW/m²")], "Irradiance (kW/m²)", [0.8, 1.1]),
        ([(0.0, WATT, ""), (0.0, KILOWATT, "")], "Power (W)", [0.0, 0.0]),
    ],
    ids=["W", "kW", "Wh", "A", "V", "KWH", "var", "W/m2", "zeros"],
)
def test_quantities_of_one_kind_share_a_scale(
    given: list[tuple[float, int | None, str]], label: str, values: list[float]
) -> None:
    series = [Given(f"S{place}", [value], unit, custom) for place, (value, unit, custom) in enumerate(given)]
    (scale,) = drawing_of(chart(*series)).scales
    assert scale.label == label
    assert [line.values[0] for line in scale.lines] == pytest.approx(values)


def test_one_unit_stays_as_it_is() -> None:
    (scale,) = drawing_of(chart(Given("A", [2_500.0, 0.1]), Given("B", [1.0]))).scales
    assert (scale.label, scale.lines[0].values) == ("Power (kW)", [2_500.0, 0.1])


@pytest.mark.parametrize("unit", ["degC", "mph", "min", "Months", "mwh", "%", "", "kilo", "in", "kW/h", "Wh/Wp", "W/m"])
def test_other_units_are_not_taken_apart(unit: str) -> None:
    assert split_prefix(unit) == ("", unit)


@given(prefix=st.sampled_from(list(PREFIXES)), base=st.sampled_from(["W", "Wh", "V", "A", "VA", "var", "Hz", "W/m2"]))
def test_every_prefix_is_taken_from_every_unit(prefix: str, base: str) -> None:
    assert split_prefix(prefix + base) == (prefix, base)


def test_what_is_not_drawn_is_said() -> None:
    drawing = drawing_of(
        chart(
            Given("Meter", [1.0, "Infinity", 3.0, 1e300]),
            Given("Inverter 7", NOTHING),
            Given("Inverter 8", []),
            Given("Inverter 9", ["NaN"] * 4),
            Given("Ambient", [20.0], DEGREE_CELSIUS),
            Given("Expected", day(5), visible=False),
            Given("Lost", [1.0], times=[0]),
        )
    )
    assert drawing.remarks(1) == [
        "no values: Inverter 7, Inverter 8, Inverter 9",
        "not drawn, as their unit is another: Ambient (°C)",
        "not drawn, as the chart hides them: Expected",
        "values not drawn, as they are infinite or outside the dates of the chart: Meter (2), Lost (1)",
    ]
    assert drawing_of(chart(Given("Meter", [1.0]))).remarks(1) == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["A", "A", None], ["A", "A 2", "Series"]),
        (
            ["\x1b]0;title\x07A\nB", "\u202eA\u2066", "\x00", " \u00a0 "],
            ["\\x1b]0;title\\x07A\\nB", "\\u202eA\\u2066", "\\x00", "Series"],
        ),
    ],
    ids=["twice", "control characters"],
)
def test_names_are_in_one_line_and_differ(names: list[str | None], expected: list[str]) -> None:
    (scale,) = drawing_of(chart(*(Given(name, [1.0]) for name in names))).scales
    assert [line.name for line in scale.lines] == expected


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        ({}, "2026-06-23, US/Eastern time"),
        ({"zone": None, "start": None}, "2026-06-23 to 2026-06-24, UTC"),
        pytest.param(
            {"zone": "Nowhere/Else", "start": None},
            "2026-06-23 to 2026-06-24, UTC",
            marks=pytest.mark.filterwarnings("ignore:the time zone 'Nowhere/Else' is unknown"),
        ),
        ({"zone": "Etc/GMT+5"}, "2026-06-22 to 2026-06-23, UTC-05:00"),
        ({"zone": "GMT+05:30"}, "2026-06-23 to 2026-06-24, UTC+05:30"),
        ({"zone": "Eastern Standard Time"}, "2026-06-23, America/New_York time"),
        ({"end": "2026-06-25T23:59:59"}, "2026-06-23 to 2026-06-25, US/Eastern time"),
        ({"start": "2026-06-24T00:00:00"}, "2026-06-23, US/Eastern time"),
    ],
    ids=["a day", "no zone", "unknown zone", "offset", "half hours", "Windows", "days", "wrong order"],
)
def test_dates_and_zone(fields: dict[str, str | None], dates: str) -> None:
    assert drawing_of(chart(Given("A", day(1)), **fields)).dates == dates  # type: ignore[arg-type]  # no bin size here


def test_a_chart_without_any_date_names_none() -> None:
    drawing = drawing_of(chart(Given("A", NOTHING), start=None, end=None))
    assert (drawing.span, drawing.dates) == (None, "US/Eastern time")


def test_zero_is_on_every_scale() -> None:
    for values, ends in (
        ([0.0], (0.0, 1.0)),
        ([7.0], (0.0, 7.0)),
        ([-7.0], (-7.0, 0.0)),
        ([-1.0, 2.0], (-1.0, 2.0)),
        ([5e-324], (0.0, 1.0)),
    ):
        (scale,) = drawing_of(chart(Given("A", values))).scales
        assert (scale.lowest, scale.highest) == ends
        assert not math.isclose(scale.lowest, scale.highest)
