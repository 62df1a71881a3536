"""GET /api/applinks"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.app_links import AppLinks


def get_app_links() -> Operation[AppLinks]:
    """List the applications that the session's user may open.

    Answers with the applications and the address of the user.

    Evidence: captured.
    """
    return Operation(
        id="getAppLinks",
        method="GET",
        path="/api/applinks",
        parse=_parse,
        safe=True,
    )


def _parse(content: bytes) -> AppLinks:
    from powertrack_api.models.app_links import AppLinks

    return AppLinks.parse(content)
