"""The simulator answers every operation, as the specification describes it and with no field that it does not know."""

from __future__ import annotations

import json
import re

import pytest

from codegen.lint.examples import BodyChecker
from powertrack_core.decoding import JsonValue
from tests.generated.specification import BUNDLE, OPERATIONS, Described, child

from .browser import ADDRESS, CUSTOMER, INVERTER, METER, SITE, Browser

KEYS: dict[str, str | int] = {
    "alertKey": "AS400008",
    "alertTypeKey": "AI250",
    "customerKey": CUSTOMER,
    "driverId": 201,
    "fileKey": "F3001",
    "folderKey": "D4001",
    "functionCode": 1,
    "gatewayId": "00005E002711",
    "hardwareKey": "H100001",
    "id": 20631,
    "index": 3,
    "key": SITE,
    "siteKey": SITE,
    "taskKey": "1000001",
    "type": 0,
    "userKey": "U2001",
}
"""What there is in the simulator."""

OTHER_KEYS: dict[str, dict[str, str | int]] = {
    "addHardwareAlertTrigger": {"key": METER},
    "deleteAlertTrigger": {"hardwareKey": "H100002"},
    "deleteHardwareAlertTriggers": {"key": METER},
    "deleteRate": {"fileKey": "F3002"},
    "getFilePvSystModules": {"fileKey": "F3003"},
    "getHardwareModeling": {"hardwareKey": INVERTER},
    "getPvModelFile": {"fileKey": "F3003"},
    "getRate": {"fileKey": "F3002"},
    "getNewSiteAlertTrigger": {"alertTypeKey": "AI355"},
    "putAlertTriggers": {"hardwareKey": SITE},
    "putPvModelFile": {"fileKey": "F3003"},
    "putRate": {"fileKey": "F3002"},
}
"""What some operations need instead."""

TRIGGER: dict[str, JsonValue] = {
    "alertTypeKey": "AI250",
    "id": 0,
    "isActive": True,
    "key": "",
    "name": "Again",
    "parentKey": METER,
}
TARGETS = {
    "putAlertTrigger": "AS400004",
    "putModeling": INVERTER,
    "putPvModelFile": "F3003",
    "putRate": "F3002",
}
"""What the bodies of some examples name in the simulator."""

MADE_UP: dict[str, JsonValue] = {
    "addHardwareAlertTrigger": {**TRIGGER},
    "applyAlertTriggers": [INVERTER],
    "putAlertTriggers": {"key": SITE, "isCachedData": False},
    "postReportConfig": {"parentKey": "D4001", "reportTitle": "Example"},
    "postReportStart": {"command": 2, "sourceKey": "F3001"},
    "resolveBindings": [{"key": json.dumps({"source": "hardwareInfo", "key": INVERTER, "field": "name"})}],
    "uploadPanFile": {"manufacturer": "Example", "model": "Example 400"},
}
"""Bodies where none was seen."""

NEVER_SEEN = {"queryReportConfigs"}
"""Whose answers have items of which only the empty list was seen."""


def bodies() -> list[tuple[Described, JsonValue]]:
    """Every operation with each of its captured bodies."""
    found: list[tuple[Described, JsonValue]] = []
    for operation in OPERATIONS:
        described = child(BUNDLE, "paths", re.sub(r"\{\w+Key\}$", "{key}", operation.path), operation.method.lower())
        described = described or child(BUNDLE, "paths", operation.path, operation.method.lower())
        shown = child(described, "requestBody", "content", "application/json", "examples").values()
        told = [example.get("value") for example in shown if isinstance(example, dict)]
        for body in told or [MADE_UP.get(operation.id, {})]:
            target = TARGETS.get(operation.id)
            found.append((operation, {**body, "key": target} if target and isinstance(body, dict) else body))
    return found


@pytest.mark.parametrize(("operation", "body"), [pytest.param(*each, id=each[0].id) for each in bodies()])
def test_it_is_answered_as_described(browser: Browser, operation: Described, body: JsonValue) -> None:
    if operation.resource == "tasks":
        run_a_report(browser)
    keys = KEYS | OTHER_KEYS.get(operation.id, {})
    asked = operation.operation(body, keys=keys)
    response = browser.client.request(
        asked.method,
        asked.path,
        params=dict(asked.query),
        json=asked.body,
        headers={"referer": f"{ADDRESS}{asked.referer}"},
    )
    assert response.status_code == 200, response.text
    asked.parse(response.content)
    if operation.media_type == "application/json":
        assert operation.response is not None
        checker = BodyChecker(BUNDLE)
        faults = list(checker.breaks(operation.response, response.json()))
        known = operation.id not in NEVER_SEEN and operation.response != {"$ref": "#/components/schemas/Unseen"}
        assert faults + (list(checker.unknown(operation.response, response.json(), "$")) if known else []) == []


def run_a_report(browser: Browser) -> str:
    """Run a report to its end, and give the key of the task."""
    page = {"referer": f"{ADDRESS}/powertrack/{CUSTOMER}/reports/reportconfigs/F3001"}
    task = browser.client.post("/api/task/start", json={"command": 2, "sourceKey": "F3001"}, headers=page).json()
    while task["progress"] < 100:
        task = browser.read(f"task/{task['key']}")
    return str(task["key"])
