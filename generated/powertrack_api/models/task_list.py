"""Tasks of the session."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from attrs import Factory, define

from powertrack_api.models.task import Task
from powertrack_core.decoding import JsonObject, moment, text
from powertrack_core.model import Model


@define(kw_only=True, repr=False, eq=False)
class TaskList(Model):
    """Tasks of the session."""

    json_names: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "lastChanged",
            "tasks",
        }
    )

    key: str | None = None
    """The word `all`."""
    last_changed: datetime | None = None
    """When one of them last changed; the next request names it."""
    tasks: list[Task] = Factory(list)
    """The tasks. Only the empty list was seen; its items are described as what `startTask` and `getTask` answer."""

    @classmethod
    def from_json(cls, data: JsonObject) -> Self:
        """Read an object.

        Raises:
            UnexpectedAnswerError: It, or an object in it, lacks what identifies it.
        """
        get = data.get
        return cls(
            key=text(get("key")),
            last_changed=moment(get("lastChanged")),
            tasks=Task.many(get("tasks")),
            raw=data,
        )
