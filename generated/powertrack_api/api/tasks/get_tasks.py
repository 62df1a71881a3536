"""GET /api/task/all"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.task_list import TaskList


def get_tasks(
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    site_key: str | None = None,
) -> Operation[TaskList]:
    """List the background tasks of the session.

    Every page polls it with the `lastChanged` of the last answer. Other pages of sites and devices were seen too.

    Evidence: captured. Page: /powertrack/{siteKey}/overview/sites.

    Args:
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        site_key: Key of the site whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getTasks",
        method="GET",
        path="/api/task/all",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(site_key)}/overview/sites" if site_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> TaskList:
    from powertrack_api.models.task_list import TaskList

    return TaskList.parse(content)
