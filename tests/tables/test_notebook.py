"""What a notebook shows: everything escaped, numbers rounded, units in headings, no credential."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

import powertrack_sdk
from powertrack_api import models
from powertrack_api.models import HardwareSetting
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.model import Model
from powertrack_core.notebook import shown
from powertrack_sdk import (
    AlertTrigger,
    ChartData,
    HardwareDetails,
    HardwareList,
    PortfolioMetrics,
    Rows,
    SiteConfig,
    SiteData,
    SiteOverview,
)
from powertrack_sdk.simulator import Simulator
from tests.driver import Driver
from tests.generated.specification import SCHEMAS, child

SCRIPT = "<script>alert('x')</script>"
CANARY = "canary-of-a-credential"


class Seen(HTMLParser):
    """What a reader of HTML sees: the texts of its cells, line by line, and the rest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self.tags: list[str] = []
        self.rest = ""
        self._inside = False
        self.feed(html)
        self.close()
        assert self.tags == [], "all that is opened is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("div", "table", "caption", "b", "tr", "th", "td")
        self.tags.append(tag)
        if tag == "tr":
            self.lines.append([])
        elif tag in ("th", "td"):
            self.lines[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.tags.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.tags[-1] in ("th", "td"):
            self.lines[-1][-1] += data
        else:
            self.rest += data

    @property
    def told(self) -> dict[str, str]:
        """A table of two columns as a map."""
        return {line[0]: line[1] for line in self.lines[1:]}


def seen(value: object) -> Seen:
    html = value._repr_html_()  # type: ignore[attr-defined]  # whatever the test has, a notebook would ask it
    assert isinstance(html, str)
    return Seen(html)


def test_a_chart() -> None:
    points: list[JsonValue] = [{"x": 1_793_505_600_000 + hour * 3_600_000, "y": hour * 1234.56789} for hour in range(3)]
    chart = ChartData.from_json(
        {
            "title": "Power of a day",
            "timeZone": "US/Eastern",
            "series": [{"name": "Power", "units": 10, "dataXy": [*points, {"x": 1_793_516_400_000, "y": "NaN"}]}],
        }
    )
    assert seen(chart).rest == "Power of a day: 4 rows"
    assert seen(chart).lines == [
        ["time", "Power (kW)"],
        ["2026-11-01 00:00:00-04:00", "0"],
        ["2026-11-01 01:00:00-04:00", "1,234.568"],
        ["2026-11-01 01:00:00-05:00", "2,469.136"],
        ["2026-11-01 02:00:00-05:00", "NaN"],
    ]


@pytest.mark.parametrize("values", [[], [None, None]])
def test_a_chart_names_a_device_without_a_value(values: list[JsonValue]) -> None:
    dead: list[JsonValue] = [{"x": place * 900_000, "y": value} for place, value in enumerate(values)]
    live: list[JsonValue] = [{"x": 0, "y": 1.5}, {"x": 900_000, "y": 2.5}]
    series: list[JsonValue] = [{"name": "Inverter 1", "dataXy": live}, {"name": "Inverter 2", "dataXy": dead}]
    chart = ChartData.from_json({"timeZone": "US/Eastern", "series": series})
    assert seen(chart).lines[0] == ["time", "Inverter 1", "Inverter 2"]
    assert chart.to_pandas()["Inverter 2"].isna().all()
    assert chart.to_polars()["Inverter 2"].to_list() == [None, None]
    assert chart.to_arrow()["Inverter 2"].to_pylist() == [None, None]


def test_sites(client: Driver) -> None:
    overview = client.get_portfolio_overview("C1001")
    first, *others = seen(overview).lines

    assert {"key", "name", "power (kW)", "today (kWh)", "availability (%)"} <= set(first)
    assert "rated_power" not in first, "columns that hold nothing are left out"
    assert [line[first.index("name")] for line in others] == [site.name for site in overview.sites]
    power = [line[first.index("power (kW)")] for line in others]
    assert power == [shown(site.power) for site in overview.sites]


def test_long_tables_are_cut() -> None:
    rows = Rows(AlertTrigger, [AlertTrigger(key=f"AS{number}") for number in range(63)])
    found = seen(rows)

    assert [line[0] for line in found.lines[1:]] == [f"AS{number}" for number in range(40)]
    assert found.rest == "AlertTrigger: 63 rows... and 23 more"
    assert seen(Rows(AlertTrigger, rows[:40])).rest == "AlertTrigger: 40 rows"
    assert seen(Rows(AlertTrigger)).rest == "AlertTrigger: 0 rows"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0.0, "0"),
        (1.0, "1"),
        (1234567.0, "1,234,567"),
        (1200.0, "1,200"),
        (0.12345, "0.123"),
        (-2.5, "-2.5"),
        (0.00001234567, "1.235e-05"),
        (1.5e300, "1.5e+300"),
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (10001, "10001"),
        (models.FunctionCode.PRODUCTION_METER, "production meter"),
        (datetime(2026, 6, 24, 16, 0, 0, 500000, UTC), "2026-06-24 16:00:00+00:00"),
        ([1], "1 item"),
        ({}, "0 items"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + "..."),
    ],
)
def test_values_in_a_few_words(value: object, text: str) -> None:
    assert shown(value) == text


def hostile() -> list[object]:
    """Results with markup wherever there may be text."""
    series: JsonObject = {"name": SCRIPT, "customUnit": SCRIPT, "dataXy": [{"x": 0, "y": 1}]}
    device: JsonObject = {"key": SCRIPT, "dataRegisters": [{"name": SCRIPT, "value": 1.0}], "description": SCRIPT}
    site = powertrack_sdk.SiteDetailedInfo.from_json({"key": SCRIPT, "name": SCRIPT})
    registers: JsonObject = {
        "key": "H1",
        "hardwareName": SCRIPT,
        "registerSets": [{"name": SCRIPT, "registers": [{"name": SCRIPT}]}],
    }
    return [
        ChartData.from_json({"title": SCRIPT, "timeZone": SCRIPT, "series": [series]}),
        HardwareList(powertrack_sdk.Hardware.many([device])),
        PortfolioMetrics.from_json({"key": "C1", "sites": [{"key": "S1", "name": SCRIPT, "alertSeverity": SCRIPT}]}),
        powertrack_sdk.AlertTriggers.from_json({"key": "H1", "triggers": [{"key": "AS1", "description": SCRIPT}]}),
        powertrack_sdk.AlertSummaryResponse.from_json({"siteSummary": {SCRIPT: {"count": 1}}}),
        powertrack_sdk.HardwareDiagnostics.from_json(registers),
        SiteConfig.from_json({"key": "S1", "name": SCRIPT, "location": {"city": SCRIPT}}),
        SiteData(site=site, fetched_at=datetime(2026, 6, 24, tzinfo=UTC)),
    ]


@pytest.mark.filterwarnings("ignore:the time zone")
@pytest.mark.parametrize("result", hostile(), ids=lambda result: type(result).__name__)
def test_markup_is_escaped(result: object) -> None:
    found = seen(result)
    assert any(SCRIPT in cell for line in found.lines for cell in line), "it is shown, as text"


def test_one_object(client: Driver) -> None:
    config = client.get_site_config("S10001")
    found = seen(config)

    assert found.rest.startswith("SiteConfig")
    assert found.lines[0] == ["attribute", "value"]
    assert found.told["key"] == "S10001"
    assert found.told["name"] == config.name
    assert found.told["location"].startswith("Location(")
    assert seen(client.get_site_overview("S10001")).told["pv_capacity_ac (kW)"] == "500"


def test_a_site_whole(client: Driver) -> None:
    data = client.get_site_data("S10001")

    assert seen(data).told == {
        "key": "S10001",
        "name": "Maple Ridge Solar",
        "hardware_count": "8",
        "active_alerts_count": "0",
        "failures": "0",
        "fetched_at": data.fetched_at.isoformat(" ", "seconds"),
    }
    assert repr(data) == (
        "SiteData(key='S10001', name='Maple Ridge Solar', hardware_count=8, active_alerts_count=0, failures=0, "
        f"fetched_at={data.fetched_at.isoformat(' ', 'seconds')!r})"
    )
    assert data.hardware.to_polars()["key"].to_list() == [device.key for device in data.hardware]


def test_a_chart_is_printed_in_short(client: Driver) -> None:
    chart = client.get_chart_data(15, "S10001", "2026-06-23", "2026-06-23", 15)
    assert repr(chart) == f"ChartData(title={chart.title!r}, time_zone='US/Eastern', series=3, points=96)"
    assert repr(ChartData()) == "ChartData(title=None, time_zone=None, series=0, points=0)"


def secrets() -> list[tuple[type[Model], str]]:
    """Classes with attributes that may hold a credential, and the JSON names of those."""
    return [
        (getattr(models, schema), field)
        for schema in SCHEMAS
        if schema in models.__all__
        for field in child(SCHEMAS[schema], "properties")
        if any(key.startswith("x-powertrack-secret") for key in child(SCHEMAS[schema], "properties", field))
    ]


@pytest.mark.parametrize(("kind", "field"), secrets())
def test_credentials_are_never_shown(kind: type[Model], field: str) -> None:
    part = kind.from_json({"key": "K1", "name": "dev:community", field: CANARY})
    rows = Rows(kind, [part])

    assert CANARY in str(attributes(part)), "it can be had, it is only not shown"
    frames = (rows.to_pandas().to_csv(), str(rows.to_polars().to_dicts()), str(rows.to_arrow().to_pylist()))
    for text in (part._repr_html_(), rows._repr_html_(), repr(rows), *frames, repr(rows.table())):
        assert CANARY not in text


def attributes(part: Model) -> dict[str, object]:
    return {name: getattr(part, name) for name in part.secret_names}


def test_passwords_of_a_device_are_never_shown(client: Driver, sim: Simulator) -> None:
    details = client.get_hardware_details("H100002")
    held = [setting.value for setting in details.settings if isinstance(setting.value, str) and setting.value]
    settings = Rows(HardwareSetting, details.settings)

    assert held
    assert seen(settings).lines[0] == ["name", "type_", "index"]
    shown_names = {line[0] for line in seen(settings).lines}
    assert {"dev:community", "dev:authentication"} <= shown_names
    for value in held:
        assert value not in {cell for line in seen(settings).lines for cell in line}
        assert value not in seen(details).told.values()


MODELS = [
    found
    for name in powertrack_sdk.__all__
    if isinstance(found := getattr(powertrack_sdk, name), type) and issubclass(found, (Model, list))
]


def test_there_are_many_models() -> None:
    assert {SiteConfig, SiteOverview, HardwareDetails, ChartData, HardwareList, Rows} <= set(MODELS)


@pytest.mark.parametrize("kind", MODELS)
def test_every_public_model_has_a_table(kind: type) -> None:
    assert callable(getattr(kind, "_repr_html_", None))
