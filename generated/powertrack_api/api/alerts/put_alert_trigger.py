"""PUT /api/alerttrigger"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_trigger import AlertTrigger


def put_alert_trigger(
    hardware_key: str,
    document: JsonObject,
) -> Operation[AlertTrigger]:
    """Save an alert trigger.

    Takes the whole trigger. The body's `key` and `id` name it; the path does not. The answer is the trigger with a
    newer `lastChanged`. The document is read with the key of the trigger. `parentKey` is the device or the site that
    the trigger is set on; its alert settings are the page that sends the request. 409 was seen only on
    `putAlertTriggers`; it is expected here when `lastChanged` is older than the one stored.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device or site whose page sends it.
        document: The whole AlertTrigger; what is left out is lost.
    """
    return Operation(
        id="putAlertTrigger",
        method="PUT",
        path="/api/alerttrigger",
        parse=_parse,
        body=document,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
    )


def _parse(content: bytes) -> AlertTrigger:
    from powertrack_api.models.alert_trigger import AlertTrigger

    return AlertTrigger.parse(content)
