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

    Each register has the data name that it maps to, with all details of that name.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        hardware_key: Key of the device.
        last_changed: Requests only what changed after this time; if nothing did, the answer is 200 without a body.
            The default requests everything.
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
