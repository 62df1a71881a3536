"""The tree of customer, sites, devices, files and alert triggers."""

from __future__ import annotations

from functools import cache

from powertrack_core.decoding import JsonObject, JsonValue
from powertrack_sdk.simulator.core.fields import example, word
from powertrack_sdk.simulator.core.store import KINDS, State
from powertrack_sdk.simulator.world.plant import Device, Site

_PERMISSIONS = 27
_USERS = {"U2001": "Alex Example (aexample)", "U2002": "Sam Example (sexample)", "U2003": "Kim Example (kexample)"}


def node(state: State, key: str) -> JsonObject | None:
    """Return the node of any key; None if nothing has it."""
    world = state.world
    if key == world.customer:
        own: JsonObject = {"lastChanged": "2023-11-01T20:51:32Z"}
        return _node(key, "customer", "CustAccount", "Example Energy", world.parent_customer, []) | own
    site = world.site(key)
    if site is not None:
        return site_node(state, site)
    found = world.device(key)
    if found is not None:
        return device_node(state, *found)
    if key in _USERS:
        return {**_template(), "key": key, "name": _USERS[key], "parentKey": world.parent_customer}
    trigger, file = state.read(KINDS["AlertTrigger"], key), state.file(key)
    if trigger is not None:
        return _leaf(state, key, "alert", trigger)
    if file is not None:
        kind, document = file
        return _leaf(state, key, kind.label if kind.label in ("report", "folder") else "file", document)
    return None


def site_node(state: State, site: Site) -> JsonObject:
    """Return the node of a site."""
    customer = state.world.customer
    own: JsonObject = {"lastChanged": state.saved(site)}
    return _node(site.key, "site", "Site", state.name(site), customer, [customer]) | own


def device_node(state: State, site: Site, device: Device) -> JsonObject:
    """Return the node of a device."""
    stored = state.edited(device)
    own: JsonObject = {
        "lastChanged": state.saved(device),
        "sort": device.sort if stored is None else stored.get("sort"),
        "subKind": device.function_code,
    }
    above: list[JsonValue] = [state.world.customer, site.key]
    return _node(device.key, "hardware", icon(device), state.name(device), site.key, above) | own


def icon(device: Device) -> str:
    """Return the address of the picture of a device."""
    return f"https://www.alsoenergy.com/pub/Images/Device/{device.driver_id}.png"


def _leaf(state: State, key: str, kind: str, document: JsonObject) -> JsonObject | None:
    above = node(state, word(document, "parentKey"))
    if above is None:
        return None
    path = above["path"] if isinstance(above["path"], list) else []
    own: JsonObject = {"lastChanged": document.get("ts", document.get("lastChanged"))}
    return _node(key, kind, kind, word(document, "name"), word(above, "key"), [*path, above["key"]]) | own


def _node(key: str, kind: str, icon: str, name: str, parent: str, path: list[JsonValue]) -> JsonObject:
    own: JsonObject = {"key": key, "kind": kind, "icon": icon, "name": name, "parentKey": parent, "path": path}
    return {**_template(), **own, "permissions": _PERMISSIONS}


@cache
def _template() -> JsonObject:
    return example("nodes/get_user_node")
