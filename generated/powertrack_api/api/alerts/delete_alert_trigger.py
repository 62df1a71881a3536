"""DELETE /api/alerttrigger/{hardwareKey}/{alertKey}"""

from __future__ import annotations

from powertrack_core.decoding import nothing
from powertrack_core.operation import Operation, segment


def delete_alert_trigger(
    hardware_key: str,
    alert_key: str,
) -> Operation[None]:
    """Delete an alert trigger.

    One capture was answered with null, another without a body. Only triggers of devices were seen being deleted; the
    first key is said to be that of the trigger's parent, which may be a site.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device or site that the trigger is set on.
        alert_key: Key of the alert trigger.
    """
    return Operation(
        id="deleteAlertTrigger",
        method="DELETE",
        path=f"/api/alerttrigger/{segment(hardware_key)}/{segment(alert_key)}",
        parse=nothing,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
    )
