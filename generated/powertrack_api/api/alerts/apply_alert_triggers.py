"""PUT /api/alerttriggers/{hardwareKey}/applyto"""

from __future__ import annotations

from powertrack_core.decoding import nothing
from powertrack_core.operation import Operation, segment


def apply_alert_triggers(
    hardware_key: str,
    body: list[str],
) -> Operation[None]:
    """Set the alert triggers of a device on other devices.

    The web page's own copy. The body is a bare list of hardware keys; the triggers of the device in the path are set
    on them. What happens to the triggers that the other devices have already was not seen, so `copy_alert_triggers`
    of the client does not use it.

    Evidence: partial (not seen: The answer's body, and what becomes of triggers that the other devices have already).
    Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device.
        body: Keys of the devices to set the triggers on.
    """
    return Operation(
        id="applyAlertTriggers",
        method="PUT",
        path=f"/api/alerttriggers/{segment(hardware_key)}/applyto",
        parse=nothing,
        body=body,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
    )
