"""GET /api/notifications/session"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.session_notifications import SessionNotifications


def get_session_notifications(
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[SessionNotifications]:
    """Read the notices for the session's user.

    Lists the sites whose service subscriptions end or have ended.

    Evidence: captured.

    Args:
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSessionNotifications",
        method="GET",
        path="/api/notifications/session",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> SessionNotifications:
    from powertrack_api.models.session_notifications import SessionNotifications

    return SessionNotifications.parse(content)
