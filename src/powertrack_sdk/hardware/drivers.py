"""Reads of drivers, their settings, and register offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import hardware
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue
    from powertrack_sdk.hardware.models import DriverSetting, RegisterOffset


def get_driver_settings(hardware_id: str | int) -> Flow[list[DriverSetting]]:
    """Read the driver settings of a device.

    Args:
        hardware_id: Key of the device, such as `H100001`.

    Returns:
        The settings. All values are text; `get_hardware_details` has them with their own types.

    Raises:
        ValidationError: The key is not a device's; nothing was sent.
        APIError: The request failed.

    Operation: GET /api/view/driversettings/{hardwareKey}
    """
    answer = yield from ask(hardware.get_driver_settings(keys.hardware_key(hardware_id)))
    return answer.driver_settings


def get_driver_settings_list(list_id: int | str) -> Flow[list[DriverSetting]]:
    """Read the settings of a driver.

    Args:
        list_id: Number of the list, probably `driver_id` of `get_hardware_details`.

    Returns:
        The settings with their defaults, as text.

    Raises:
        ValidationError: The argument is not a number; nothing was sent.
        APIError: The request failed.

    Operation: GET /api/view/driversettings/list/{id}
    """
    return (yield from ask(hardware.get_driver_settings_list(_number(list_id, "list_id", "20631"))))


def get_driver_list(code: int | str = 2) -> Flow[list[NamedValue]]:
    """List the drivers for devices of one function.

    No complete answer was captured; the field names come from other users of the API.

    Args:
        code: Function code of the devices, such as 2 for production meters.

    Returns:
        Each driver with its name and, as `value`, its number.

    Raises:
        ValidationError: The argument is not a number; nothing was sent.
        APIError: The request failed.

    Operation: GET /api/lookuplist/drivers/{functionCode}
    """
    return (yield from ask(hardware.get_driver_list(str(_number(code, "code", "2")))))


def get_register_offsets(hardware_id: str | int) -> Flow[list[RegisterOffset]]:
    """Read the offsets that are added to the register readings of a device.

    Args:
        hardware_id: Key of the device, such as `H100001`.

    Returns:
        The offsets, each in the unit of its register.

    Raises:
        ValidationError: The key is not a device's; nothing was sent.
        APIError: The request failed.

    Operation: GET /api/view/registeroffsets/{hardwareKey}
    """
    answer = yield from ask(hardware.get_register_offsets(keys.hardware_key(hardware_id)))
    return answer.register_offsets


def _number(value: int | str, name: str, example: str) -> int:
    text = str(int(value)) if isinstance(value, int) and not isinstance(value, bool) else str(value).strip()
    if text.isascii() and text.isdecimal():
        return int(text)
    raise ValidationError(f"{name} is {value!r}; a number such as {example} is expected")
