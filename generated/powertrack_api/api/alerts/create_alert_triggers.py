"""POST /api/alerttriggers"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertTriggerInput
    from powertrack_api.models.alert_trigger import AlertTrigger


def create_alert_triggers(
    hardware_key: str,
    body: list[AlertTriggerInput],
) -> Operation[list[AlertTrigger]]:
    """Create several alert triggers.

    Takes a bare list of triggers, such as the templates among the `defaultTriggers` of a device, and answers with
    them in the same form, each with `id`, `key` and `lastChanged` from the server.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device or site whose page sends it.
        body: What is sent, a.
    """
    return Operation(
        id="createAlertTriggers",
        method="POST",
        path="/api/alerttriggers",
        parse=_parse,
        body=body,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
    )


def _parse(content: bytes) -> list[AlertTrigger]:
    from powertrack_api.models.alert_trigger import AlertTrigger

    return AlertTrigger.many(load_list(content))
