"""The tree of customer, sites and devices."""

from __future__ import annotations

import json
from collections.abc import Iterator

from powertrack_api.decoding import JsonObject, JsonValue, text
from powertrack_sdk.simulator.alerts import trigger
from powertrack_sdk.simulator.fields import example, word
from powertrack_sdk.simulator.messages import RefusedError
from powertrack_sdk.simulator.moments import stamp_at
from powertrack_sdk.simulator.plant import Device
from powertrack_sdk.simulator.state import State
from powertrack_sdk.simulator.world import Site

_UNSORTED = 2**31 - 1
_PERMISSIONS = 27
_LONG_AGO = "1900-01-01T00:00:00Z"
_USERS = {"U2001": "Alex Example (aexample)", "U2002": "Sam Example (sexample)", "U2003": "Kim Example (kexample)"}
_ORDER = ("key", "context", "kinds", "subKinds", "nodes", "filter", "filterBy")


def node(state: State, key: str) -> JsonObject | None:
    """The node of whatever has that key; None where nothing has."""
    if key == state.world.customer:
        return _customer(state)
    site = state.world.site(key)
    if site is not None:
        return _site(state, site)
    found = state.world.device(key)
    if found is not None:
        return _device(state, *found)
    if key in _USERS:
        return {
            **example("nodes/get_user_node"),
            "key": key,
            "name": _USERS[key],
            "parentKey": state.world.parent_customer,
        }
    return _alert(state, key)


def query(state: State, asked: JsonObject) -> JsonObject:
    """`node`, asked with a body: the path to a node, or what lies below it.

    Raises:
        RefusedError: The question is not understood (400), or names nothing (404).
    """
    key, context = text(asked.get("key")), text(asked.get("context"))
    kinds, sub_kinds = _list(asked, "kinds"), _list(asked, "subKinds")
    if key is None or context not in ("path", "query"):
        raise RefusedError(400, "A key is needed, and the context has to be path or query.")
    asked_node = node(state, key)
    if asked_node is None:
        raise RefusedError(404, f"There is no node with the key {key}.")
    if context == "path":
        found: Iterator[JsonObject] = _path(state, asked_node)
    else:
        found = _below(state, asked_node, hardware=not kinds or "hardware" in kinds)
    wanted = text(asked.get("filter")) or ""
    nodes = [
        each
        for each in found
        if (not kinds or each["kind"] in kinds)
        and (not sub_kinds or each["kind"] != "hardware" or each["subKind"] in sub_kinds)
        and wanted.casefold() in word(each, "name").casefold()
    ]
    return {
        "key": json.dumps({name: asked.get(name) for name in _ORDER}, separators=(",", ":"), ensure_ascii=False),
        "lastChanged": max((word(each, "lastChanged") for each in nodes), default=_LONG_AGO),
        "node": None if context == "path" else asked_node,
        "nodes": list(nodes),
    }


def _path(state: State, last: JsonObject) -> Iterator[JsonObject]:
    above = last["path"]
    for key in above if isinstance(above, list) else []:
        found = node(state, key) if isinstance(key, str) else None
        if found is not None:
            yield found
    yield last


def _below(state: State, top: JsonObject, *, hardware: bool) -> Iterator[JsonObject]:
    """All nodes below one. Devices are left out where nobody asks for them: there may be tens of thousands."""
    sites = state.world.sites() if top["kind"] == "customer" else []
    one = state.world.site(word(top, "key"))
    for site in [one] if one else sites:
        if one is None:
            yield _site(state, site)
        if hardware:
            yield from (_device(state, site, device) for device in site.devices)


def _customer(state: State) -> JsonObject:
    made = _node(state.world.customer, "customer", "CustAccount", "Example Energy", state.world.parent_customer, [])
    return {**made, "lastChanged": "2023-11-01T20:51:32Z"}


def _site(state: State, site: Site) -> JsonObject:
    customer = state.world.customer
    made = _node(site.key, "site", "Site", state.documents.site_name(site), customer, [customer])
    return {**made, "lastChanged": state.documents.site_stamp(site)}


def _device(state: State, site: Site, device: Device) -> JsonObject:
    icon = f"https://www.alsoenergy.com/pub/Images/Device/{device.driver_id}.png"
    name = state.documents.device_name(device)
    return {
        **_node(device.key, "hardware", icon, name, site.key, [state.world.customer, site.key]),
        "lastChanged": state.documents.device_stamp(device),
        "sort": state.documents.device_sort(device),
        "subKind": device.function_code,
    }


def _alert(state: State, key: str) -> JsonObject | None:
    found = trigger(state.world, key)
    if found is None:
        return None
    site, device, body = found
    path: list[JsonValue] = [state.world.customer, site.key, device.key]
    made = _node(key, "alert", "alert", word(body, "name"), device.key, path)
    return {**made, "lastChanged": stamp_at(device.changed)}


def _node(key: str, kind: str, icon: str, name: str, parent: str, path: list[JsonValue]) -> JsonObject:
    return {
        "flags": 0,
        "icon": icon,
        "isHidden": False,
        "key": key,
        "kind": kind,
        "lastChanged": "",
        "name": name,
        "parentKey": parent,
        "path": path,
        "permissions": _PERMISSIONS,
        "sort": _UNSORTED,
        "subKind": 0,
        "validationStatus": 0,
    }


def _list(asked: JsonObject, name: str) -> list[JsonValue]:
    value = asked.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise RefusedError(400, f"{name} has to be a list.")
    return value
