"""What was observed, as a test looks at it, and answers as a later version of the API would give them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
import pytest

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.traffic.findings import Finding
from powertrack_sdk.traffic.report import read_report
from tests.transports import JSON_TYPE, Answering

Found = tuple[str, str, str, str]
"""Kind, operation, path and detail of a finding."""

MADE_UP: set[Found] = {
    ("first value", "GET /api/view/portfolio/{customerKey}", "sites[].alertSeverity", ""),
    ("first value", "POST /api/view/reportconfigs", "list[]", ""),
    ("enumeration value", "GET /api/task/{taskKey}", "status", "code 4"),
}
"""What the simulator answers although nobody ever saw it: a demonstration needs alerts, reports and finished tasks."""

Change = Callable[[JsonObject], object]


def found(path: Path) -> set[Found]:
    """What `powertrack drift` finds in a file."""
    return set(map(_found, read_report(path).findings))


def news(path: Path) -> set[Found]:
    """What is found in a file, besides what the simulator makes up."""
    return found(path) - MADE_UP


def told(logged: pytest.LogCaptureFixture, level: int | None = None) -> list[str]:
    """What the log tells of drift."""
    return [
        record.getMessage()
        for record in logged.records
        if record.name == "powertrack_sdk" and level in (None, record.levelno)
    ]


def changing(sim: Simulator, changes: Mapping[str, Change], found_everywhere: tuple[str, ...] = ()) -> Answering:
    """The transport of a simulator whose answers are changed.

    Args:
        sim: The simulator.
        changes: What to do to the answers to requests, by what their path begins with.
        found_everywhere: Paths that the simulator does not know and that are answered all the same.
    """
    transport = sim.transport()

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.startswith(found_everywhere or ("nowhere",)):
            return json_response({"batteries": [{"key": "H1", "charge": 0.5}], "isMore": False})
        response = transport.handle_request(request)
        change = next((change for start, change in changes.items() if path.startswith(start)), None)
        if change is None or response.status_code != 200:
            return response
        body = json.loads(response.content)
        change(body)
        return json_response(body)

    return Answering(answer)


def json_response(value: JsonValue, status: int = 200) -> httpx.Response:
    """An answer with a JSON body."""
    return httpx.Response(status, headers={"Content-Type": JSON_TYPE}, content=json.dumps(value))


def _found(finding: Finding) -> Found:
    return finding.kind.words, finding.operation, finding.path, finding.detail


def log_everything(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Have the whole log of the package kept."""
    caplog.set_level(logging.INFO, "powertrack_sdk")
    return caplog
