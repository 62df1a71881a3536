"""What running the report F3001 sends."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator import Simulator
from tests.wire import Sent, get, sent

PAGE = "/powertrack/C1001/reports/reportconfigs/F3001"
CONFIG = "/api/reportconfig/F3001"
TASK = "/api/task/1000001"
READ = get(CONFIG, query={})
LOOK = get(TASK)
FETCH = get("/api/task/results/1000001", query={"fileType": "CSV"})
STARTED: JsonObject = {"key": "1000001", "status": 3, "progress": 0, "name": "Example Report"}


def started(config: JsonValue = None) -> Sent:
    return Sent("POST", "/api/task/start", {}, PAGE, {"command": 2, "reportConfig": config, "sourceKey": "F3001"})


def posts(sim: Simulator) -> list[Sent]:
    return [sent(request) for request in sim.requests if request.method == "POST"]
