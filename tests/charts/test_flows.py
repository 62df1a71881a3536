"""Reads of time series: what goes over the wire, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from powertrack_api.api import charts
from powertrack_api.inputs import ChartRequestInput
from powertrack_api.models.chart_section import ChartSection
from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk import APIError, ValidationError
from powertrack_sdk.simulator import Simulator
from tests.bent import CHART, bent, in_zone
from tests.bent import days as asked_days
from tests.clock import START, FakeClock
from tests.driver import Connect, Driver
from tests.transports import answers
from tests.wire import ALL, Sent, get, held, wire

MENU = "/api/view/chart/builtin"
QUESTION: ChartRequestInput = {
    "chartType": 15,
    "context": "site",
    "end": "2026-06-01",
    "sectionCode": -1,
    "source": ["S10001"],
    "start": "2026-06-01",
}


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
        ({"start_date": "2026-06-26"}, "start_date 2026-06-26 lies after today"),
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


@pytest.mark.parametrize(
    ("moment", "zone", "days"),
    [
        ("2026-07-01T00:30Z", "US/Eastern", ("2026-06-29", "2026-06-30")),
        ("2026-07-01T12:00Z", "US/Eastern", ("2026-06-30", "2026-07-01")),
        ("2026-06-30T22:30Z", "Australia/Sydney", ("2026-06-30", "2026-07-01")),
        ("2026-07-01T09:59Z", "Hawaiian Standard Time", ("2026-06-29", "2026-06-30")),
        ("2026-06-30T10:30Z", "UTC+14", ("2026-06-30", "2026-07-01")),
        ("2026-07-01T11:30Z", "UTC-12:00", ("2026-06-29", "2026-06-30")),
        ("2026-07-01T00:30Z", "", ("2026-06-30", "2026-07-01")),
    ],
)
def test_today_is_that_of_the_site(
    connect: Connect, sim: Simulator, clock: FakeClock, moment: str, zone: str, days: tuple[str, str]
) -> None:
    clock.advance((datetime.fromisoformat(moment) - START).total_seconds())
    transport = bent(sim, in_zone(zone))
    connect(transport).get_chart_data(15, "S10001")
    assert asked_days(transport)[-1] == days
    assert len(asked_days(transport)) == (1 if days[1] == moment[:10] else 2), "asked again only if the days differ"


def test_the_first_day_may_be_the_one_that_has_only_begun_at_the_site(
    connect: Connect, sim: Simulator, clock: FakeClock
) -> None:
    clock.advance((datetime(2026, 6, 30, 22, 30, tzinfo=UTC) - START).total_seconds())
    transport = bent(sim, in_zone("Australia/Sydney"))
    connect(transport).get_chart_data(15, "S10001", start_date="2026-07-01")
    assert asked_days(transport) == [("2026-07-01", "2026-07-01")]
    with pytest.raises(ValidationError, match="start_date 2026-07-01 lies after today, which is 2026-06-30 at S10001"):
        connect(bent(sim, in_zone("US/Eastern"))).get_chart_data(15, "S10001", start_date="2026-07-01")


@pytest.mark.parametrize(
    ("declared", "step", "found"),
    [(1440, 96, 1440), (60, 1, 60), (None, 4, 60), (15, 4, 60), (0, 2, 30), (5, 1, 5)],
)
def test_bins_of_another_length_are_an_error(
    connect: Connect, sim: Simulator, declared: JsonValue, step: int, found: int
) -> None:
    def coarser(body: JsonObject, _: JsonObject) -> None:
        body["binSize"] = declared
        for series in objects(body["series"]):
            series["dataXy"] = [*objects(series["dataXy"])[::step]]

    client = connect(bent(sim, {CHART: coarser}))
    told = f"S10001: the chart has bins of {found} minutes, and bins of 15 minutes were asked for"
    with pytest.raises(APIError, match=told):
        client.get_chart_data(15, "S10001", "2026-06-01", "2026-06-07", 15)
    assert client.get_chart_data(15, "S10001", "2026-06-01", "2026-06-07").answered_bin_size == max(found, 15)


def test_a_few_scattered_points_are_no_other_bins(connect: Connect, sim: Simulator) -> None:
    def scattered(body: JsonObject, _: JsonObject) -> None:
        for series in objects(body["series"]):
            series["dataXy"] = [objects(series["dataXy"])[place] for place in (3, 9, 40, 41, 90, 200, 260)]

    chart = connect(bent(sim, {CHART: scattered})).get_chart_data(15, "S10001", "2026-06-01", "2026-06-07", 15)
    assert (chart.answered_bin_size, len(chart.series[0].data_xy)) == (15, 7)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"errorString": "Bins of 1 minute are not allowed."}, "Bins of 1 minute are not allowed."),
        ({"validationError": "end lies before start"}, "end lies before start"),
        ({"errors": ["one", {"text": "two"}]}, "one; two"),
        ({"error": {"message": "no rights"}}, "no rights"),
        ({"ExceptionMessage": "Object reference not set"}, "Object reference not set"),
        ({"success": False, "message": "try later"}, "try later"),
        ({"success": False}, "success is false"),
        ({"errorString": "same", "validationError": "same"}, "same"),
        ({"validationErrors": {"end": ["too late"]}}, "too late"),
        ({"modelState": {"end": ["too late"]}, "message": "The request is invalid."}, "too late"),
        ({"exception": "NullReferenceException"}, "NullReferenceException"),
        ({"fault": {"faultstring": "quota"}}, "quota"),
        ({"isSuccess": False, "message": "no rights"}, "no rights"),
        ({"succeeded": False}, "succeeded is false"),
        ({"hasError": True, "errorText": "no rights"}, "no rights"),
        ({"status": "error", "message": "no rights"}, "no rights"),
        ({"Status": "Failed"}, "status is Failed"),
    ],
)
def test_an_error_inside_an_answer_is_an_error(connect: Connect, sim: Simulator, fields: JsonObject, told: str) -> None:
    def fail(body: JsonObject, _: JsonObject) -> None:
        body.update({"series": [], "namedResults": {}, "dataNotAvailable": True, **fields})

    client = connect(bent(sim, {CHART: fail, MENU: fail, "/api/view/activealerts": fail, "/api/edit/site": fail}))
    reads: list[Callable[[], object]] = [
        lambda: client.get_chart_data(15, "S10001"),
        lambda: client.send(charts.query_chart(QUESTION, site_key="S10001")),
        lambda: client.get_chart_definitions("S10001"),
        lambda: client.get_active_alerts("S10001"),
        lambda: client.get_site_config("S10001"),
    ]
    for read in reads:
        with pytest.raises(APIError, match="PowerTrack answered 200 with an error inside: ") as caught:
            read()
        assert str(caught.value).endswith(f": {told}")
        assert caught.value.status_code == 200


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"Message": "An error has occurred."}, "An error has occurred."),
        ({"message": "No permission", "code": 17}, "No permission"),
        ({"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "No such site"}, "No such site; Bad"),
        ({"errorCode": 17}, "error 17"),
        ({"title": "Internal error", "traceId": "00-1"}, "Internal error"),
    ],
)
def test_an_answer_that_only_describes_a_problem_is_an_error(
    connect: Connect, answer: dict[str, JsonValue], told: str
) -> None:
    client = connect(answers(answer))
    reads: list[Callable[[], object]] = [
        lambda: client.get_chart_data(15, "S10001"),
        lambda: client.get_active_alerts("S10001"),
        lambda: client.get_site_config("S10001"),
        lambda: client.get_portfolio_overview("C1001"),
    ]
    for read in reads:
        with pytest.raises(APIError, match="PowerTrack answered 200 with an error inside: ") as caught:
            read()
        assert told in str(caught.value)


@pytest.mark.parametrize("answer", [{"a": 1}, {"Data": []}, {"ok": True}, {"chart": {"series": []}}, {"result": None}])
def test_an_object_of_another_kind_is_not_a_result_without_data(connect: Connect, answer: dict[str, JsonValue]) -> None:
    client = connect(answers(answer))
    reads: list[Callable[[], object]] = [
        lambda: client.get_chart_data(15, "S10001"),
        lambda: client.get_user_preferences(),
        lambda: client.get_portfolio_overview("C1001"),
    ]
    for read in reads:
        with pytest.raises(APIError, match="cannot be read"):
            read()


@pytest.mark.parametrize(
    "fields",
    [
        {"errorString": "", "validationError": None, "errors": [], "error": {}, "success": True},
        {"errorString": "  "},
        {"title": 'says "error": "of a sort"', "key": '{"errorString": "inside a text"}'},
        {"lists": [{"errors": ["of a row"], "success": False}]},
    ],
)
def test_an_answer_without_an_error_is_none(connect: Connect, sim: Simulator, fields: JsonObject) -> None:
    def add(body: JsonObject, _: JsonObject) -> None:
        body.update(fields)

    chart = connect(bent(sim, {CHART: add})).get_chart_data(15, "S10001", "2026-06-01", "2026-06-01")
    assert len(chart.series) == 3


def test_a_request_of_ones_own_gets_the_answer_as_it_came(connect: Connect, sim: Simulator) -> None:
    def fail(body: JsonObject, _: JsonObject) -> None:
        body["errors"] = ["one"]

    answer = connect(bent(sim, {"/api/edit/site": fail})).request("GET", "/api/edit/site/S10001")
    assert answer["errors"] == ["one"]
