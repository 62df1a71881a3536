"""Totals over the portfolio table, whatever its figures are."""

from __future__ import annotations

import math

import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk import PortfolioMetrics, ValidationError


def table(*rows: JsonObject, **fields: JsonValue) -> PortfolioMetrics:
    named: list[JsonValue] = [{"key": f"S{number}", **row} for number, row in enumerate(rows)]
    return PortfolioMetrics.from_json({"key": "C1001", "sites": named, **fields})


ODD: list[JsonValue] = ["NaN", "Infinity", "-Infinity", None, "12", True, [], {}]


def test_totals() -> None:
    found = table(
        {"pvCapacityAc": 500.0, "pvCapacityDc": 640, "today": 2025.3, "power": 436.5, "availability": 100},
        {"pvCapacityAc": 250.5, "pvCapacityDc": 300, "today": 0, "power": -0.5, "availability": 50.0},
    )
    assert found.total_sites == 2
    assert found.total_capacity_ac == 750.5
    assert found.total_capacity_dc == 940.0
    assert found.total_energy_today == 2025.3
    assert found.total_power == 436.0
    assert found.average_availability == 75.0


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_number_poisons_no_total(odd: JsonValue) -> None:
    names = ("pvCapacityAc", "pvCapacityDc", "today", "power", "availability")
    found = table(dict.fromkeys(names, odd), dict.fromkeys(names, 3.5), {})
    totals = [found.total_capacity_ac, found.total_capacity_dc, found.total_energy_today, found.total_power]
    assert totals == [3.5] * 4
    assert found.average_availability == 3.5
    assert found.total_sites == 3


def test_both_infinities_poison_no_total() -> None:
    assert table({"power": "Infinity"}, {"power": "-Infinity"}, {"power": 1}).total_power == 1


def test_many_small_figures_add_up_exactly() -> None:
    rows: list[JsonObject] = [{"today": 0.1}] * 10
    assert table(*rows).total_energy_today == 1.0


@pytest.mark.parametrize("found", [table(), PortfolioMetrics.from_json({"key": "C1001"}), table({}, {})])
def test_no_figures_at_all(found: PortfolioMetrics) -> None:
    assert found.total_capacity_ac == found.total_capacity_dc == found.total_energy_today == found.total_power == 0
    assert found.average_availability is None
    assert found.sites_with_alerts == 0
    assert found.online_sites == 0


def test_a_site_with_nan_keeps_its_own_figure() -> None:
    power = table({"power": "NaN"}).sites[0].power
    assert power is not None
    assert math.isnan(power)


def test_sites_with_alerts() -> None:
    found = table(
        {"alertSeverity": 5, "alertName": "Inverter fault"},
        {"alertSeverity": None, "alertName": "Snow"},
        {"alertSeverity": 3, "alertName": ""},
        {"alertSeverity": None, "alertName": ""},
        {"alertSeverity": 0},
        {},
    )
    assert found.sites_with_alerts == 3


@pytest.mark.parametrize(
    ("last_data", "online"),
    [
        ("2026-06-24T16:56:34Z", 1),
        ("2026-06-24T12:56:34-04:00", 1),
        ("2026-06-23T17:00:00Z", 1),
        ("2026-06-23T16:59:59Z", 0),
        ("2026-06-24T17:05:00Z", 1),
        ("2026-06-24T16:56:34", 1),
        ("0001-01-01T00:00:00", 0),
        ("soon", 0),
        (None, 0),
    ],
)
def test_online_is_what_sent_data_within_a_day(last_data: JsonValue, online: int) -> None:
    found = table({"lastDataUTC": last_data}, lastChanged="2026-06-24T17:00:00Z")
    assert found.online_sites == online


@pytest.mark.parametrize(
    ("changed", "online"), [("2026-06-24T17:00:00", 1), ("0001-01-01T00:00:00", 0), ("soon", 0), (None, 0)]
)
def test_online_with_an_odd_moment_of_the_table(changed: JsonValue, online: int) -> None:
    assert table({"lastDataUTC": "2026-06-24T16:56:34Z"}, lastChanged=changed).online_sites == online


@pytest.mark.parametrize("odd", ODD[:4])
def test_sites_without_a_figure_are_listed(odd: JsonValue) -> None:
    found = table({"availability": odd}, {"availability": 98}, {"availability": 0}, {})
    assert [site.key for site in found.sites_without("availability")] == ["S0", "S3"]
    assert found.average_availability == 49
    with pytest.raises(ValidationError, match=r"'avialability' is not a figure of a site.*availability"):
        found.sites_without("avialability")
