"""GET /api/alerttrigger/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_triggers import AlertTriggers


def get_site_alert_triggers(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[AlertTriggers]:
    """Read the alert triggers that are set on a site itself.

    The kind of key decides the answer. The key of a device or a site answers with all its triggers and the templates
    offered for it; the key of a trigger answers with that trigger alone.

    Evidence: captured. Page: /powertrack/{siteKey}/administration/alertsettings.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteAlertTriggers",
        method="GET",
        path=f"/api/alerttrigger/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(site_key)}/administration/alertsettings",
        safe=True,
        identity=Identity(field="key", stamp="lastChanged", key=site_key),
        may_be_empty=True,
    )


def _parse(content: bytes) -> AlertTriggers:
    from powertrack_api.models.alert_triggers import AlertTriggers

    return AlertTriggers.parse(content)
