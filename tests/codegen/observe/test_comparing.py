"""What traffic shows and the specification does not say: kinds of news, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.documents import Json, JsonObject
from codegen.locations import EVIDENCE, SPEC
from codegen.observe.observation import OFTEN
from codegen.observe.unknown import unknown_operations
from powertrack_sdk.traffic.findings import Level
from tests.codegen.observe.observing import observed, told
from tests.codegen.observe.recording import DASHBOARD, Recording

WEATHER = "/api/view/siteweather/S54321"


def news(specification: JsonObject, folder: Path, recording: Recording) -> list[str]:
    return told(observed(specification, recording.save(folder / "traffic.har"))[0])


def test_all_evidence_shows_nothing_new(specification: JsonObject) -> None:
    observation, traffic = observed(specification, SPEC / EVIDENCE)

    assert told(observation) == []
    assert observation.level is Level.NOTHING
    assert traffic.kept == len(list((SPEC / EVIDENCE).rglob("*.json")))
    assert (traffic.complaints, traffic.skipped) == ([], {})


@pytest.mark.parametrize(
    ("answer", "expected", "level"),
    [
        ({}, [], Level.NOTHING),
        ({"novelty": 0.5}, ["field: SiteWeather.novelty"], Level.COMPATIBLE),
        ({"condition": None}, ["null: SiteWeather.condition"], Level.COMPATIBLE),
        ({"condition": 7}, ["type: SiteWeather.condition"], Level.BREAKING),
        ({"condition": ["Clear"]}, ["type: SiteWeather.condition"], Level.BREAKING),
        ({"forecast": {"high": 1}}, ["type: SiteWeather.forecast"], Level.BREAKING),
        ({"forecast": [None]}, ["null: SiteWeather.forecast[]"], Level.COMPATIBLE),
        ({"forecast": [{"rain": 1}]}, ["field: WeatherForecast.rain"], Level.COMPATIBLE),
        ({"forecast": [{"date": "soon"}]}, ["form of a text: WeatherForecast.date"], Level.BREAKING),
        ({"lastChanged": ""}, ["form of a text: SiteWeather.lastChanged"], Level.COMPATIBLE),
        ({"temperature": "warm"}, ["form of a text: SiteWeather.temperature"], Level.BREAKING),
        ({"temperatureUnit": 9058}, ["enumeration value: UnitCode: code 9058"], Level.COMPATIBLE),
        ({"temperatureUnit": 30.5}, ["type: SiteWeather.temperatureUnit"], Level.BREAKING),
        ({"temperature": "NaN", "high": None, "low": 4, "windSpeed": "-Infinity"}, [], Level.NOTHING),
        ({"lastChanged": None, "date": "0001-01-01T00:00:00"}, [], Level.NOTHING),
        ({"temperatureUnit": 47}, [], Level.NOTHING),
        (
            {"temperatureUnit": 987654321},
            ["enumeration value: UnitCode: a number too large for a code"],
            Level.COMPATIBLE,
        ),
        ({"key": None}, ["identity missing: SiteWeather.key"], Level.BREAKING),
        ({"key": "H54321"}, ["form of a text: SiteWeather.key"], Level.BREAKING),
    ],
)
def test_an_answer_is_compared_field_by_field(
    specification: JsonObject, tmp_path: Path, answer: JsonObject, expected: list[str], level: Level
) -> None:
    recording = Recording().see("GET", WEATHER, {"key": "S54321", **answer})
    observation, _ = observed(specification, recording.save(tmp_path / "traffic.har"))

    assert told(observation) == expected
    assert observation.level is level


@pytest.mark.parametrize(
    ("method", "path", "answer", "expected"),
    [
        (
            "GET",
            "/api/view/tickets/S5/activecount",
            3,
            "first value: GET /api/view/tickets/{siteKey}/activecount, answer",
        ),
        ("GET", "/api/netsuite/cases/S54321", [{"id": 1}], "first value: GET /api/netsuite/cases/{siteKey}, answer[]"),
        ("GET", "/api/view/chart/builtin", {"a": 1}, "first value: GET /api/view/chart/builtin, answer"),
        ("GET", "/api/view/pvsystmodules/S54321", [{"name": "a", "value": None}], "null: NamedValue.value"),
        ("GET", "/api/view/siteweather/S54321", ["Clear"], "type: GET /api/view/siteweather/{siteKey}, answer"),
    ],
)
def test_answers_that_are_no_objects_are_compared_too(
    specification: JsonObject, tmp_path: Path, method: str, path: str, answer: Json, expected: str
) -> None:
    assert expected in news(specification, tmp_path, Recording().see(method, path, answer))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/view/novelty/S54321", "operation: GET /api/view/novelty/{siteKey}"),
        ("/api/view/novelty/12345/parts/7", "operation: GET /api/view/novelty/{id}/parts/{id}"),
        ("/api/view/novelty/7d9f2b64-8c1e-4f0a-9b3d-5e6a7c8d9e0f", "operation: GET /api/view/novelty/{guid}"),
        ("/api/view/novelty/3C:7F:9A:2B:4D:5E", "operation: GET /api/view/novelty/{mac}"),
        ("/api/view/novelty/Some%20Name", "operation: GET /api/view/novelty/{text}"),
        ("/api/view/novelty/Q77", "operation: GET /api/view/novelty/{otherKey}"),
        ("/api/edit/site/H54321", "kind of key: GET /api/edit/site/{hardwareKey}"),
        ("/api/view/siteshares/H54321", "kind of key: GET /api/view/siteshares/{hardwareKey}"),
    ],
)
def test_what_a_path_names_is_left_open(specification: JsonObject, tmp_path: Path, path: str, expected: str) -> None:
    assert news(specification, tmp_path, Recording().see("GET", path, {"a": 1})) == [expected]


def test_paths_of_one_template_are_written_as_one_operation(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording()
    for key in ("S54321", "S54322", "H54321", "C5432"):
        recording.see("GET", f"/api/view/novelty/{key}", {"a": 1})

    observation, _ = observed(specification, recording.save(tmp_path / "traffic.har"))
    assert told(observation) == [
        f"operation: GET /api/view/novelty/{{{kind}}}" for kind in ("customerKey", "hardwareKey", "siteKey")
    ]
    assert [one.path for one in unknown_operations(observation)] == ["/api/view/novelty/{key}"]


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        ("/api/alerttrigger/AS54321", {"key": "AS54321", "novelty": 1}, ["field: AlertTrigger.novelty"]),
        ("/api/alerttrigger/x2d00ff", {"key": "x2d00ff", "novelty": 1}, ["field: AlertTrigger.novelty"]),
        ("/api/alerttrigger/S54321", {"key": "S54321", "novelty": 1}, ["field: AlertTriggers.novelty"]),
        ("/API/AlertTrigger/S54321", {"key": "S54321", "novelty": 1}, []),
        ("/api/AlertTrigger/S54321", {"key": "S54321", "novelty": 1}, ["field: AlertTriggers.novelty"]),
    ],
)
def test_the_kind_of_key_decides_what_is_compared(
    specification: JsonObject, tmp_path: Path, path: str, answer: JsonObject, expected: list[str]
) -> None:
    assert news(specification, tmp_path, Recording().see("GET", path, answer, page=None)) == expected


def test_pages_and_query_parameters_are_news(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording()
    for page in (DASHBOARD, "/powertrack/S54321/overview/dashboard?subView=x", "/powertrack/H5/a/12345/", "/elsewhere"):
        recording.see("GET", f"{WEATHER}?lastChanged=x&days=3&Some+Name=1", {"key": "S54321"}, page=page)
    observation, _ = observed(specification, recording.save(tmp_path / "traffic.har"))

    assert told(observation) == [
        "query parameter: GET /api/view/siteweather/{siteKey}: days",
        "query parameter: GET /api/view/siteweather/{siteKey}: {text}",
        "page: GET /api/view/siteweather/{siteKey}: /powertrack/{hardwareKey}/a/{id}",
    ]
    assert observation.notes == {"query parameters whose names look like data": 4}


@pytest.mark.parametrize(
    ("method", "path", "answer", "sent", "page", "raised"),
    [
        ("GET", "/api/subscription/H54321", {"list": [{"key": "H54321"}]}, None, DASHBOARD, True),
        ("GET", "/api/view/tickets/S54321/activecount", 0, None, DASHBOARD, True),
        ("GET", "/api/netsuite/cases/S54321", [], None, DASHBOARD, False),
        ("POST", "/api/edit/pvsystmodule", {"a": 1}, {"key": ""}, None, False),
        ("POST", "/api/edit/pvsystmodule", {"a": 1}, None, DASHBOARD, False),
        ("POST", "/api/edit/pvsystmodule", {"a": 1}, {"key": ""}, DASHBOARD, True),
        ("GET", "/api/view/siteweather/S54321", {"key": "S54321"}, None, DASHBOARD, False),
    ],
)
def test_evidence_is_raised_by_what_is_complete(
    specification: JsonObject,
    tmp_path: Path,
    method: str,
    path: str,
    answer: Json,
    sent: Json,
    page: str | None,
    raised: bool,
) -> None:
    lines = news(specification, tmp_path, Recording().see(method, path, answer, sent=sent, page=page))

    assert any(line.startswith("evidence: ") for line in lines) is raised


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (None, "partial"),
        ({"name": "a"}, "partial"),
    ],
)
def test_what_was_only_reported_is_partial_until_it_is_tied_to_a_read(
    specification: JsonObject, tmp_path: Path, sent: Json, expected: str
) -> None:
    recording = Recording().see("PUT", "/api/edit/hardware/bifacial/H54321", {}, sent=sent)

    assert f"evidence: PUT /api/edit/hardware/bifacial/{{hardwareKey}}: {expected}" in news(
        specification, tmp_path, recording
    )


def test_what_never_came_is_told_once_its_schema_came_often(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording()
    for _ in range(OFTEN - 1):
        recording.see("GET", WEATHER, {"key": "S54321", "condition": "Clear"})
    few, _ = observed(specification, recording.save(tmp_path / "few.har"))
    recording.see("GET", WEATHER, {"key": "S54321", "icon": "sunny"})
    often, _ = observed(specification, recording.save(tmp_path / "often.har"))

    assert few.gone == []
    assert {(schema, objects) for schema, _, objects in often.gone} == {("SiteWeather", OFTEN)}
    assert {"condition", "icon", "key"} & {field for _, field, _ in often.gone} == set()
    assert "temperature" in {field for _, field, _ in often.gone}
    assert often.level is Level.NOTHING


def test_errors_and_old_news_are_not_compared(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording()
    for status in (304, 401, 404, 500):
        recording.see("GET", WEATHER, {"message": "No."}, status=status)
        recording.see("GET", "/api/no/such/thing", {"message": "No."}, status=status)
    recording.see("GET", f"{WEATHER}?lastChanged=2026-01-01T00:00:00Z", content={"size": 0, "mimeType": ""})
    observation, _ = observed(specification, recording.save(tmp_path / "traffic.har"))

    assert told(observation) == []
    assert observation.notes == {"answers with an error or none of their own, not compared": 8}


def test_only_versions_that_are_versions_are_told(specification: JsonObject, tmp_path: Path) -> None:
    recording = Recording()
    for version in ("086665", "086700", "086700", "Some Name", ""):
        recording.see("GET", WEATHER, {"key": "S54321"}, headers={"ae_v": version})
    observation, _ = observed(specification, recording.save(tmp_path / "traffic.har"))

    assert observation.record.client_versions == {"086665": 1, "086700": 2}


def test_names_that_are_data_are_shown_by_their_form(specification: JsonObject, tmp_path: Path) -> None:
    odd = {"Some Name": 1, "S54321": 2, "2026-01-01": 3, "a.b": 4, "deadbeef00": 5, "x" * 100: 6}
    observation, _ = observed(
        specification, Recording().see("GET", WEATHER, {"key": "S54321", **odd}).save(tmp_path / "traffic.har")
    )

    assert told(observation) == [f"field: SiteWeather.{{{form}}}" for form in ("date", "siteKey", "text")]
    assert observation.news[-1].seen == 4
