"""GET /api/task/{taskKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.task import Task


def get_task(
    task_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    customer_key: str | None = None,
    file_key: str | None = None,
) -> Operation[Task]:
    """Read the state of a background task.

    Polled until the task is done. How a finished task looks was not seen.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs/{fileKey}.

    Args:
        task_key: Key of the task.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        customer_key: Key of the customer whose page sends it; where it is left out, no page of an object is named.
        file_key: Key of the file whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getTask",
        method="GET",
        path=f"/api/task/{segment(task_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs/{segment(file_key)}"
        if customer_key is not None and file_key is not None
        else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> Task:
    from powertrack_api.models.task import Task

    return Task.parse(content)
