"""A change of one value sends every other value back as it came, token by token."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from powertrack_api import documents, examples
from powertrack_api.api import modeling, rates, reports
from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_core.shapes import Document
from powertrack_sdk import Plan, PowerTrackClient, UpdateResult
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes import documents as registry
from powertrack_sdk.writes.documents import Kind
from powertrack_sdk.writes.edits import Update
from powertrack_sdk.writes.perform import single
from tests.plans.tokens import Choice, choices, tokens, with_token
from tests.transports import JSON_TYPE, Answering

pytestmark = pytest.mark.slow

AUTH = Simulator(1).auth_manager()
EVIDENCE = Path(__file__).parents[2] / "spec" / "evidence"

KINDS = {
    "/api/alerttrigger": documents.ALERT_TRIGGER_DOCUMENT,
    "/api/edit/hardware": documents.HARDWARE_CONFIG_DOCUMENT,
    "/api/edit/modeling": documents.MODELING_DATA_DOCUMENT,
    "/api/edit/pvmodel": documents.PV_MODEL_FILE_DOCUMENT,
    "/api/edit/rate": documents.RATE_DOCUMENT,
    "/api/edit/site": documents.SITE_CONFIG_DOCUMENT,
    "/api/edit/sitehardware": documents.SITE_HARDWARE_CONFIG_DOCUMENT,
    "/api/reportconfig": documents.REPORT_CONFIG_DOCUMENT,
}
"""What is written, by the path of the PUT. The GET has a key behind it."""


FILES = {
    "PvModelFile": Kind(
        word=None,
        key=str,
        read=modeling.get_pv_model_file,
        write=lambda key, whole: modeling.put_pv_model_file("S1", "D1", key, whole),
    ),
    "Rate": Kind(
        word=None, key=str, read=rates.get_rate, write=lambda key, whole: rates.put_rate("S1", "D1", key, whole)
    ),
    "ReportConfig": Kind(
        word=None,
        key=str,
        read=reports.get_report_config,
        write=lambda key, whole: reports.put_report_config("C1", key, whole),
    ),
}
"""Documents that have no method of their own."""


def write(client: PowerTrackClient, kind: Document, key: str, patch: JsonObject) -> UpdateResult:
    """Change a document of any kind."""
    methods: dict[str, Callable[[str, Any], UpdateResult]] = {
        "SiteConfig": client.update_site_config,
        "HardwareConfig": client.update_hardware_config,
        "ModelingData": client.update_modeling_data,
    }
    if kind.name in methods:
        return methods[kind.name](key, patch)
    with mock.patch.dict(registry.KINDS, FILES):
        edit = Update(document=kind.name, key=key, owner="H1", patch=patch)
        return client.run(single(edit, dry_run=False))


class Server(Answering):
    """A server with a single document. An inverter belongs to a site, which is asked for before its model.

    Where that model is saved for other inverters as well, theirs are nothing but that.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(self._serve)
        self.content = content
        self._key = json.loads(content).get("key")

    def _serve(self, request: httpx.Request) -> httpx.Response:
        content = self.content
        asked = request.url.path.rpartition("/")[2]
        if request.method == "PUT":
            self.content = request.content
        elif request.url.path.startswith("/api/node/"):
            content = json.dumps({"key": asked, "parentKey": "S10001"}).encode()
        elif request.url.path.startswith("/api/edit/modeling/") and asked != self._key:
            content = json.dumps({"key": asked, "ts": "", "pvConfig": json.loads(content).get("pvConfig")}).encode()
        return httpx.Response(200, headers={"Content-Type": JSON_TYPE}, content=content)


def check_each(content: bytes, kind: Document, chosen: list[Choice], folder: Path) -> None:
    """Make each of these changes to a document, and compare what is sent."""
    document = json.loads(content)
    for choice in chosen:
        server = Server(content)
        with PowerTrackClient(AUTH, transport=server, backup_dir=folder, max_retries=0) as client:
            result = write(client, kind, document["key"], choice.patch)
        assert result.verified, choice
        [sent] = [request.content for request in server.requests if request.method == "PUT"]
        assert tokens(sent) == with_token(tokens(content), choice.steps, choice.after), choice


def evidence() -> list[Any]:
    """Every document in the evidence that a PUT replaces, as it stands there: what was read, sent and answered."""
    found = []
    for path in sorted(EVIDENCE.rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        seen = json.loads(text)
        kind = KINDS.get(re.sub(r"/\{\w+\}$", "", seen["path"]))
        if kind is None or seen["method"] not in ("GET", "PUT"):
            continue
        for side in ("request_body", "response_body"):
            body = seen[side]
            # Of the triggers of a site or a device there is a list, which is not a document.
            if isinstance(body, dict) and "triggers" not in body:
                start = re.search(rf'^  "{side}": ', text, re.MULTILINE)
                assert start is not None
                _, end = json.JSONDecoder().raw_decode(text, start.end())
                name = f"{path.relative_to(EVIDENCE)} {side}"
                found.append(pytest.param(text[start.end() : end].encode(), kind, id=name))
    return found


def test_every_kind_of_document_is_in_the_evidence() -> None:
    assert {param.values[1].name for param in evidence()} == {kind.name for kind in KINDS.values()}


@pytest.mark.parametrize(("content", "kind"), evidence())
def test_a_document_of_the_evidence(content: bytes, kind: Document, tmp_path: Path) -> None:
    possible = choices(json.loads(content), kind)
    assert len(possible) >= 5
    step = max(1, len(possible) // 8)
    check_each(content, kind, possible[::step], tmp_path)


MOMENTS = ["2025-03-13T18:25:32.1234567Z", "2025-03-13T18:25:32.7654321-04:00", "0001-01-01T00:00:00"]
NUMBERS = [2**63 - 1, -(2**63), 2**64 - 1, 2**53 + 1, 1, 1.0, 0, 0.0, -0.0, 100.0, 0.1, 5e-324, 1.7976931348623157e308]
TEXTS = ["Wechselrichter ☀ 北 𝄞", '"quoted" \\ back/slash', "line\r\nbreak\ttab", "\x7f\u2028\x00", "", "NaN", "1.0"]

anything: st.SearchStrategy[JsonValue] = st.recursive(
    st.sampled_from([None, True, False, *MOMENTS, *NUMBERS, *TEXTS])
    | st.integers(-(2**64), 2**64)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part, max_size=4),
    max_leaves=12,
)

SAMPLES = {
    "alerts/put_alert_trigger.request": documents.ALERT_TRIGGER_DOCUMENT,
    "hardware/put_hardware_config__inverter.request": documents.HARDWARE_CONFIG_DOCUMENT,
    "hardware/get_site_hardware_config": documents.SITE_HARDWARE_CONFIG_DOCUMENT,
    "modeling/get_site_modeling": documents.MODELING_DATA_DOCUMENT,
    "rates/get_rate": documents.RATE_DOCUMENT,
    "reports/get_report_config": documents.REPORT_CONFIG_DOCUMENT,
    "site/get_site_config": documents.SITE_CONFIG_DOCUMENT,
}


@st.composite
def grown(draw: st.DrawFn, sample: str) -> bytes:
    """A document that has grown fields that nobody knows, in many of its objects, and names in any order."""
    fields = draw(st.dictionaries(st.text().map("grown {}".format), anything, min_size=1, max_size=5))
    chance = random.Random(draw(st.integers(0, 2**32)))

    def grow(value: JsonValue) -> JsonValue:
        if isinstance(value, list):
            return [grow(part) for part in value]
        if not isinstance(value, dict):
            return value
        parts = [(name, grow(part)) for name, part in value.items()]
        if chance.random() < 0.3:
            parts += fields.items()
        return dict(chance.sample(parts, len(parts)) if chance.random() < 0.5 else parts)

    indent, ascii_only = draw(st.sampled_from([None, 0, 2])), draw(st.booleans())
    return json.dumps(grow(examples.load(sample)), ensure_ascii=ascii_only, indent=indent).encode()


@pytest.mark.parametrize(("sample", "kind"), SAMPLES.items())
def test_a_document_that_was_never_seen(sample: str, kind: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("backups")

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def check(data: st.DataObject) -> None:
        content = data.draw(grown(sample))
        choice = data.draw(st.sampled_from(choices(json.loads(content), kind)))
        check_each(content, kind, [choice], folder)

    check()


def test_what_a_plan_writes_is_what_was_asked_for_after_a_way_through_a_file(tmp_path: Path) -> None:
    """A field of which no shape is known takes anything."""
    document = json.loads(json.dumps(examples.load("site/get_site_config")))
    asked: list[JsonValue] = [*MOMENTS, *NUMBERS, *TEXTS, None, True, {"b": 1, "a": [1, 1.0, {"": []}]}]
    content = json.dumps(document).encode()
    server = Server(content)
    with PowerTrackClient(AUTH, transport=server, backup_dir=tmp_path / "backups") as client:
        plan = client.plan_updates([(document["key"], {"queryOverrides": asked})])
        loaded = Plan.load(plan.save(tmp_path / "plan.json"))
        assert loaded == plan
        done = client.apply_plan(loaded)
    assert done, done
    [sent] = [request.content for request in server.requests if request.method == "PUT"]
    assert tokens(sent) == with_token(tokens(content), ["queryOverrides"], asked)
