"""The specification, tried from outside against the served simulator.

Schemathesis makes requests that fit the specification, and such that do not, for every operation. Whatever comes, the
answer has to be one that the specification describes.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from attrs import frozen
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from powertrack_core.decoding import JsonObject, JsonValue, objects
from powertrack_sdk.simulator import Simulator

from .browser import SITE, Browser, part

pytestmark = pytest.mark.slow

SPEC = Path(__file__).parents[2] / "generated" / "openapi.json"
LONGER = os.environ.get("POWERTRACK_SCHEMATHESIS_EXAMPLES")

# Keys that there are in the simulator, and for each kind one that there is not.
KEYS: dict[str, list[JsonValue]] = {
    "AlertKey": ["AS400004", "x2d061a89", "AS9"],
    "AlertTypeKey": ["AI250", "AI310", "AI9999"],
    "CustomerKey": ["C1001", "C9999"],
    "FileKey": ["F3001", "F3002", "F3003", "F9999"],
    "FolderKey": ["D4001", "D9999"],
    "GatewayMac": ["00005E002711", "001122AABB01"],
    "HardwareKey": ["H100001", "H100003", "H100005", "H999999"],
    "NodeKey": ["C1001", SITE, "H100005", "F3002", "D4001", "AS400004", "U2001", "S99999"],
    "OptionalAlertKey": ["AS400004", "x2d061a89", ""],
    "OptionalFileKey": ["F3001", "F3002", ""],
    "OptionalHardwareKey": ["H100005", ""],
    "SiteKey": [SITE, "S10003", "S99999"],
    "TaskKey": ["1000001", "9"],
}
NUMBERS: dict[str, list[JsonValue]] = {"driverId": [201, 20631, 9], "id": [201, 9], "index": [3], "type": [0]}
TARGETS: dict[object, list[JsonValue]] = {
    "putAlertTrigger": ["AS400004", "x2d061a89"],
    "putModeling": ["H100005", SITE],
    "putPvModelFile": ["F3003"],
    "putRate": ["F3002"],
    "putReportConfig": ["F3001"],
}
LETTERS = {"C": "customerKey", "S": "siteKey", "H": "hardwareKey", "F": "fileKey", "D": "folderKey"}
FIRST = {"customerKey": "C1001", "siteKey": SITE, "hardwareKey": "H100001", "fileKey": "F3001", "folderKey": "D4001"}


def writable(field: JsonObject) -> JsonObject:
    """A field that goes back as it came. Schemathesis takes `readOnly` for a field that is not sent at all."""
    field.pop("readOnly", None)
    return field


def sent(value: JsonValue) -> JsonValue:
    """A part of a request, its schemas those for requests: their keys are of those that are named above."""
    text = json.dumps(value).replace("#/components/schemas/", "#/components/schemas/Sent")
    told: JsonValue = json.loads(text)
    return told


def specification() -> JsonObject:
    """The specification, with keys in its requests that do not all lead nowhere."""
    found: JsonObject = json.loads(SPEC.read_text(encoding="utf-8"), object_hook=writable)
    components = part(found, "components")
    schemas = part(components, "schemas")
    components["parameters"] = sent(components["parameters"])
    keys: JsonObject = {name: {"type": "string", "enum": known} for name, known in KEYS.items()}
    components["schemas"] = schemas | {f"Sent{name}": sent(each) for name, each in (schemas | keys).items()}
    for path in part(found, "paths").values():
        for operation in objects([*path.values()] if isinstance(path, dict) else []):
            for name in operation.keys() & {"parameters", "requestBody"}:
                operation[name] = sent(operation[name])
            if targets := TARGETS.get(operation["operationId"]):
                media = part(part(part(operation, "requestBody"), "content"), "application/json")
                media["schema"] = {"allOf": [media["schema"], {"properties": {"key": {"enum": targets}}}]}
            for parameter in objects(operation.get("parameters")):
                if numbers := NUMBERS.get(str(parameter.get("name"))):
                    parameter["schema"] = {"enum": numbers}
    return found


@frozen
class Served:
    url: str
    headers: dict[str, str]


@pytest.fixture
def served() -> Iterator[Served]:
    """A simulator that has run a report."""
    simulator = Simulator()
    browser = Browser(simulator)
    page = {"referer": f"{browser.address}/powertrack/C1001/reports/reportconfigs/F3001"}
    with browser.client:
        started = browser.client.post("/api/task/start", json={"command": 2, "sourceKey": "F3001"}, headers=page)
        while browser.get("task/results/1000001", fileType="CSV").status_code == 404:
            assert browser.get("task/1000001").status_code == 200
    assert started.json()["key"] == "1000001"
    with simulator.serve() as server:
        yield Served(server.url, browser.headers)


def page_of(template: str, path: dict[str, object], body: object) -> str:
    """A page that a request may come from: its address has the keys that the request names."""
    keys = dict(FIRST)
    first = body[0] if isinstance(body, list) and body else body
    named = [first.get(name) for name in ("parentKey", "sourceKey", "key")] if isinstance(first, dict) else []
    for key in [*named, *path.values()]:
        if isinstance(key, str) and key[:1] in LETTERS:
            keys[LETTERS[key[:1]]] = key
    return re.sub(r"\{(\w+)\}", lambda match: keys[match[1]], template)


schema = schemathesis.openapi.from_dict(specification())
# Every limit of every field of every body is thousands of requests: that is for the longer run.
schema.config.phases.coverage.enabled = LONGER is not None


@schema.parametrize()
@settings(
    max_examples=int(LONGER or 8),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_specification_describes(case: schemathesis.Case[Any], served: Served) -> None:
    page = case.operation.definition.raw.get("x-powertrack-referer")
    headers = {"ae_v": "086665", **served.headers}
    if page is not None:
        headers["referer"] = served.url + page_of(page, case.path_parameters, case.body)
    response = case.call(base_url=served.url, headers=headers)
    checks = [not_a_server_error, status_code_conformance]
    # Where nothing changed since the moment that was asked for, there is no body, which OpenAPI cannot say of JSON.
    if response.content or "lastChanged" not in case.query:
        checks += [content_type_conformance, response_schema_conformance]
    case.validate_response(response, checks=checks)
