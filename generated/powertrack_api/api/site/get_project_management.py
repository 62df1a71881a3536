"""GET /api/projectmanagement/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.project_management import ProjectManagement


def get_project_management(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[ProjectManagement]:
    """Read how far the commissioning of a site has come.

    State of the project that brings a site into operation, and the people who take part.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getProjectManagement",
        method="GET",
        path=f"/api/projectmanagement/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> ProjectManagement:
    from powertrack_api.models.project_management import ProjectManagement

    return ProjectManagement.parse(content)
