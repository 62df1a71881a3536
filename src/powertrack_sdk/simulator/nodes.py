"""The tree of customer, sites and devices."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from powertrack_core.decoding import JsonObject, JsonValue, objects, text
from powertrack_sdk.simulator.calls import Call, found
from powertrack_sdk.simulator.fields import example, section, word
from powertrack_sdk.simulator.messages import RefusedError, read_json
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
    return _alert(state, key) or _file(state, key)


def echo(asked: JsonObject) -> str:
    """A question, as answers repeat it in their key."""
    return json.dumps(asked, separators=(",", ":"), ensure_ascii=False)


def get_node(call: Call) -> JsonObject:
    """`node`."""
    return found(node(call.state, call.key))


def query_node_batch(call: Call) -> list[JsonValue]:
    """`node/batch`: the nodes of many keys; those that there are not are left out."""
    nodes = {key: node(call.state, key) for key in (word(row, "key") for row in _rows(call))}
    return [{"item": item, "key": key} for key, item in nodes.items() if item is not None]


def get_favorite_nodes(call: Call) -> list[JsonValue]:
    """`node/favorites`: the first sites."""
    return [*call.state.world.keys()[:3]]


def query_tags(call: Call) -> JsonObject:
    """`tag`: what hangs on a site or a device, as its document says."""
    asked, documents = call.sent(), call.state.documents
    key, types = word(asked, "ancestorKey"), _list(asked, "types")
    found(node(call.state, key))
    document = documents.read("site", key) or documents.read("hardware", key) or {}
    kinds = {"attributes": "attribute", "keywords": "keyword", "notes": "note"}
    hanging = section(document, "tags")
    shown = {name: hanging.get(name, []) for name, kind in kinds.items() if not types or kind in types}
    return {**example("nodes/query_tags__hardware"), **shown, "key": echo(asked)}


def resolve_bindings(call: Call) -> list[JsonValue]:
    """`binding/batch`: names of devices. What else a binding may ask for is answered as a register without a value."""
    answers: list[JsonValue] = []
    for key in (word(row, "key") for row in _rows(call)):
        named = re.search(r'"key":\s?"(H\d+)".*"field":\s?"name"', key)
        device = call.state.world.device(named[1]) if named else None
        value = call.state.documents.device_name(device[1]) if device else ""
        answers.append({"item": {"key": key, "lastChanged": None, "value": value}, "key": key})
    return answers


def query_nodes(call: Call) -> JsonObject:
    """`node`, asked with a body: the path to a node, or what lies below it.

    Raises:
        RefusedError: The question is not understood (400), or names nothing (404).
    """
    state, asked = call.state, call.sent()
    key, context = text(asked.get("key")), text(asked.get("context"))
    kinds, sub_kinds = _list(asked, "kinds"), _list(asked, "subKinds")
    if key is None or context not in ("path", "query"):
        raise RefusedError(400, "A key is needed, and the context has to be path or query.")
    asked_node = node(state, key)
    if asked_node is None:
        raise RefusedError(404, f"There is no node with the key {key}.")
    if context == "path":
        seen: Iterator[JsonObject] = _path(state, asked_node)
    else:
        seen = _below(state, asked_node, hardware=not kinds or "hardware" in kinds)
    wanted = text(asked.get("filter")) or ""
    nodes = [
        each
        for each in seen
        if (not kinds or each["kind"] in kinds)
        and (not sub_kinds or each["kind"] != "hardware" or each["subKind"] in sub_kinds)
        and wanted.casefold() in word(each, "name").casefold()
    ]
    return {
        "key": echo({name: asked.get(name) for name in _ORDER}),
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
    trigger = state.documents.read("trigger", key)
    above = None if trigger is None else node(state, word(trigger, "parentKey"))
    return None if trigger is None or above is None else _leaf(key, "alert", trigger, above)


def _file(state: State, key: str) -> JsonObject | None:
    kept = state.documents.file(key)
    above = None if kept is None else node(state, word(kept[1], "parentKey"))
    if kept is None or above is None:
        return None
    return _leaf(key, kept[0] if kept[0] in ("report", "folder") else "file", kept[1], above)


def _leaf(key: str, kind: str, document: JsonObject, above: JsonObject) -> JsonObject:
    path = above["path"] if isinstance(above["path"], list) else []
    made = _node(key, kind, kind, word(document, "name"), word(above, "key"), [*path, above["key"]])
    return {**made, "lastChanged": document.get("ts", document.get("lastChanged"))}


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


def _rows(call: Call) -> list[JsonObject]:
    body = read_json(call.request.body)
    if not isinstance(body, list) or not all(isinstance(row, dict) for row in body):
        raise RefusedError(400, "The body has to be a list of objects.")
    return objects(body)
