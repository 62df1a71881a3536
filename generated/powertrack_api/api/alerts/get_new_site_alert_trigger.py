"""GET /api/alerttrigger/new/{siteKey}/{alertTypeKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_trigger import AlertTrigger


def get_new_site_alert_trigger(
    site_key: str,
    alert_type_key: str,
) -> Operation[AlertTrigger]:
    """Read a filled-in trigger of an alert type for a site.

    A template for `createAlertTrigger`, active and with the usual delays, its `id` 0 and its `key` empty. Nothing is
    saved. Of devices only the alert type `AI250` was captured.

    Evidence: partial (not seen: The body of the answer; the field notes name the request and say that it works).
    Page: /powertrack/{siteKey}/administration/alertsettings.

    Args:
        site_key: Key of the site.
        alert_type_key: Key of the alert type, one of those that `getHardwareAlertTypes` or `getSiteAlertTypes` lists.
    """
    return Operation(
        id="getNewSiteAlertTrigger",
        method="GET",
        path=f"/api/alerttrigger/new/{segment(site_key)}/{segment(alert_type_key)}",
        parse=_parse,
        referer=f"/powertrack/{segment(site_key)}/administration/alertsettings",
        safe=True,
    )


def _parse(content: bytes) -> AlertTrigger:
    from powertrack_api.models.alert_trigger import AlertTrigger

    return AlertTrigger.parse(content)
