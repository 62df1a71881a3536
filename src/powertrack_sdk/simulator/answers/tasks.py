"""Background tasks, which run reports."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import StringIO

from powertrack_core.decoding import JsonObject, JsonValue, day, objects
from powertrack_sdk.simulator.answers.portfolio import site_row
from powertrack_sdk.simulator.answers.reports import REPORT
from powertrack_sdk.simulator.core.call import Call, answers, require
from powertrack_sdk.simulator.core.fields import example, quantity, section, word
from powertrack_sdk.simulator.core.messages import Answer, RefusedError
from powertrack_sdk.simulator.core.store import State
from powertrack_sdk.simulator.world.clock import read_moment, stamp, zone
from powertrack_sdk.simulator.world.plant import Site

_FIRST_TASK = 1000001
_FINISHED, _FAILED = 4, 5  # made up; only 3 was seen, on tasks just started
_STEP = 50


@answers("startTask", "postReportStart")
def start_task(call: Call) -> JsonObject:
    """Start a report, as saved or as the body has it."""
    state, asked = call.state, call.body
    command, config = asked.get("command"), asked.get("reportConfig")
    if not isinstance(command, int) or isinstance(command, bool):
        raise RefusedError(400, "command has to be a code.")
    report = require(state.read(REPORT, word(asked, "sourceKey")))
    call.check_page(customerKey=word(report, "ownerKey"), fileKey=word(report, "key"))
    if config is not None:
        if not isinstance(config, dict):
            raise RefusedError(400, "reportConfig has to be an object or null.")
        report = REPORT.accept(config)
    key, now = str(_FIRST_TASK + len(state.tasks)), state.clock.tick()
    own: JsonObject = {"command": command, "key": key, "lastChanged": now, "name": word(report, "name"), "started": now}
    state.runs[key] = report
    state.tasks[key] = example("tasks/start_task") | own
    return state.tasks[key]


@answers("getTask")
def get_task(call: Call) -> JsonObject:
    """Answer with a task, which progresses with every read and is finished at the third."""
    state, key = call.state, call.key
    task = require(state.tasks.get(key))
    done = task["progress"]
    if not isinstance(done, int) or done >= 100 or task["status"] == _FAILED or call.trouble.is_any("task-stuck"):
        return task
    further: JsonObject = {"lastChanged": state.clock.tick()}
    if call.trouble.is_any("task-failed"):
        state.tasks[key] = task | further | {"status": _FAILED, "message": "The report could not be made."}
        return state.tasks[key]
    further["progress"] = done + _STEP
    if done + _STEP >= 100:
        further |= {"status": _FINISHED, "resultType": "CSV"}
    state.tasks[key] = task | further
    return task


@answers("getTasks")
def get_tasks(call: Call) -> JsonObject:
    """Answer with all tasks."""
    tasks = list(call.state.tasks.values())
    last = max((word(each, "lastChanged") for each in tasks), default=stamp(call.state.world.now))
    return {"key": "all", "lastChanged": last, "tasks": [*tasks]}


@answers("getTaskResults")
def get_task_results(call: Call) -> Answer:
    """Answer with the file of a finished task."""
    state = call.state
    if require(state.tasks.get(call.key))["status"] != _FINISHED:
        raise RefusedError(404, "The task is not finished.")
    text = StringIO()
    lines = csv.writer(text)
    report = state.runs[call.key]
    lines.writerow([word(report, "reportTitle") or word(report, "name")])
    for name, label in (("start", "Start date:"), ("end", "End date:")):
        lines.writerow([label, f"{_american(day(section(report, 'range').get(name)) or state.world.now)} 12:00:00 AM"])
    lines.writerow([])
    for site in _sites(state, report):
        lines.writerows(_lines(state, site))
    return Answer(status=200, headers={"content-type": "text/csv; charset=utf-8"}, body=text.getvalue().encode())


def _sites(state: State, report: JsonObject) -> list[Site]:
    """Return the sites of a report, each once. Unknown keys are ignored."""
    world = state.world
    named = [word(item, "key") for item in objects(report.get("sourceItems"))]
    if world.customer in named or world.parent_customer in named:
        return world.sites()
    covered = (world.site(key) or (world.device(key) or (None,))[0] for key in named)
    return list({site.key: site for site in covered if site is not None}.values())


def _lines(state: State, site: Site) -> list[list[JsonValue]]:
    """Return the lines of a site. A line without a value ends after its name."""
    row = site_row(state, site)
    energy, upload = quantity(row.get("today")), read_moment(word(row, "lastUpload"))
    cells: list[tuple[str, JsonValue]] = [
        ("Site Name", row["name"]),
        ("Site ID", row["id"]),
        ("Energy Today (kWh)", energy),
        ("Last Update", None if upload is None else _american_moment(upload, site.zone)),
    ]
    return [[name] if value is None else [name, "", value] for name, value in cells]


def _american(moment: date) -> str:
    return f"{moment.month}/{moment.day}/{moment.year}"


def _american_moment(moment: datetime, zone_name: str) -> str:
    local = moment.astimezone(zone(zone_name))
    return f"{_american(local)} {local.hour % 12 or 12}:{local:%M:%S} {'PM' if local.hour >= 12 else 'AM'}"
