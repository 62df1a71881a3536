"""GET /api/view/driverregisters/{hardwareKey}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.driver_registers import DriverRegisters


def get_driver_registers(
    hardware_key: str,
    *,
    last_changed: str = "1900-01-01T00:00:00.000Z",
) -> Operation[DriverRegisters]:
    """Read the registers of a device's driver.

    Each register comes with the data name that it maps to, and with all that is known of that name.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        hardware_key: Key of the device.
        last_changed: Only what changed after this moment is asked for; where nothing did, the answer is 200 without a
            body. The default asks for everything.
    """
    return Operation(
        id="getDriverRegisters",
        method="GET",
        path=f"/api/view/driverregisters/{segment(hardware_key)}",
        parse=_parse,
        query={
            "lastChanged": last_changed,
        },
        referer=f"/powertrack/{segment(hardware_key)}/administration/config",
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> DriverRegisters:
    from powertrack_api.models.driver_registers import DriverRegisters

    return DriverRegisters.parse(content)
