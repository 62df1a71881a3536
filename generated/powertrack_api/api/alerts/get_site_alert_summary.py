"""GET /api/view/activealerts/activesummary/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_summary_response import AlertSummaryResponse


def get_site_alert_summary(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[AlertSummaryResponse]:
    """Count the active alerts of a site.

    Sites and devices without active alerts are not listed. For a site and for a device only answers without any alert
    were seen; they have the same fields as those for a customer.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getSiteAlertSummary",
        method="GET",
        path=f"/api/view/activealerts/activesummary/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> AlertSummaryResponse:
    from powertrack_api.models.alert_summary_response import AlertSummaryResponse

    return AlertSummaryResponse.parse(content)
