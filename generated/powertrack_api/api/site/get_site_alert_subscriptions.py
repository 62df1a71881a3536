"""GET /api/subscription/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_subscriptions import AlertSubscriptions


def get_site_alert_subscriptions(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[AlertSubscriptions]:
    """List who is told about the alerts of a site.

    The subscriptions of a site include those to the customers above it. Pages with alert settings ask for them, for a
    site and for a device; for a device no answer was seen.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/alertsettings.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteAlertSubscriptions",
        method="GET",
        path=f"/api/subscription/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(site_key)}/administration/alertsettings",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> AlertSubscriptions:
    from powertrack_api.models.alert_subscriptions import AlertSubscriptions

    return AlertSubscriptions.parse(content)
