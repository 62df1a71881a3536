"""Questions about the tree of customer, sites and devices."""

from __future__ import annotations

from collections.abc import Iterator

from powertrack_core.decoding import JsonObject, JsonValue, text
from powertrack_sdk.simulator.core.call import Call, answers
from powertrack_sdk.simulator.core.fields import echo, example, section, word
from powertrack_sdk.simulator.core.messages import RefusedError
from powertrack_sdk.simulator.core.store import KINDS, State
from powertrack_sdk.simulator.core.tree import device_node, node, site_node

_LONG_AGO = "1900-01-01T00:00:00Z"
_ORDER = ("key", "context", "kinds", "subKinds", "nodes", "filter", "filterBy")
_TAGS = {"attributes": "attribute", "keywords": "keyword", "notes": "note"}


@answers("getNode")
def get_node(call: Call) -> JsonObject:
    """Answer with one node."""
    return call.node(call.key)


@answers("queryNodeBatch")
def query_node_batch(call: Call) -> list[JsonValue]:
    """Answer with the nodes of many keys; unknown keys are left out."""
    nodes = {key: node(call.state, key) for key in (word(row, "key") for row in call.rows)}
    return [{"item": item, "key": key} for key, item in nodes.items() if item is not None]


@answers("getFavoriteNodes")
def get_favorite_nodes(call: Call) -> list[JsonValue]:
    """Answer with the keys of the first sites."""
    return [*call.state.world.keys()[:3]]


@answers("queryTags")
def query_tags(call: Call) -> JsonObject:
    """Answer with the tags in the document of a site or a device."""
    state, key, types = call.state, word(call.body, "ancestorKey"), call.items("types")
    call.node(key)
    document = state.read(KINDS["SiteConfig"], key) or state.read(KINDS["HardwareConfig"], key) or {}
    tags = section(document, "tags")
    shown = {name: tags.get(name, []) for name, kind in _TAGS.items() if not types or kind in types}
    return {**example("nodes/query_tags__hardware"), **shown, "key": echo(call.body)}


@answers("queryNodes")
def query_nodes(call: Call) -> JsonObject:
    """Answer with the path to a node, or with the nodes below it."""
    asked, kinds, sub_kinds = call.body, call.items("kinds"), call.items("subKinds")
    key, context = text(asked.get("key")), text(asked.get("context"))
    if key is None or context not in ("path", "query"):
        raise RefusedError(400, "A key is needed, and the context has to be path or query.")
    top = call.node(key)
    candidates = (
        _path(call.state, top)
        if context == "path"
        else _below(call.state, top, hardware=not kinds or "hardware" in kinds)
    )
    wanted = word(asked, "filter").casefold()
    nodes: list[JsonObject] = [
        each
        for each in candidates
        if (not kinds or each["kind"] in kinds)
        and (not sub_kinds or each["kind"] != "hardware" or each["subKind"] in sub_kinds)
        and wanted in word(each, "name").casefold()
    ]
    return {
        "key": echo({name: asked.get(name) for name in _ORDER}),
        "lastChanged": max((word(each, "lastChanged") for each in nodes), default=_LONG_AGO),
        "node": None if context == "path" else top,
        "nodes": [*nodes],
    }


def _path(state: State, last: JsonObject) -> Iterator[JsonObject]:
    above = last["path"]
    for key in above if isinstance(above, list) else []:
        found = node(state, key) if isinstance(key, str) else None
        if found is not None:
            yield found
    yield last


def _below(state: State, top: JsonObject, *, hardware: bool) -> Iterator[JsonObject]:
    """Return all nodes below one, without devices if they are not asked for: there may be tens of thousands."""
    one = state.world.site(word(top, "key"))
    for site in [one] if one else state.world.sites() if top["kind"] == "customer" else []:
        if one is None:
            yield site_node(state, site)
        if hardware:
            yield from (device_node(state, site, device) for device in site.devices)
