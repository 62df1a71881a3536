"""The alert triggers of a device, and what arrived that writes to them."""

from __future__ import annotations

from powertrack_core.decoding import JsonObject, objects
from powertrack_sdk.simulator import Simulator
from tests.wire import Sent, held, wire

PAGE = "/powertrack/H100005/administration/alertsettings"
DEVICE = "/api/alerttrigger/H100005"
NAMES = ["Device communication", "Inverter fault", "High Temperature"]
KEYS = ["AS400020", "x2d061a95", "x2d061a96"]
LOW = {"name": "Low Voltage", "threshold": 380.0}


def triggers(sim: Simulator, device: str = "H100005") -> list[JsonObject]:
    """The triggers that are set on a device."""
    return objects(held(sim, f"/api/alerttrigger/{device}")["triggers"])


def told(trigger: JsonObject) -> JsonObject:
    """A trigger without what the server gives it, and where it is set."""
    return {name: value for name, value in trigger.items() if name not in ("key", "id", "lastChanged", "parentKey")}


def unsafe(sim: Simulator) -> list[Sent]:
    """What arrived that may write."""
    return [request for request in wire(sim) if request.method != "GET"]
