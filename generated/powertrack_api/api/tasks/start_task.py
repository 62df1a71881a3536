"""POST /api/task/start"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import TaskRequestInput
    from powertrack_api.models.task import Task


def start_task(
    customer_key: str,
    file_key: str,
    body: TaskRequestInput,
) -> Operation[Task]:
    """Start a background task, such as a report.

    Answers with the new task. Another capture shows an empty object as the answer, which looks blanked.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs/{fileKey}.

    Args:
        customer_key: Key of the customer whose page sends it.
        file_key: Key of the file whose page sends it.
        body: What is sent, a TaskRequest.
    """
    return Operation(
        id="startTask",
        method="POST",
        path="/api/task/start",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs/{segment(file_key)}",
    )


def _parse(content: bytes) -> Task:
    from powertrack_api.models.task import Task

    return Task.parse(content)
