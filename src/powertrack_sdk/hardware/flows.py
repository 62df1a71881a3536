"""Reads of devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import hardware
from powertrack_core.decoding import load_object
from powertrack_sdk import keys
from powertrack_sdk.errors import EmptyResponseError
from powertrack_sdk.nodes.flows import devices_below
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_sdk.hardware.models import HardwareDetails, HardwareDiagnostics, HardwareList


def get_hardware_list(site_id: str | int) -> Flow[HardwareList]:
    """List the devices of a site.

    Args:
        site_id: Key of the site, such as `S10001`.

    Returns:
        The devices in the order in which the site shows them. Where the site has no table of readings, they come from
        the tree and have a key, a name and a function code only.

    Raises:
        ValidationError: It is no site's key.
        APIError: A request failed.

    Operations: GET /api/view/sitehardwareproduction/{siteKey}; POST /api/node where that answers nothing
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
        ValidationError: It is no site's key.
        APIError: The request failed.

    Operation: GET /api/view/sitehardwareproduction/{siteKey}
    """
    operation = hardware.get_site_hardware_production(keys.site_key(site_id))
    return (yield from ask(operation.reading(_hardware, may_be_empty=True)))


def get_hardware_details(hardware_key: str | int) -> Flow[HardwareDetails]:
    """Read everything about a device: what it is, how it is connected, its settings and registers.

    Args:
        hardware_key: Key of the device, such as `H100001`.

    Raises:
        ValidationError: It is no device's key.
        APIError: The request failed.

    Operation: GET /api/edit/hardware/{hardwareKey}
    """
    operation = hardware.get_hardware_config(keys.hardware_key(hardware_key))
    return (yield from ask(operation.reading(_hardware_details)))


def get_hardware_diagnostics(hardware_id: str | int) -> Flow[HardwareDiagnostics]:
    """Read the registers of a device and how it answers.

    Args:
        hardware_id: Key of the device, such as `H100001`.

    Raises:
        ValidationError: It is no device's key.
        APIError: The request failed.

    Operation: GET /api/view/hardwarestatus/{hardwareKey}
    """
    operation = hardware.get_hardware_status(keys.hardware_key(hardware_id))
    return (yield from ask(operation.reading(_hardware_diagnostics, may_be_empty=True)))


def _hardware(content: bytes) -> HardwareList:
    from powertrack_sdk.hardware.models import Hardware, HardwareList

    return HardwareList(Hardware.many(load_object(content).get("hardware")))


def _hardware_details(content: bytes) -> HardwareDetails:
    from powertrack_sdk.hardware.models import HardwareDetails

    return HardwareDetails.parse(content)


def _hardware_diagnostics(content: bytes) -> HardwareDiagnostics:
    from powertrack_sdk.hardware.models import HardwareDiagnostics

    return HardwareDiagnostics.parse(content)
