"""GET /api/edit/hardware/driver/{driverId}/functioncodes"""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_core.decoding import each, load_list
from powertrack_core.operation import Operation, segment

if TYPE_CHECKING:
    from powertrack_api.models.function_code import FunctionCode


def get_driver_function_codes(
    driver_id: int,
    *,
    hardware_key: str | None = None,
) -> Operation[list[FunctionCode | int]]:
    """Read which functions a driver may be used for.

    Answers with a bare list of function codes.

    Evidence: captured. Page: /powertrack/{hardwareKey}/administration/config.

    Args:
        driver_id: Number of the driver, the `driverId` of a device.
        hardware_key: Key of the device whose page sends it; where it is left out, no page of an object is named.
    """
    return Operation(
        id="getDriverFunctionCodes",
        method="GET",
        path=f"/api/edit/hardware/driver/{segment(driver_id)}/functioncodes",
        parse=_parse,
        referer=f"/powertrack/{segment(hardware_key)}/administration/config" if hardware_key is not None else None,
        safe=True,
        may_be_empty=True,
    )


def _parse(content: bytes) -> list[FunctionCode | int]:
    from powertrack_api.models.function_code import FunctionCode

    return each(load_list(content), FunctionCode.of)
