"""Charts look like those of a plant under the sun."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from powertrack_core.decoding import JsonObject, JsonValue

from .browser import FAULTED_SITE, INVERTER, METER, SITE, STATION, Browser, OpenBrowser, an_object, figure, part, rows

EASTERN = ZoneInfo("America/New_York")
QUARTER = 900_000


def line(chart: JsonObject, name: str) -> JsonObject:
    return next(each for each in rows(chart, "series") if name in str(each["name"]))


def points(chart: JsonObject, name: str) -> dict[int, float]:
    return {int(figure(point["x"])): figure(point["y"]) for point in rows(line(chart, name), "dataXy")}


def local_hour(milliseconds: int, zone: ZoneInfo = EASTERN) -> float:
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(zone)
    return moment.hour + moment.minute / 60


def test_a_day_in_summer(browser: Browser) -> None:
    chart = an_object(browser.chart())
    power = points(chart, "Production meter power")
    assert len(power) == 96
    assert local_hour(min(power)) == 0
    assert all(value == 0 for x, value in power.items() if local_hour(x) < 5 or local_hour(x) >= 21)
    assert all(value > 0 for x, value in power.items() if 7 <= local_hour(x) < 19)
    noon = max(power, key=lambda x: power[x])
    assert 10 < local_hour(noon) < 16
    assert 0.6 * 500 < power[noon] <= 500
    assert line(chart, "Production meter power")["units"] == 10
    assert chart["timeZone"] == "US/Eastern"
    assert chart["binSize"] == 15
    assert chart["errorString"] == chart["validationError"] == ""


def test_irradiance_drives_the_plant(browser: Browser) -> None:
    chart = an_object(browser.chart())
    irradiance, expected = points(chart, "irradiance"), points(chart, "Expected power")
    assert 600 < max(irradiance.values()) < 1200
    assert line(chart, "irradiance")["rightAxis"] is True
    assert all((irradiance[x] > 0) == (expected[x] > 0) for x in expected)
    power = points(chart, "Production meter power")
    assert all(power[x] <= expected[x] for x in power)


def test_clouds_differ_between_days_and_sites(browser: Browser) -> None:
    days = [browser.chart(start=day, end=day) for day in ("2026-06-20", "2026-06-21")] + [browser.chart("S10002")]
    curves = [tuple(points(an_object(day), "irradiance").values()) for day in days]
    assert len(set(curves)) == 3


def test_winter_gives_less_than_summer(browser: Browser) -> None:
    def energy(start: str, end: str) -> float:
        return figure(part(an_object(browser.chart(start=start, end=end, binSize=1440)), "namedResults")["energy"])

    assert energy("2025-12-01", "2025-12-31") < 0.7 * energy("2026-05-01", "2026-05-31")


@pytest.mark.parametrize(("day", "bins"), [("2026-03-08", 92), ("2025-11-02", 100), ("2026-03-09", 96)])
def test_days_when_clocks_change(browser: Browser, day: str, bins: int) -> None:
    power = points(an_object(browser.chart(start=day, end=day)), "power")
    assert len(power) == bins
    starts = sorted(power)
    assert all(after - before == QUARTER for before, after in pairwise(starts))
    assert local_hour(starts[0]) == 0
    assert local_hour(starts[-1]) == 23.75


def test_hours_of_a_day_when_clocks_change(browser: Browser) -> None:
    power = points(an_object(browser.chart(start="2026-03-08", end="2026-03-09", binSize=60)), "power")
    assert len(power) == 23 + 24


@pytest.mark.parametrize(("size", "bins"), [(1, 1440), (5, 288), (15, 96), (20, 72), (60, 24), (1000, 2)])
def test_energy_is_the_sum_of_the_bins(browser: Browser, size: int, bins: int) -> None:
    chart = an_object(browser.chart(binSize=size))
    power = points(chart, "power")
    assert len(power) == bins
    hours = [size / 60] * (bins - 1) + [24 - size / 60 * (bins - 1)]
    total = sum(value * hour for value, hour in zip(power.values(), hours, strict=True))
    assert total == pytest.approx(figure(part(chart, "namedResults")["energy"]), rel=1e-5)


@pytest.mark.parametrize(("size", "bins"), [(1440, 59), (2880, 30), (44640, 3), (527040, 2)])
def test_long_bins_carry_energy(browser: Browser, size: int, bins: int) -> None:
    chart = an_object(browser.chart(start="2025-11-15", end="2026-01-12", binSize=size))
    energy = points(chart, "Production meter net energy")
    assert len(energy) == bins
    assert line(chart, "Production meter net energy")["units"] == 11
    assert all(local_hour(x) == 0 for x in energy)
    assert sum(energy.values()) == pytest.approx(figure(part(chart, "namedResults")["energy"]), rel=1e-6)


def test_size_of_the_bins_does_not_change_the_energy(browser: Browser) -> None:
    sums = [figure(part(an_object(browser.chart(binSize=size)), "namedResults")["energy"]) for size in (15, 60, 1440)]
    assert sums == pytest.approx([sums[0]] * 3)


def test_named_results(browser: Browser) -> None:
    results = part(an_object(browser.chart()), "namedResults")
    names = {
        "ageAC",
        "clipping",
        "downtime",
        "energy",
        "estEnergy",
        "expEnergy",
        "inverter",
        "inverterLimit",
        "snow",
        "soiling",
    }
    assert set(results) == names
    assert 0.85 < figure(results["energy"]) / figure(results["expEnergy"]) <= 1
    assert results["downtime"] == 0
    assert figure(results["soiling"]) > 0


def test_a_broken_inverter_costs_downtime(open_browser: OpenBrowser) -> None:
    browser = open_browser(sites=4)
    chart = an_object(browser.chart(FAULTED_SITE, start="2026-06-24", end="2026-06-24", chartType=2))
    assert figure(part(chart, "namedResults")["downtime"]) > 0
    assert [each["dataMax"] for each in rows(chart, "series")].count(0) == 1


def test_each_inverter_has_a_line(browser: Browser) -> None:
    chart = an_object(browser.chart(chartType=2))
    series = rows(chart, "series")
    names = [node["name"] for node in rows(browser.nodes(SITE, subKinds=[1]), "nodes")]
    assert [each["name"] for each in series] == names
    assert chart["hardwareKeys"] == ["H100005", "H100006", "H100007", "H100008"]
    assert len({str(each["dataXy"]) for each in series}) == 4
    assert all(figure(each["dataMax"]) <= 125 for each in series)
    meter = points(an_object(browser.chart()), "power")
    together = [sum(values) for values in zip(*(points(chart, str(name)).values() for name in names), strict=True)]
    assert all(0.98 * total <= at_meter <= total for total, at_meter in zip(together, meter.values(), strict=True))


def test_power_is_clipped_at_the_rating(browser: Browser) -> None:
    chart = an_object(browser.chart(chartType=2, start="2026-05-01", end="2026-06-20"))
    assert max(figure(each["dataMax"]) for each in rows(chart, "series")) == 125.0
    assert figure(part(chart, "namedResults")["clipping"]) > 0


def test_one_device(browser: Browser) -> None:
    for name in ("hardwareSet", "source"):
        chosen: JsonObject = {name: [INVERTER]}
        assert an_object(browser.chart(chartType=2, **chosen))["hardwareKeys"] == [INVERTER]
    assert an_object(browser.chart(source=[METER]))["hardwareKeys"] == [METER]


def test_weather(browser: Browser) -> None:
    chart = an_object(browser.chart(chartType=21))
    assert chart["hardwareKeys"] == [STATION] * 3
    ambient, module = points(chart, "Ambient"), points(chart, "Module")
    assert 5 < min(ambient.values()) < max(ambient.values()) < 45
    assert max(module.values()) > max(ambient.values()) + 10


def test_a_chart_built_from_a_query_shows_losses(browser: Browser) -> None:
    chart = an_object(browser.chart(chartType=1, query={"kpiChart": {}}, binSize=1440, start="2026-06-01"))
    names = [each["name"] for each in rows(chart, "series")]
    assert names[0] == "Production meter net energy"
    assert {"Snow loss", "Soiling loss", "Clipping loss", "Downtime loss"} <= set(names)
    assert [each["visible"] for each in rows(chart, "series")].count(False) == 1


def test_several_sites(browser: Browser) -> None:
    chart = an_object(browser.chart(source=[SITE, "S10002"]))
    assert len(rows(chart, "series")) == 6
    assert len({each["name"] for each in rows(chart, "series")}) == 6


def test_the_future_of_a_day_is_not_known(browser: Browser) -> None:
    chart = an_object(browser.chart(start="2026-06-24", end="2026-06-24"))
    power = points(chart, "power")
    assert len(power) == 52
    assert max(power) + QUARTER == browser.simulator.now.timestamp() * 1000
    assert chart["lastDataDatetime"] == "2026-06-24T16:45:00Z"


def test_a_chart_that_begins_later_is_answered_in_full(browser: Browser) -> None:
    assert len(points(an_object(browser.chart(start="2029-02-01", end="2029-02-01")), "power")) == 96


def test_dates_may_be_date_times(browser: Browser) -> None:
    plain = an_object(browser.chart(start="2026-06-20", end="2026-06-22"))
    timed = an_object(browser.chart(start="2026-06-20T00:00:00Z", end="2026-06-22T23:59:59Z"))
    assert timed["series"] == plain["series"]
    assert (timed["start"], timed["end"]) == ("2026-06-20T00:00:00", "2026-06-22T23:59:59")


@pytest.mark.parametrize(
    "changes",
    [
        {"start": None},
        {"start": "today"},
        {"end": "2026-13-01"},
        {"end": "2026-06-21"},
        {"start": 20260622},
        {"start": "0001-01-01"},
        {"end": "9999-12-31"},
        {"start": "1990-01-01"},
        {"binSize": 0},
        {"binSize": -15},
        {"binSize": 7.5},
        {"binSize": "15"},
        {"binSize": True},
        {"chartType": None},
        {"source": []},
        {"source": SITE},
    ],
)
def test_questions_that_make_no_sense(browser: Browser, changes: dict[str, JsonValue]) -> None:
    response = browser.chart(**changes)
    assert response.status_code == 400
    assert response.json()["message"]


@pytest.mark.parametrize("source", [["S1"], [None], [SITE, "H1"]])
def test_sources_that_there_are_not(browser: Browser, source: list[JsonValue]) -> None:
    assert browser.chart(source=source).status_code == 404
