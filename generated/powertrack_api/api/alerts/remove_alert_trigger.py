"""DELETE /api/alerttrigger/{key}/{alertKey}"""

from __future__ import annotations

from powertrack_api.decoding import nothing
from powertrack_api.operation import Operation, segment


def delete_alert_trigger(
    hardware_key: str,
    alert_key: str,
) -> Operation[None]:
    """Delete an alert trigger of a device.

    The first key is that of the trigger's parent. One capture was answered with null, another without a body.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/alertsettings.

    Args:
        hardware_key: Key of the device.
        alert_key: Key of the alert trigger.
    """
    return Operation(
        id="deleteAlertTrigger",
        method="DELETE",
        path=f"/api/alerttrigger/{segment(hardware_key)}/{segment(alert_key)}",
        parse=nothing,
        referer=f"/powertrack/{segment(hardware_key)}/administration/alertsettings",
    )


def delete_site_alert_trigger(
    site_key: str,
    alert_key: str,
) -> Operation[None]:
    """Delete an alert trigger of a site.

    The first key is that of the trigger's parent. One capture was answered with null, another without a body.

    Evidence: partial (not seen: The request; only triggers of devices were seen being deleted, by requests whose
    first key is said to be that of the parent). Page: /powertrack/{siteKey}/administration/alertsettings.

    Args:
        site_key: Key of the site.
        alert_key: Key of the alert trigger.
    """
    return Operation(
        id="deleteSiteAlertTrigger",
        method="DELETE",
        path=f"/api/alerttrigger/{segment(site_key)}/{segment(alert_key)}",
        parse=nothing,
        referer=f"/powertrack/{segment(site_key)}/administration/alertsettings",
    )
