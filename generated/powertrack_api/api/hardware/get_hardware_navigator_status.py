"""GET /api/view/hardwarenavigatorstatus/{siteKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.hardware_navigator_status import HardwareNavigatorStatus


def get_hardware_navigator_status(
    site_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[list[HardwareNavigatorStatus]]:
    """Read the status of every device of a site.

    A bare list with little more than the key of each device, in no order.

    Evidence: captured.

    Args:
        site_key: Key of the site.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getHardwareNavigatorStatus",
        method="GET",
        path=f"/api/view/hardwarenavigatorstatus/{segment(site_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[HardwareNavigatorStatus]:
    from powertrack_api.models.hardware_navigator_status import HardwareNavigatorStatus

    return HardwareNavigatorStatus.many(load_list(content))
