"""GET /api/alerttrigger/{alertKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Identity, Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.alert_trigger import AlertTrigger


def get_alert_trigger(
    alert_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[AlertTrigger]:
    """Read one alert trigger.

    The answer depends on the kind of key. For a device or a site it contains all triggers and the templates offered
    for it; for a trigger, only that trigger.

    Evidence: captured.

    Args:
        alert_key: Key of the alert trigger.
        last_changed: Requests only what changed after this time; if nothing did, the answer is 200 without a body.
            The default requests everything.
    """
    return Operation(
        id="getAlertTrigger",
        method="GET",
        path=f"/api/alerttrigger/{segment(alert_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        identity=Identity(field="key", stamp="lastChanged", key=alert_key),
        may_be_empty=True,
    )


def _parse(content: bytes) -> AlertTrigger:
    from powertrack_api.models.alert_trigger import AlertTrigger

    return AlertTrigger.parse(content)
