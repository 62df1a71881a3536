"""Running reports: a task is started, watched until it is done, and asked for its result."""

from __future__ import annotations

from collections.abc import Callable
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
# Looks at a task become rarer by this factor, down to one in so many seconds.
_RARER = 1.5
_LONGEST_PAUSE = 30.0


def start_report(report_id: str | int, parameters: ReportConfigPatch | None = None) -> Flow[Task]:
    """Start to run a report. `wait_for_report` waits for its result.

    Without parameters the report runs as it is saved. With parameters its saved configuration is sent along with these
    merged in, and stays as it is on the server. That PowerTrack takes such a configuration is likely, but was never
    seen. The request is not repeated; where no answer comes, the report may run or not.

    Args:
        report_id: Key of the report, such as `F3001`.
        parameters: What to do differently this time, by the names of the configuration, such as `range`.

    Returns:
        The task that runs the report; `key` names it.

    Raises:
        ValidationError: It is no key of a report, or the parameters are wrong; nothing was started.
        APIError: A request failed.

    Operations: GET /api/reportconfig/{fileKey}, POST /api/task/start
    """
    key = keys.file_key(report_id)
    saved, asked = yield from _configured(key, parameters)
    customer = text(saved.get("ownerKey"))
    if not customer:
        raise APIError(f"{key}: its configuration names no owner, from whose page it is started", operation="startTask")
    started = yield from ask(
        tasks.start_task(customer, key, {"command": _RUN_REPORT, "reportConfig": asked, "sourceKey": key}).reading(
            _task
        )
    )
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

    When a task counts as done or failed is told by the class `Task`.

    Args:
        task: The task that runs it, or its key.
        timeout: Longest wait (seconds).
        poll: First pause between two looks at the task (seconds); later ones are longer, up to half a minute.
        progress: Called with the task after each look at it.

    Raises:
        ValidationError: An argument is wrong; nothing was sent.
        ReportTimeoutError: The report is not done in time. It goes on, and can be waited for again by the task's key.
        APIError: The task failed, or a request did.

    Operations: GET /api/task/{taskKey}, GET /api/task/results/{taskKey}
    """
    _check_times(timeout, poll)
    key = _task_key(task)
    clock = (yield from environment()).clock
    deadline, interval = clock.monotonic() + timeout, poll
    while True:
        current = yield from ask(tasks.get_task(key).reading(_task))
        if progress is not None:
            progress(current)
        if current.has_failed:
            raise APIError(f"task {key} ({current.name}) failed: {current.message}", operation="getTask")
        if current.is_done:
            return (yield from _fetched(key, current))
        left = deadline - clock.monotonic()
        if left <= 0:
            raise ReportTimeoutError(
                f"task {key} ({current.name}) is not done after {timeout:g} s, at a progress of {current.progress};"
                " it continues; wait longer, or wait for this task again",
                key,
            )
        yield from pause(min(interval, left))
        interval = min(interval * _RARER, max(poll, _LONGEST_PAUSE))


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
        parameters: What to do differently this time, by the names of the configuration, such as `range`.
        timeout: Longest wait (seconds).
        poll: First pause between two looks at the task (seconds); later ones are longer, up to half a minute.
        progress: Called with the task after each look at it.

    Raises:
        ValidationError: An argument is wrong; nothing was started.
        ReportTimeoutError: The report is not done in time. It goes on, and can be waited for by the task's key.
        APIError: The task failed, or a request did.

    Operations: GET /api/reportconfig/{fileKey}, POST /api/task/start, GET /api/task/{taskKey},
        GET /api/task/results/{taskKey}
    """
    _check_times(timeout, poll)
    started = yield from start_report(report_id, parameters)
    return (yield from wait_for_report(started, timeout, poll, progress))


def _configured(key: str, parameters: ReportConfigPatch | None) -> Flow[tuple[JsonObject, JsonObject | None]]:
    """The configuration of a report as it is saved, and as it is to be sent: None to run the report as it is saved."""
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


def _fetched(key: str, task: Task) -> Flow[ReportResult]:
    return (yield from ask(tasks.get_task_results(key).reading(lambda content: _result(task, content))))


def _check_times(timeout: float, poll: float) -> None:
    if not timeout >= 0:
        raise ValidationError(f"timeout is {timeout!r}; it is a number of seconds, 0 for a single look")
    if not poll > 0:
        raise ValidationError(f"poll is {poll!r}; it is a number of seconds above 0")


def _task_key(task: Task | str | int) -> str:
    from powertrack_sdk.tasks.models import Task

    key = (task.key or "") if isinstance(task, Task) else str(task).strip()
    if key.isascii() and key.isdecimal():
        return key
    raise ValidationError(f"{task!r} names no task; the key of a task is a number, such as 1000001")


def _exact_object(content: bytes) -> JsonObject:
    value = exact_json.loads(content)
    if not isinstance(value, dict):
        raise UnexpectedAnswerError("the configuration is no object")
    return value


def _task(content: bytes) -> Task:
    from powertrack_sdk.tasks.models import Task

    return Task.parse(content)


def _result(task: Task, content: bytes) -> ReportResult:
    from powertrack_sdk.tasks.models import ReportResult

    if not content.strip():
        raise EmptyAnswerError("the file is empty")
    decoded(content)  # an answer that was cut off within a character is asked for again
    return ReportResult(task=task, content=content)
