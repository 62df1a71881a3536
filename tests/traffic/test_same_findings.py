"""The client's recorder and the reader of HAR files give the same findings about the same answer."""

from __future__ import annotations

import contextlib
import json
import tempfile
from functools import cache
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.bundle import bundle
from codegen.documents import JsonObject
from codegen.locations import SPEC
from codegen.observe.files import HOST, Traffic
from codegen.observe.observation import Observation
from powertrack_core.decoding import JsonValue
from powertrack_sdk import PowerTrackClient, PowerTrackError
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.traffic.findings import Finding, Kind
from powertrack_sdk.traffic.forms import SAMPLES
from powertrack_sdk.traffic.report import read_report
from tests.codegen.observe.recording import Recording
from tests.transports import JSON_TYPE, Answering

PATHS = {
    "/api/view/siteweather/S10001": "site/get_site_weather.json",
    "/api/view/portfolio/C1001": "portfolio/get_portfolio.json",
    "/api/edit/site/S10001": "site/get_site_config.json",
    "/api/edit/hardware/H100005": "hardware/get_hardware_config__inverter.json",
    "/api/node/U2001": "",
    "/api/alerttrigger/S10001": "",
    "/api/view/activealerts/activesummary/C1001": "",
    "/api/view/chart/builtin": "",
    "/api/edit/site/H10001": "",
    "/api/view/novelty/S10001/parts/S10002/12/Alex%20Example": "",
}
"""Operations, with an example of an answer if there is one: known ones, other kinds of key, unknown ones."""

LITERALS = ["1e400", "-0.0", "1E5", "7.0", "123456789012345678901234567890", "9" * 5000, "NaN", r'"\ud800"', "-1", "58"]
"""Numbers and texts that parsers disagree about, as they are written."""

NAMES = ["key", "name", "list", "sites", "value", "lastChanged", "temperatureUnit", "capacityAcUnit", "location", "ts"]
ODD_NAMES = ["S10001", "12", "Alex Example", "a.b", "{text}", "", "novelty", "alexExample", "deadbeef00", "snake_case"]
names = st.sampled_from([*NAMES, *ODD_NAMES])
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(10**7), 10**7)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([*SAMPLES.values(), "0001-01-01T00:00:00", "soon"])
    | st.integers(0, len(LITERALS) - 1).map(lambda number: f"literal {number} ")
)
values: st.SearchStrategy[JsonValue] = st.recursive(
    leaves,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(names, part, max_size=5),
    max_leaves=12,
)


@cache
def shown(path: str) -> str:
    file = SPEC / "examples" / PATHS[path]
    return file.read_text(encoding="utf-8") if PATHS[path] and file.is_file() else "{}"


def changed(value: JsonValue, new: JsonValue, data: st.DataObject) -> JsonValue:
    """A value with another one somewhere inside it."""
    if isinstance(value, dict) and value and data.draw(st.booleans(), label="deeper"):
        name = data.draw(st.sampled_from([*sorted(value), "novelty"]), label="name")
        return {**value, name: changed(value.get(name), new, data)}
    if isinstance(value, list) and value and data.draw(st.booleans(), label="item"):
        return [changed(value[0], new, data), *value[1:4]]
    return new


def written(value: JsonValue) -> bytes:
    """JSON with literals in it."""
    text = json.dumps(value)
    for number, literal in enumerate(LITERALS):
        text = text.replace(f'"literal {number} "', literal)
    return text.encode()


@cache
def specification() -> JsonObject:
    return bundle(SPEC)


def recorded(path: str, answers: list[tuple[int, str, bytes]], folder: Path) -> list[Finding]:
    """What a client finds that records answers."""
    responses = [httpx.Response(status, headers={"Content-Type": kind}, content=body) for status, kind, body in answers]
    sim = Simulator(sites=1)
    transport = Answering(lambda _: responses.pop(0))
    with PowerTrackClient(
        sim.auth_manager(), transport=transport, observe=folder / "drift.json", max_retries=0
    ) as client:
        for _ in answers:
            with contextlib.suppress(PowerTrackError):
                client.request("GET", path)
    return [*read_report(folder / "drift.json").findings]


def observed(path: str, answers: list[tuple[int, str, bytes]], folder: Path) -> list[Finding]:
    """What a recording of a browser shows."""
    recording = Recording()
    for status, kind, body in answers:
        content: JsonObject = {"size": len(body), "mimeType": kind, "text": body.decode()}
        recording.see("GET", path, content=content, status=status, page=None)
    traffic = Traffic([recording.save(folder / "traffic.har")], [HOST])
    observation = Observation(specification())
    observation.observe(traffic.exchanges())
    assert traffic.complaints == []
    return [one for one in observation.findings if one.kind is not Kind.EVIDENCE]


def check(path: str, answers: list[tuple[int, str, bytes]]) -> list[Finding]:
    with tempfile.TemporaryDirectory() as name:
        found = observed(path, answers, Path(name))
        assert recorded(path, answers, Path(name)) == found
        assert [str(one) for one in recorded(path, answers, Path(name))] == [str(one) for one in found]
    return found


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PATHS)), st.lists(values, min_size=1, max_size=3), st.data())
def test_the_same_answers_give_the_same_findings(path: str, news: list[JsonValue], data: st.DataObject) -> None:
    bodies = [written(changed(json.loads(shown(path)), new, data)) for new in news]
    check(path, [(200, JSON_TYPE, body) for body in bodies])


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(PATHS)),
    st.sampled_from([200, 201, 202, 204, 301, 304, 400, 401, 403, 404, 408, 409, 418, 429, 500, 503]),
    st.sampled_from([JSON_TYPE, "text/html", "text/plain", ""]),
    st.sampled_from(
        [b"", b"{}", b"null", b'{"key": "S1", "novelty": 1}', b"<html></html>", b'{"cut', b"\xef\xbb\xbf[1]"]
    ),
)
def test_the_same_failures_give_the_same_findings(path: str, status: int, kind: str, body: bytes) -> None:
    check(path, [(status, kind, body)])


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_like_the_example_gives_no_findings_about_fields(path: str) -> None:
    if PATHS[path]:
        assert shown(path) != "{}"
        assert check(path, [(200, JSON_TYPE, shown(path).encode())]) == []


def test_findings_of_each_kind_are_compared() -> None:
    """The comparison above is not of empty lists."""
    body = {"key": None, "novelty": 1, "forecast": None, "temperature": "warm", "temperatureUnit": 99, "condition": 7}
    found = check(
        "/api/view/siteweather/S10001?days=3", [(200, JSON_TYPE, json.dumps(body).encode()), (409, JSON_TYPE, b"")]
    )
    assert {one.kind for one in found} == {
        Kind.IDENTITY,
        Kind.TYPE,
        Kind.FORM,
        Kind.FIELD,
        Kind.NULL,
        Kind.ENUMERATION,
        Kind.STATUS,
        Kind.QUERY,
    }


def test_of_a_long_list_the_recorder_looks_at_a_sample_and_the_reader_at_every_item() -> None:
    rows: list[JsonValue] = [{"key": f"S{number}", "name": "x"} for number in range(200)]
    everywhere = {"key": "C1", "sites": [{**row, "novelty": 1} for row in rows if isinstance(row, dict)]}
    assert len(check("/api/view/portfolio/C1001", [(200, JSON_TYPE, json.dumps(everywhere).encode())])) == 1
    once: JsonValue = {"key": "C1", "sites": [*rows, {"key": "S2"}, {"key": "S1", "novelty": 1}, {"key": "S3"}]}
    answers = [(200, JSON_TYPE, json.dumps(once).encode())]
    with tempfile.TemporaryDirectory() as name:
        assert recorded("/api/view/portfolio/C1001", answers, Path(name)) == []
        [finding] = observed("/api/view/portfolio/C1001", answers, Path(name))
    assert (finding.kind, finding.path, finding.seen) == (Kind.FIELD, "sites[].novelty", 1)
