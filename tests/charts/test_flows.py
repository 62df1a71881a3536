"""Reads of time series: what goes over the wire, and what comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from powertrack_api.decoding import JsonObject, JsonValue, objects
from powertrack_api.models.chart_section import ChartSection
from powertrack_sdk import ValidationError
from powertrack_sdk.simulator import Simulator
from tests.clock import FakeClock
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import ALL, Sent, get, held, wire

MENU = "/api/view/chart/builtin"


def question(start: str, end: str, bin_size: JsonValue = None, chart: int = 15, site: str = "S10001") -> JsonObject:
    return {
        "binSize": bin_size,
        "chartType": chart,
        "context": "site",
        "end": end,
        "query": None,
        "sectionCode": -1,
        "source": [site],
        "start": start,
    }


def asked(body: JsonObject, site: str = "S10001") -> list[Sent]:
    return [Sent("POST", "/api/view/chart", ALL, f"/powertrack/{site}/overview/dashboard", body)]


def test_a_day_of_power(client: Driver, sim: Simulator) -> None:
    day = date(2026, 6, 23)
    chart = client.get_chart_data(15, "S10001", day, day, 15)
    body = question("2026-06-23", "2026-06-23", 15)
    assert wire(sim) == asked(body)
    document = held(sim, "/api/view/chart", ALL, body)
    assert chart.raw == document
    rows = objects(document["series"])
    assert [series.name for series in chart.series] == [row["name"] for row in rows]
    for series, row in zip(chart.series, rows, strict=True):
        assert series.data_xy == [(point["x"], point["y"]) for point in objects(row["dataXy"])]
        assert len(series.data_xy) == 96
    first, last = chart.series[0].data_xy[0][0], chart.series[0].data_xy[-1][0]
    assert datetime.fromtimestamp(first / 1000, UTC) >= datetime(2026, 6, 23, 4, tzinfo=UTC), "midnight in New York"
    assert last - first == 95 * 15 * 60 * 1000
    results = document["namedResults"]
    assert isinstance(results, dict)
    assert (chart.energy_production, chart.expected_energy) == (results["energy"], results["expEnergy"])
    assert chart.performance_ratio is not None
    assert 0 < chart.performance_ratio < 1.1
    assert chart.losses["soiling"] == results["soiling"]


def test_the_parts_of_a_question_by_name(client: Driver, sim: Simulator) -> None:
    client.get_chart_data(chart_type=21, site_id=10002, start_date="2026-06-01", end_date="2026-06-03", bin_size=1440)
    assert wire(sim) == asked(question("2026-06-01", "2026-06-03", 1440, 21, "S10002"), "S10002")


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        (None, None, "2026-06-23", "2026-06-24"),
        (None, "2026-03-01", "2026-02-28", "2026-03-01"),
        ("2026-06-20", None, "2026-06-20", "2026-06-24"),
        ("2026-06-20T23:30:00-04:00", "2026-06-21T00:30:00Z", "2026-06-20", "2026-06-21"),
        (datetime(2026, 6, 20, 23, 30, tzinfo=UTC), date(2026, 6, 21), "2026-06-20", "2026-06-21"),
        ("20260620", "2026-06-20", "2026-06-20", "2026-06-20"),
    ],
)
def test_the_days(
    client: Driver, sim: Simulator, start: date | str | None, end: date | str | None, first: str, last: str
) -> None:
    client.get_chart_data(15, "S10001", start, end)
    assert wire(sim) == asked(question(first, last))


def test_today_is_the_day_of_the_clock(client: Driver, sim: Simulator, clock: FakeClock) -> None:
    clock.advance(-24 * 3600)
    client.get_chart_data(15, "S10001")
    assert wire(sim) == asked(question("2026-06-22", "2026-06-23"))


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (
            {"start_date": "2026-06-24", "end_date": "2026-06-23"},
            "start_date 2026-06-24 lies after end_date 2026-06-23",
        ),
        ({"start_date": "2026-06-25"}, "start_date 2026-06-25 lies after end_date 2026-06-24"),
        ({"start_date": "yesterday"}, "start_date is 'yesterday'; a date such as"),
        ({"end_date": "2026-02-30"}, "end_date is '2026-02-30'; a date such as"),
        ({"start_date": ""}, "start_date is ''; a date such as"),
        ({"bin_size": 0}, "bin_size is 0; it is a number of minutes"),
        ({"bin_size": -15}, "bin_size is -15; it is a number of minutes"),
    ],
)
def test_an_odd_question_is_refused(
    client: Driver, sim: Simulator, arguments: dict[str, str | int], problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        client.get_chart_data(15, "S10001", **arguments)
    assert sim.requests == []


def test_a_chart_of_something_else_is_refused(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="the key of a site is expected"):
        client.get_chart_data(15, "H100005")
    assert sim.requests == []


def menu(site: str = "S10001") -> Sent:
    return Sent("POST", MENU, {}, f"/powertrack/{site}/administration/config", {"siteKeys": [site]})


@pytest.mark.parametrize("site", ["S10002", "s10002", 10002])
def test_the_charts_of_a_site(client: Driver, sim: Simulator, site: str | int) -> None:
    charts = client.get_chart_definitions(site)
    assert wire(sim) == [menu("S10002")]
    sections = objects(held(sim, MENU, {}, {"siteKeys": ["S10002"]})["chartMenuSections"])
    assert [(chart.section, chart.section_code, chart.raw) for chart in charts] == [
        (section["title"], section["sectionCode"], row)
        for section in sections
        for row in objects(section["predefinedCharts"])
    ]
    assert [chart.section for chart in charts] == ["Production"] * 3 + ["Weather"] * 3 + ["Financial View"] * 3
    irradiance = next(chart for chart in charts if chart.chart_type == 21)
    assert (irradiance.display_name, irradiance.section_code) == ("Irradiance", ChartSection.WEATHER)
    assert irradiance.extra == {}


def test_the_charts_of_a_site_that_the_session_knows(client: Driver, sim: Simulator) -> None:
    charts = client.get_chart_definitions()
    assert wire(sim) == [get("/api/node/favorites", query={}), menu()]
    assert client.get_chart_data(charts[0].chart_type, "S10001").series


def test_without_a_site_that_the_session_knows_there_are_no_charts(connect: Connect) -> None:
    transport = answers([], {"list": None})
    with pytest.raises(ValidationError, match="name a site by its key"):
        connect(transport).get_chart_definitions()
    assert [request.url.path for request in transport.requests] == ["/api/node/favorites", "/api/notifications/session"]


def test_a_menu_of_something_else_is_refused(client: Driver, sim: Simulator) -> None:
    with pytest.raises(ValidationError, match="the key of a site is expected"):
        client.get_chart_definitions("H100005")
    assert sim.requests == []


@pytest.mark.parametrize("sections", [None, [], [{}], [{"title": "Weather", "predefinedCharts": None}], [None]])
def test_a_menu_without_charts(connect: Connect, sections: JsonValue) -> None:
    assert connect(answers({"chartMenuSections": sections})).get_chart_definitions("S10001") == []


def test_charts_of_which_little_is_known(connect: Connect) -> None:
    body: JsonObject = {
        "chartMenuSections": [
            {"predefinedCharts": [{"chartType": 15}]},
            {"title": "Odd", "sectionCode": 999, "predefinedCharts": [{"chartType": 15}, {"displayName": None}]},
        ]
    }
    charts = connect(answers(body)).get_chart_definitions("S10001")
    assert [(chart.chart_type, chart.section, chart.section_code) for chart in charts] == [
        (15, None, None),
        (15, "Odd", 999),
        (None, "Odd", 999),
    ]
