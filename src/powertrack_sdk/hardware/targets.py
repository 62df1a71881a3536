"""Devices as something to write to: one by one, or all of a site in a table."""

from __future__ import annotations

from collections.abc import Iterable

from powertrack_api.api import hardware
from powertrack_core.decoding import JsonObject, objects, text
from powertrack_sdk.runner.flow import Flow
from powertrack_sdk.writes.documents import HARDWARE, HARDWARE_TABLE, document
from powertrack_sdk.writes.target import Target


def hardware_config_target(key: str) -> Flow[Target]:
    """The configuration of a device as something to write to."""
    yield from ()
    return Target(
        document=document(HARDWARE),
        key=key,
        read=hardware.get_hardware_config(key),
        write=lambda whole: hardware.put_hardware_config(key, whole),
    )


def site_hardware_target(key: str) -> Flow[Target]:
    """The table of all devices of a site as something to write to."""
    yield from ()
    return Target(
        document=document(HARDWARE_TABLE),
        key=key,
        read=hardware.get_site_hardware_config(key),
        write=lambda whole: hardware.put_site_hardware_config(key, whole),
        others=_devices,
    )


def _devices(whole: JsonObject) -> Iterable[str]:
    """Every device of the table: its row is written back with the others."""
    return [key for row in objects(whole.get("hardware")) if (key := text(row.get("hardwareKey")))]
