"""What a chart tells beyond its fields."""

from __future__ import annotations

import math

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ChartData, ChartSeries


def chart(**results: JsonValue) -> ChartData:
    return ChartData.from_json({"namedResults": results})


def test_totals_by_name() -> None:
    found = chart(energy=3895.2, expEnergy=4040.9, estEnergy=4045.4, soiling=61.3, snow=0)
    assert (found.energy_production, found.expected_energy) == (3895.2, 4040.9)
    assert found.losses == {"soiling": 61.3, "snow": 0.0}
    assert found.performance_ratio == pytest.approx(3895.2 / 4040.9)


@pytest.mark.parametrize(
    "results",
    [
        {},
        {"energy": 10.0},
        {"expEnergy": 10.0},
        {"energy": 10.0, "expEnergy": 0},
        {"energy": 10.0, "expEnergy": None},
        {"energy": None, "expEnergy": 10.0},
        {"energy": "NaN", "expEnergy": 10.0},
        {"energy": 10.0, "expEnergy": "NaN"},
        {"energy": 10.0, "expEnergy": "Infinity"},
        {"energy": "Infinity", "expEnergy": 10.0},
        {"energy": "10", "expEnergy": 10.0},
    ],
)
def test_no_performance_ratio_without_two_figures(results: JsonObject) -> None:
    assert chart(**results).performance_ratio is None


def test_a_night_without_production_has_a_performance_ratio() -> None:
    assert chart(energy=0, expEnergy=4).performance_ratio == 0.0


@pytest.mark.parametrize("fields", [{}, {"namedResults": None}, {"namedResults": []}, {"namedResults": {}}])
def test_a_chart_without_totals(fields: JsonObject) -> None:
    found = ChartData.from_json(fields)
    assert (found.energy_production, found.expected_energy, found.performance_ratio) == (None, None, None)
    assert found.losses == {}
    assert found.series == []


def test_points_that_are_odd() -> None:
    points: list[JsonValue] = [
        {"x": 1, "y": 2},
        {"x": 2, "y": None},
        {"x": 3, "y": "Infinity"},
        {"x": None, "y": 4},
        {"y": 5},
        {"x": 6},
        None,
        {"x": 7.0, "y": "NaN"},
    ]
    found = ChartSeries.from_json({"dataXy": points}).data_xy
    assert found[:4] == [(1, 2.0), (2, None), (3, math.inf), (6, None)]
    assert found[4][0] == 7
    assert found[4][1] is not None
    assert math.isnan(found[4][1])
    assert len(found) == 5
