"""GET /api/task/results/{taskKey}"""

from __future__ import annotations

from powertrack_core.decoding import decoded
from powertrack_core.operation import Operation, segment


def get_task_results(
    task_key: str,
    *,
    file_type: str = "CSV",
    customer_key: str | None = None,
    file_key: str | None = None,
) -> Operation[str]:
    """Download the result of a finished task.

    The answer is a file, not JSON. For a report as CSV it is text with CR LF between the lines: the title, begin and
    end, an empty line, and rows whose form depends on the report. Dates are in the American form and local; a row may
    lack its last cell. The media type of the answer was not observed.

    Evidence: captured. Page: /powertrack/{customerKey}/reports/reportconfigs/{fileKey}.

    Args:
        task_key: Key of the task.
        file_type: Kind of file that is wanted; only `CSV` was seen.
        customer_key: Key of the customer whose page sends it; where it is left out, no page of an object is named.
        file_key: Key of the file whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getTaskResults",
        method="GET",
        path=f"/api/task/results/{segment(task_key)}",
        parse=decoded,
        query={
            "fileType": file_type,
        },
        referer=f"/powertrack/{segment(customer_key)}/reports/reportconfigs/{segment(file_key)}"
        if customer_key is not None and file_key is not None
        else None,
        safe=True,
    )
