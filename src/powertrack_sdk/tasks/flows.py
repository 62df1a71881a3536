"""Running reports: start a task, wait for it, and fetch its result."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from powertrack_api.api import reports, tasks
from powertrack_core import exact_json
from powertrack_core.decoding import EmptyAnswerError, JsonObject, UnexpectedAnswerError, decoded, load_object, text
from powertrack_sdk import keys
from powertrack_sdk.errors import APIError, ReportTimeoutError, ValidationError
from powertrack_sdk.runner.flow import Flow, ask, environment, pause
from powertrack_sdk.writes.aliases import resolve
from powertrack_sdk.writes.merge import merge
from powertrack_sdk.writes.validate import check

if TYPE_CHECKING:
    from powertrack_api.inputs import ReportConfigPatch
    from powertrack_sdk.tasks.models import ReportResult, Task

_RUN_REPORT = 2
_GROWTH = 1.5  # of the pauses between two polls
_LONGEST_PAUSE = 30.0  # seconds


def start_report(report_id: str | int, parameters: ReportConfigPatch | None = None) -> Flow[Task]:
    """Start a report. `wait_for_report` waits for its result.

    Without parameters the report runs as it is saved. With parameters its saved configuration is sent with these merged
    in, and stays unchanged on the server; that PowerTrack accepts this is likely, but was not seen. The request is not
    repeated: without an answer, the report may run or not.

    Args:
        report_id: Key of the report, such as `F3001`.
        parameters: Fields of the configuration to change for this run, such as `range`.

    Returns:
        The task that runs the report.

    Raises:
        ValidationError: The key is not a report's, or the parameters are wrong; nothing was started.
        APIError: A request failed.

    Operations: GET /api/reportconfig/{fileKey}, POST /api/task/start
    """
    from powertrack_sdk.tasks.models import Task

    key = keys.file_key(report_id)
    saved, asked = yield from _configured(key, parameters)
    customer = text(saved.get("ownerKey"))
    if not customer:
        raise APIError(f"{key}: its configuration names no owner, from whose page it is started", operation="startTask")
    start = tasks.start_task(customer, key, {"command": _RUN_REPORT, "reportConfig": asked, "sourceKey": key})
    started = yield from ask(start.reading(Task.parse))
    if not started.key:
        raise APIError(
            f"{key}: the answer names no task, so the report cannot be waited for; GET /api/task/all lists what runs",
            operation="startTask",
        )
    return started


def wait_for_report(
    task: Task | str | int,
    timeout: float = 600.0,
    poll: float = 2.0,
    progress: Callable[[Task], None] | None = None,
) -> Flow[ReportResult]:
    """Wait for a report that was started, and fetch its result.

    `Task.is_done` and `Task.has_failed` describe when a task has ended.

    Args:
        task: The task that runs the report, or its key.
        timeout: Longest time to wait (seconds).
        poll: First pause between two polls (seconds); later ones are longer, up to 30 seconds.
        progress: Called with the task after each poll.

    Raises:
        ValidationError: An argument is wrong; nothing was sent.
        ReportTimeoutError: The report is not done in time. It keeps running; wait again with the key of the task.
        APIError: The task or a request failed.

    Operations: GET /api/task/{taskKey}, GET /api/task/results/{taskKey}
    """
    from powertrack_sdk.tasks.models import Task

    _check_times(timeout, poll)
    key = ((task.key or "") if isinstance(task, Task) else str(task)).strip()
    if not (key.isascii() and key.isdecimal()):
        raise ValidationError(f"{task!r} names no task; the key of a task is a number, such as 1000001")
    clock = (yield from environment()).clock
    deadline, interval = clock.monotonic() + timeout, poll
    while True:
        current = yield from ask(tasks.get_task(key).reading(Task.parse))
        if progress is not None:
            progress(current)
        if current.has_failed:
            raise APIError(f"task {key} ({current.name}) failed: {current.message}", operation="getTask")
        if current.is_done:
            return (yield from ask(tasks.get_task_results(key).reading(partial(_result, current))))
        left = deadline - clock.monotonic()
        if left <= 0:
            raise ReportTimeoutError(
                f"task {key} ({current.name}) is not done after {timeout:g} s, at a progress of {current.progress};"
                " it continues; wait longer, or wait for this task again",
                key,
            )
        yield from pause(min(interval, left))
        interval = min(interval * _GROWTH, max(poll, _LONGEST_PAUSE))


def run_report(
    report_id: str | int,
    parameters: ReportConfigPatch | None = None,
    timeout: float = 600.0,
    poll: float = 2.0,
    progress: Callable[[Task], None] | None = None,
) -> Flow[ReportResult]:
    """Run a report and wait for its result: `start_report`, then `wait_for_report`.

    Args:
        report_id: Key of the report, such as `F3001`.
        parameters: Fields of the configuration to change for this run, such as `range`.
        timeout: Longest time to wait (seconds).
        poll: First pause between two polls (seconds); later ones are longer, up to 30 seconds.
        progress: Called with the task after each poll.

    Raises:
        ValidationError: An argument is wrong; nothing was started.
        ReportTimeoutError: The report is not done in time. It keeps running; wait again with the key of the task.
        APIError: The task or a request failed.

    Operations: GET /api/reportconfig/{fileKey}, POST /api/task/start, GET /api/task/{taskKey},
        GET /api/task/results/{taskKey}
    """
    _check_times(timeout, poll)
    started = yield from start_report(report_id, parameters)
    return (yield from wait_for_report(started, timeout, poll, progress))


def _configured(key: str, parameters: ReportConfigPatch | None) -> Flow[tuple[JsonObject, JsonObject | None]]:
    """Return the saved configuration of a report and the one to send; None to run the report as it is saved."""
    from powertrack_api.documents import REPORT_CONFIG_DOCUMENT

    as_saved = parameters is None or parameters == {}
    patch = {} if parameters is None else resolve(parameters, REPORT_CONFIG_DOCUMENT)
    read = reports.get_report_config(key).reading(load_object if as_saved else _exact_object)
    saved = yield from ask(read)
    if saved.get("key") != key:
        raise APIError(
            f"{key}: the answer describes {saved.get('key')!r} instead; nothing was started", operation=read.id
        )
    if as_saved:
        return saved, None
    check(patch, REPORT_CONFIG_DOCUMENT, saved)
    asked = merge(saved, patch, REPORT_CONFIG_DOCUMENT.shape)
    return saved, None if asked is saved else asked


def _check_times(timeout: float, poll: float) -> None:
    if not timeout >= 0:
        raise ValidationError(f"timeout is {timeout!r}; a number of seconds is expected, 0 for a single poll")
    if not poll > 0:
        raise ValidationError(f"poll is {poll!r}; a number of seconds above 0 is expected")


def _exact_object(content: bytes) -> JsonObject:
    value = exact_json.loads(content)
    if not isinstance(value, dict):
        raise UnexpectedAnswerError("the configuration is no object")
    return value


def _result(task: Task, content: bytes) -> ReportResult:
    from powertrack_sdk.tasks.models import ReportResult

    if not content.strip():
        raise EmptyAnswerError("the file is empty")
    decoded(content)  # an answer that ends within a character is asked for again
    return ReportResult(task=task, content=content)
