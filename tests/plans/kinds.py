"""A document of each kind, what is done to it, and what it differs in from what it was."""

from __future__ import annotations

from collections.abc import Callable

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk.simulator import Simulator
from powertrack_sdk.writes.diff import diff
from powertrack_sdk.writes.documents import spec_of
from tests.driver import Driver
from tests.wire import held

KINDS = {
    "SiteConfig": "/api/edit/site/S10001",
    "HardwareConfig": "/api/edit/hardware/H100005",
    "SiteHardwareConfig": "/api/edit/sitehardware/S10001",
    "ModelingData": "/api/edit/modeling/H100006",
    "AlertTrigger": "/api/alerttrigger/AS400020",
}
"""Paths of a document of each kind."""

CHANGES: dict[str, Callable[[Driver], object]] = {
    "SiteConfig": lambda client: client.update_site_config("S10001", {"name": "x", "latitude": 1.5}),
    "HardwareConfig": lambda client: client.update_hardware_config(
        "H100005", {"name": "x", "settings[dev:UnitID].value": 9}
    ),
    "SiteHardwareConfig": lambda client: client.bulk_update_hardware(
        "S10001", [{"hid": 100005, "name": "x"}, {"hid": 100006, "settings[dev:UnitID].value": 9}]
    ),
    "ModelingData": lambda client: client.update_inverter_model("H100006", {"powerRating": 5000, "dcRating": 7.5}),
    "AlertTrigger": lambda client: client.update_alert_triggers("H100005", {"key": "AS400020", "enabled": False}),
}
"""What is done to each."""


def triggers(sim: Simulator, device: str = "H100005") -> list[JsonObject]:
    """The triggers of a device."""
    return objects(held(sim, f"/api/alerttrigger/{device}")["triggers"])


def told(trigger: JsonObject) -> JsonObject:
    """A trigger without what the server gives it."""
    return {name: value for name, value in trigger.items() if name not in ("key", "id", "lastChanged")}


def differences(kind: str, before: JsonObject, sim: Simulator) -> list[str]:
    """What a document differs in from what it was, but for what the server changes by itself."""
    return [str(change) for change in diff(before, held(sim, KINDS[kind]), spec_of(kind).shape, ignore_volatile=True)]
