"""A task in the background."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.task_command import TaskCommand
from powertrack_api.models.task_status import TaskStatus
from powertrack_core.decoding import JsonObject, JsonValue, moment, number, text, values
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class Task(Model):
    """A task in the background."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "command",
            "status",
            "progress",
            "message",
            "started",
            "lastChanged",
            "resultType",
            "icon",
            "args",
        }
    )

    key: str | None = None
    """Key of a background task, digits without a letter, such as `1000001`."""
    name: str | None = None
    """Name of the task, such as the title of the report that runs."""
    command: TaskCommand | int | None = None
    """What the task does."""
    status: TaskStatus | int | None = None
    """How far the task is."""
    progress: float | None = None
    """Progress, on a scale that was not observed; only 0 was seen."""
    message: str | None = None
    """What the task has to tell; only the empty string was seen."""
    started: datetime | None = None
    """When the task was started."""
    last_changed: datetime | None = None
    """When the task last changed."""
    result_type: str | None = None
    """Kind of result; only the empty string was seen."""
    icon: str | None = None
    """Name of a picture, such as `reportwizard`."""
    args: list[JsonValue] = Factory(list)
    """Arguments of the task; only the empty list was seen."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            name=text(get("name")),
            command=TaskCommand.of(get("command")),
            status=TaskStatus.of(get("status")),
            progress=number(get("progress")),
            message=text(get("message")),
            started=moment(get("started")),
            last_changed=moment(get("lastChanged")),
            result_type=text(get("resultType")),
            icon=text(get("icon")),
            args=values(get("args")),
            raw=data,
        )
