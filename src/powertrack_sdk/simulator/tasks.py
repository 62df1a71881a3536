"""Background tasks, which run reports."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import StringIO

from powertrack_api.documents import REPORT_CONFIG
from powertrack_core.decoding import JsonObject, JsonValue, day, objects
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.fields import example, quantity, section, understood, word
from powertrack_sdk.simulator.messages import Answer, RefusedError
from powertrack_sdk.simulator.moments import read_moment, stamp, zone
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.views import site_row
from powertrack_sdk.simulator.world import Site

_FIRST_TASK = 1000001
_FINISHED, _FAILED = 4, 5  # that these have codes of their own is made up; only 3 was seen, on tasks just started
_STEP = 50


def start_task(call: Call) -> JsonObject:
    """`task/start`: run a report, as it is saved or as the body has it."""
    asked, state = call.sent(), call.state
    command = asked.get("command")
    if not isinstance(command, int) or isinstance(command, bool):
        raise RefusedError(400, "command has to be a code.")
    report = found(state.documents.read("report", word(asked, "sourceKey")))
    call.check_page(customerKey=word(report, "ownerKey"), fileKey=word(report, "key"))
    if asked.get("reportConfig") is not None:
        report = _configuration(asked["reportConfig"])
    key, now = str(_FIRST_TASK + len(state.tasks)), state.clock.tick()
    own: JsonObject = {"command": command, "key": key, "lastChanged": now, "name": word(report, "name"), "started": now}
    state.runs[key] = report
    state.tasks[key] = example("tasks/start_task") | own
    return state.tasks[key]


post_report_start = start_task


def get_task(call: Call) -> JsonObject:
    """`task`: every look at a task finds it further on, until it is done at the third."""
    state, key = call.state, call.key
    task = found(state.tasks.get(key))
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


def get_tasks(call: Call) -> JsonObject:
    """`task/all`."""
    tasks = list(call.state.tasks.values())
    last = max((word(each, "lastChanged") for each in tasks), default=stamp(call.state.world.now))
    return {"key": "all", "lastChanged": last, "tasks": [*tasks]}


def get_task_results(call: Call) -> Answer:
    """`task/results`: the file, once the task is done."""
    state = call.state
    task = found(state.tasks.get(call.key))
    if task["status"] != _FINISHED:
        raise RefusedError(404, "The task is not done.")
    text = StringIO()
    lines = csv.writer(text)
    report = state.runs[call.key]
    lines.writerow([word(report, "reportTitle") or word(report, "name")])
    for name, label in (("start", "Start date:"), ("end", "End date:")):
        lines.writerow([label, f"{_american(day(section(report, 'range').get(name)) or state.world.now)} 12:00:00 AM"])
    lines.writerow([])
    for site in _sites(call, report):
        lines.writerows(_lines(state, site))
    body = text.getvalue().encode()
    return Answer(status=200, headers={"content-type": "text/csv; charset=utf-8"}, body=body)


def _configuration(value: JsonValue) -> JsonObject:
    taken = understood(value, REPORT_CONFIG)
    if not isinstance(taken, dict):
        raise RefusedError(400, "reportConfig has to be an object or null.")
    return taken


def _sites(call: Call, report: JsonObject) -> list[Site]:
    """The sites that a report is about, each once. Keys of what there is not are passed over."""
    world = call.state.world
    named = [word(item, "key") for item in objects(report.get("sourceItems"))]
    if world.customer in named or world.parent_customer in named:
        return world.sites()
    covered = (world.site(key) or (world.device(key) or (None,))[0] for key in named)
    return list({site.key: site for site in covered if site is not None}.values())


def _lines(state: State, site: Site) -> list[list[JsonValue]]:
    """What a report tells of a site. A line whose figure there is not ends before it."""
    row = site_row(state, site)
    energy, upload = quantity(row.get("today")), read_moment(word(row, "lastUpload"))
    told: list[tuple[str, JsonValue]] = [
        ("Site Name", row["name"]),
        ("Site ID", row["id"]),
        ("Energy Today (kWh)", energy),
        ("Last Update", None if upload is None else _american_moment(upload, site.zone)),
    ]
    return [[name] if value is None else [name, "", value] for name, value in told]


def _american(moment: date) -> str:
    return f"{moment.month}/{moment.day}/{moment.year}"


def _american_moment(moment: datetime, zone_name: str) -> str:
    local = moment.astimezone(zone(zone_name))
    return f"{_american(local)} {local.hour % 12 or 12}:{local:%M:%S} {'PM' if local.hour >= 12 else 'AM'}"
