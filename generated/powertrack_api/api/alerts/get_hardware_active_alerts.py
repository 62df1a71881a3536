"""GET /api/view/activealerts/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.active_alerts import ActiveAlerts


def get_hardware_active_alerts(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[ActiveAlerts]:
    """List the alerts of a device that are not resolved.

    The answer for a large customer has some megabytes. For a site and for a device only answers without any alert
    were seen; they have the same fields as those for a customer.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getHardwareActiveAlerts",
        method="GET",
        path=f"/api/view/activealerts/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> ActiveAlerts:
    from powertrack_api.models.active_alerts import ActiveAlerts

    return ActiveAlerts.parse(content)
