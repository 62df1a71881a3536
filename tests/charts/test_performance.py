"""The performance ratio of IEC 61724, and the energy ratio that is not it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import ChartData, ValidationError
from tests.driver import Driver

QUARTER = 900_000  # milliseconds
KW, KWH, W_M2 = 10, 11, 57


def series(name: str, values: list[JsonValue], unit: JsonValue = KW, key: str = "", **more: JsonValue) -> JsonObject:
    points: list[JsonValue] = [{"x": place * QUARTER, "y": value} for place, value in enumerate(values)]
    return {"name": name, "key": key or name, "units": unit, "dataXy": points, **more}


def chart(*parts: JsonObject, bins: JsonValue = 15) -> ChartData:
    return ChartData.from_json(
        {"binSize": bins, "series": [*parts], "namedResults": {"energy": 966, "expEnergy": 1000}}
    )


def test_the_ratio_of_four_quarters_of_an_hour() -> None:
    found = chart(series("Power", [80, 80, 80, 80]), series("Weather POA", [1000, 1000, 1000, 1000], W_M2))
    ratio = found.iec_performance_ratio(100)
    assert ratio.ratio == pytest.approx(0.8)
    assert (ratio.energy, ratio.irradiation) == (80, 1)
    assert (ratio.production_series, ratio.irradiance_series) == ("Power", "Weather POA")
    assert (ratio.bins, ratio.bins_used, ratio.coverage) == (4, 4, 1)
    assert found.performance_ratio == found.energy_ratio == 0.966


@pytest.mark.parametrize(
    ("production", "irradiance"),
    [
        (series("P", [80_000], 8), series("POA", [1000], W_M2)),
        (series("P", [0.08], 12), series("POA", [1000], W_M2)),
        (series("E", [20], KWH), series("POA", [1000], W_M2)),
        (series("E", [20], None, customUnit="Kilowatt hours"), series("POA", [0.25], None, customUnit="kWh/m2")),
        (series("E", [0.02], None, customUnit="MWh"), series("POA", [250], None, customUnit="Wh/m2")),
        (series("E", [20_000], None, customUnit="Wh"), series("POA", [1], None, customUnit="kW/m2")),
    ],
)
def test_units_of_every_prefix(production: JsonObject, irradiance: JsonObject) -> None:
    ratio = chart(production, irradiance).iec_performance_ratio(100)
    assert [ratio.ratio, ratio.energy, ratio.irradiation] == pytest.approx([0.8, 20, 0.25])


@pytest.mark.parametrize("odd", [None, "NaN", "Infinity", "-Infinity"])
def test_only_bins_with_both_figures_count(odd: JsonValue) -> None:
    found = chart(series("Power", [80, odd, 80, 80, 80]), series("POA", [1000, 1000, odd, 1000, 1000], W_M2))
    ratio = found.iec_performance_ratio(100)
    assert ratio.ratio == pytest.approx(0.8)
    assert (ratio.bins, ratio.bins_used) == (5, 3)
    assert (ratio.bins_without_production, ratio.bins_without_irradiance) == (1, 1)
    assert ratio.coverage == pytest.approx(0.6)


def test_time_stamps_that_are_left_out_are_missing_bins() -> None:
    power = series("Power", [80] * 8)
    power["dataXy"] = [{"x": place * QUARTER, "y": 80} for place in (0, 1, 6, 7)]
    ratio = chart(power, series("POA", [1000] * 8, W_M2)).iec_performance_ratio(100)
    assert ratio.ratio == pytest.approx(0.8)
    assert (ratio.bins, ratio.bins_used) == (8, 4)
    assert ratio.bins_without_production == 4


def test_nothing_shone_or_nothing_is_known() -> None:
    dark = chart(series("Power", [0, 0]), series("POA", [-2, 0], W_M2)).iec_performance_ratio(100)
    assert (dark.ratio, dark.irradiation, dark.coverage) == (None, 0, 1)
    empty = chart(series("Power", []), series("POA", [], W_M2)).iec_performance_ratio(100)
    assert (empty.ratio, empty.bins, empty.coverage) == (None, 0, 0)
    dead = chart(series("Power", [None, None]), series("POA", [1000, 1000], W_M2)).iec_performance_ratio(100)
    assert (dead.ratio, dead.coverage, dead.bins_without_production) == (None, 0, 2)


def test_irradiance_of_another_plane_has_to_be_named() -> None:
    found = chart(series("Power", [80]), series("GHI", [800], W_M2))
    with pytest.raises(ValidationError, match=r"irradiance is not clear; name one series with irradiance=.*'GHI'"):
        found.iec_performance_ratio(100)
    assert found.iec_performance_ratio(100, irradiance="GHI").irradiance_series == "GHI"


@pytest.mark.parametrize(
    ("parts", "arguments", "told"),
    [
        ([series("A", [1]), series("B", [1]), series("POA", [1], W_M2)], {}, "production is not clear.*'A', 'B'"),
        ([series("A", [1]), series("POA", [1], W_M2), series("POA 2", [1], W_M2)], {}, "irradiance is not clear"),
        ([series("A", [1]), series("POA", [1], W_M2)], {"production": "C"}, "'C' names 0 series.*'A'"),
        ([series("T", [1], 30), series("POA", [1], W_M2)], {}, "production is not clear.*none"),
        ([series("Expected power", [1]), series("POA", [1], W_M2)], {}, "production is not clear"),
    ],
)
def test_a_series_that_is_not_clear_is_an_error(parts: list[JsonObject], arguments: dict[str, str], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        chart(*parts).iec_performance_ratio(100, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("capacity", [0.0, -1.0, math.nan, math.inf])
def test_a_capacity_that_is_none_is_an_error(capacity: float) -> None:
    with pytest.raises(ValidationError, match="a number of kW above 0 is expected"):
        chart(series("Power", [1]), series("POA", [1], W_M2)).iec_performance_ratio(capacity)


def test_bins_that_differ_or_are_not_known_are_an_error() -> None:
    power, sun = chart(series("Power", [1])), chart(series("POA", [1], W_M2), bins=60)
    with pytest.raises(ValidationError, match="bins of 15 and of 60 minutes cannot be compared"):
        power.iec_performance_ratio(100, weather=sun)
    with pytest.raises(ValidationError, match="does not say how long its bins are"):
        chart(series("Power", [1]), series("POA", [1], W_M2), bins=None).iec_performance_ratio(100)


@given(
    st.lists(st.tuples(st.none() | st.floats(-5, 500), st.none() | st.floats(-5, 1400)), min_size=1, max_size=50),
    st.floats(1, 1e5),
    st.floats(0.1, 10),
)
def test_it_scales_with_the_capacity_and_counts_every_bin_once(
    bins: list[tuple[float | None, float | None]], capacity: float, factor: float
) -> None:
    found = chart(series("P", [made for made, _ in bins]), series("POA", [sun for _, sun in bins], W_M2))
    one, other = found.iec_performance_ratio(capacity), found.iec_performance_ratio(capacity * factor)
    both = [(made, sun) for made, sun in bins if made is not None and sun is not None]
    assert (one.bins, one.bins_used) == (len(bins), len(both))
    assert one.energy == pytest.approx(math.fsum(made for made, _ in both) / 4)
    assert (one.ratio is None) == (not any(sun > 0 for _, sun in both))
    if one.ratio is not None and other.ratio is not None:
        assert one.ratio == pytest.approx(other.ratio * factor)


def test_a_day_of_the_simulator(client: Driver) -> None:
    chart = client.get_chart_data(15, "S10001", "2026-06-20", "2026-06-20", 15)
    capacity = client.get_site_config("S10001").dc_capacity_kw
    ratio = chart.iec_performance_ratio(capacity)
    assert ratio.irradiance_series == "Plane-of-array irradiance"
    assert (ratio.production_series, ratio.bins, ratio.coverage) == ("Production meter power", 96, 1)
    assert 0.6 < ratio.ratio < chart.energy_ratio, "losses that are expected are no part of the energy ratio"
