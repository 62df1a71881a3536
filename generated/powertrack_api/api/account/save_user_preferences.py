"""POST /api/userpreferences"""

from __future__ import annotations

from powertrack_core.decoding import nothing
from powertrack_core.operation import Operation, segment


def save_user_preferences(
    hardware_key: str,
    body: str,
) -> Operation[None]:
    """Replace the preferences of the session's user.

    The body is one JSON string, whose text is the whole JSON document that `getUserPreferences` gives as `value`.
    What is left out of it is lost.

    Evidence: partial (not seen: the answer). Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        hardware_key: Key of the device whose page sends it.
        body: The preferences as JSON inside a string.
    """
    return Operation(
        id="saveUserPreferences",
        method="POST",
        path="/api/userpreferences",
        parse=nothing,
        body=body,
        referer=f"/powertrack/{segment(hardware_key)}/administration/config",
    )
