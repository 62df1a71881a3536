"""PUT /api/alerttriggers"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import JsonObject
from powertrack_core.operation import Operation, identified, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_triggers import AlertTriggers


def put_alert_triggers(
    hardware_key: str,
    document: JsonObject,
) -> Operation[AlertTriggers]:
    """Save all alert triggers of a device or a site.

    Takes the whole answer of `getAlertTriggers`; the web page adds its own `isCachedData` and `lastChecked` to it and
    to each trigger. The answer 200 has the shape of the answer to the GET. 409 was answered four times before a 200
    came; the cause was not seen. What happens to triggers that the body leaves out was not seen either.

    Evidence: partial (not seen: The bodies of request and answer; the field notes list their fields and the
    statuses). Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device or site whose page sends it.
        document: The whole AlertTriggers; what is left out is lost.
    """
    return Operation(
        id="putAlertTriggers",
        method="PUT",
        path="/api/alerttriggers",
        parse=_parse,
        body=identified(document, "key", hardware_key),
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
    )


def _parse(content: bytes) -> AlertTriggers:
    from powertrack_api.models.alert_triggers import AlertTriggers

    return AlertTriggers.parse(content)
