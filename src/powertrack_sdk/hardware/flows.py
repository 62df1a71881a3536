"""Reads and writes of devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import hardware
from powertrack_api.decoding import load_object
from powertrack_sdk import keys
from powertrack_sdk.errors import EmptyResponseError
from powertrack_sdk.nodes.flows import devices_below
from powertrack_sdk.runner.flow import Flow, ask
from powertrack_sdk.writes.result import UpdateResult
from powertrack_sdk.writes.target import Target
from powertrack_sdk.writes.update import update

if TYPE_CHECKING:
    from powertrack_api.inputs import HardwareConfigPatch
    from powertrack_sdk.hardware.models import Hardware, HardwareDetails, HardwareDiagnostics


def get_hardware_list(site_id: str | int) -> Flow[list[Hardware]]:
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
    from powertrack_sdk.hardware.models import Hardware

    key = keys.site_key(site_id)
    try:
        devices = yield from get_site_hardware_production(key)
    except EmptyResponseError:
        devices = []
    if devices:
        return devices
    return [Hardware.from_node(node) for node in (yield from devices_below(key))]


def get_site_hardware_production(site_id: str | int) -> Flow[list[Hardware]]:
    """Read the devices of a site with their latest readings.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: It is no site's key.
        APIError: The request failed.

    Operation: GET /api/view/sitehardwareproduction/{siteKey}
    """
    operation = hardware.get_site_hardware_production(keys.site_key(site_id))
    return (yield from ask(operation.reading(_hardware)))


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
    return (yield from ask(operation.reading(_hardware_diagnostics)))


def update_hardware_config(
    hardware_id: str | int, config_data: HardwareConfigPatch, dry_run: bool = False
) -> Flow[UpdateResult]:
    """Change the configuration of a device, and nothing else of it.

    Args:
        hardware_id: Key of the device, such as `H100001`.
        config_data: What to change, by the names of the API or by friendly names such as `name`. Items of lists are
            named by what identifies them: `{"settings": [{"name": "dev:UnitID", "value": 4}]}`.
        dry_run: Only tell what would change.

    Raises:
        ValidationError: The change is wrong; nothing was sent.
        ConflictError: Someone else changed the device meanwhile; nothing was sent.
        VerificationError: Afterwards the device is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/hardware/{hardwareKey}, PUT /api/edit/hardware
    """
    target = yield from hardware_config_target(keys.hardware_key(hardware_id))
    return (yield from update(target, config_data, dry_run=dry_run))


def hardware_config_target(key: str) -> Flow[Target]:
    """The configuration of a device as something to write to."""
    from powertrack_api.documents import HARDWARE_CONFIG_DOCUMENT

    yield from ()
    return Target(
        document=HARDWARE_CONFIG_DOCUMENT,
        key=key,
        read=hardware.get_hardware_config(key),
        write=lambda document: hardware.put_hardware_config(key, document),
    )


def _hardware(content: bytes) -> list[Hardware]:
    from powertrack_sdk.hardware.models import Hardware

    return Hardware.many(load_object(content).get("hardware"))


def _hardware_details(content: bytes) -> HardwareDetails:
    from powertrack_sdk.hardware.models import HardwareDetails

    return HardwareDetails.parse(content)


def _hardware_diagnostics(content: bytes) -> HardwareDiagnostics:
    from powertrack_sdk.hardware.models import HardwareDiagnostics

    return HardwareDiagnostics.parse(content)
