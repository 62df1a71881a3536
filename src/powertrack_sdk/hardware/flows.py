"""Reads of devices, drivers and register offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import hardware
from powertrack_core.decoding import load_object
from powertrack_sdk import keys
from powertrack_sdk.errors import EmptyResponseError, ValidationError
from powertrack_sdk.nodes.flows import devices_below
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.named_value import NamedValue
    from powertrack_sdk.hardware.models import (
        DriverSetting,
        HardwareDetails,
        HardwareDiagnostics,
        HardwareList,
        RegisterOffset,
    )


def get_hardware_list(site_id: str | int) -> Flow[HardwareList]:
    """List the devices of a site.

    Args:
        site_id: Key of the site, such as `S10001`.

    Returns:
        The devices in the order of the site's page. If the site has no table of readings, they come from the tree and
        have only a key, a name and a function code.

    Raises:
        ValidationError: The key is not a site's.
        APIError: A request failed.

    Operations: GET /api/view/sitehardwareproduction/{siteKey}; POST /api/node if that is empty
    """
    from powertrack_sdk.hardware.models import Hardware, HardwareList

    key = keys.site_key(site_id)
    try:
        devices = yield from get_site_hardware_production(key)
    except EmptyResponseError:
        devices = HardwareList()
    if devices:
        return devices
    return HardwareList(Hardware.from_node(node) for node in (yield from devices_below(key)))


def get_site_hardware_production(site_id: str | int) -> Flow[HardwareList]:
    """Read the devices of a site with their latest readings.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: The key is not a site's.
        APIError: The request failed.

    Operation: GET /api/view/sitehardwareproduction/{siteKey}
    """
    from powertrack_sdk.hardware.models import Hardware, HardwareList

    def parse(content: bytes) -> HardwareList:
        return HardwareList(Hardware.many(load_object(content).get("hardware")))

    operation = hardware.get_site_hardware_production(keys.site_key(site_id))
    return (yield from ask(operation.reading(parse, may_be_empty=True)))


def get_hardware_details(hardware_key: str | int) -> Flow[HardwareDetails]:
    """Read the configuration of a device: type, connection, settings and registers.

    Args:
        hardware_key: Key of the device, such as `H100001`.

    Raises:
        ValidationError: The key is not a device's.
        APIError: The request failed.

    Operation: GET /api/edit/hardware/{hardwareKey}
    """
    from powertrack_sdk.hardware.models import HardwareDetails

    operation = hardware.get_hardware_config(keys.hardware_key(hardware_key))
    return (yield from ask(operation.reading(HardwareDetails.parse)))


def get_hardware_diagnostics(hardware_id: str | int) -> Flow[HardwareDiagnostics]:
    """Read the registers and the communication status of a device.

    Args:
        hardware_id: Key of the device, such as `H100001`.

    Raises:
        ValidationError: The key is not a device's.
        APIError: The request failed.

    Operation: GET /api/view/hardwarestatus/{hardwareKey}
    """
    from powertrack_sdk.hardware.models import HardwareDiagnostics

    operation = hardware.get_hardware_status(keys.hardware_key(hardware_id))
    return (yield from ask(operation.reading(HardwareDiagnostics.parse, may_be_empty=True)))


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
