"""POST /api/view/alerthistory"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.inputs import AlertHistoryQueryInput
    from powertrack_api.models.alert_history import AlertHistory


def query_alert_history(
    body: AlertHistoryQueryInput,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
    hardware_key: str | None = None,
) -> Operation[AlertHistory]:
    """List the alerts of some days.

    Only reads, although it is a POST. Lists resolved alerts and those still open, without pages; the answer for a
    site has had some megabytes. The request was captured with the key of a device on the page of that device; the
    example has the key of the site that the captured answer is about. Another client is said to ask for 31 days at a
    time, also with the key of a customer, and to be answered 204 without a body where nothing changed.

    Evidence: captured. Page: /powertrack/{hardwareKey}/operations/alerts.

    Args:
        body: What is sent, a AlertHistoryQuery.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
        hardware_key: Key of the device whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="queryAlertHistory",
        method="POST",
        path="/api/view/alerthistory",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        body=body,
        referer=f"/powertrack/{segment(hardware_key)}/operations/alerts" if hardware_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> AlertHistory:
    from powertrack_api.models.alert_history import AlertHistory

    return AlertHistory.parse(content)
