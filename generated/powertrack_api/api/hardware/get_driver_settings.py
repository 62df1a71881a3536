"""GET /api/view/driversettings/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.driver_settings import DriverSettings


def get_driver_settings(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[DriverSettings]:
    """Read the driver settings of a device.

    The values are text, numbers included; in the configuration of the device the same settings have the JSON type
    that their `type` names.

    Evidence: captured.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getDriverSettings",
        method="GET",
        path=f"/api/view/driversettings/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> DriverSettings:
    from powertrack_api.models.driver_settings import DriverSettings

    return DriverSettings.parse(content)
