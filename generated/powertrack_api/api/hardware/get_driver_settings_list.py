"""GET /api/view/driversettings/list/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.driver_setting import DriverSetting


def get_driver_settings_list(
    id: int,
) -> Operation[list[DriverSetting]]:
    """Read the settings that a driver offers.

    Answers with a bare list. It seems to be the list that `getDriverSettings` gives for a device with that driver.

    Evidence: captured.

    Args:
        id: A number without a letter before it, probably that of the driver.
    """
    return Operation(
        id="getDriverSettingsList",
        method="GET",
        path=f"/api/view/driversettings/list/{segment(id)}",
        parse=_parse,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[DriverSetting]:
    from powertrack_api.models.driver_setting import DriverSetting

    return DriverSetting.many(load_list(content))
