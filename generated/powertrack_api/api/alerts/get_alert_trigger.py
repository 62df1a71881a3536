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

    The kind of key decides the answer. The key of a device or a site answers with all its triggers and the templates
    offered for it; the key of a trigger answers with that trigger alone.

    Evidence: captured.

    Args:
        alert_key: Key of the alert trigger.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
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
