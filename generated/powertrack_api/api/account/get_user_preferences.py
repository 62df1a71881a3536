"""GET /api/userpreferences"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation

if TYPE_CHECKING:
    from powertrack_api.models.user_preferences import UserPreferences


def get_user_preferences(
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[UserPreferences]:
    """Read the preferences of the session's user.

    What the web application remembers about its pages. The path names no user: that of the session is meant.

    Evidence: captured.

    Args:
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getUserPreferences",
        method="GET",
        path="/api/userpreferences",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> UserPreferences:
    from powertrack_api.models.user_preferences import UserPreferences

    return UserPreferences.parse(content)
