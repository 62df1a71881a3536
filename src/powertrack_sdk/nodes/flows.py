"""Reads of the tree of customers, sites and devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from powertrack_api.api import nodes
from powertrack_sdk.errors import APIError
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.node import Node


def devices_below(site: str) -> Flow[list[Node]]:
    """The nodes of a site's devices, in the order in which the site shows them.

    Operation: POST /api/node
    """
    query = nodes.query_nodes(
        {
            "key": site,
            "context": "query",
            "kinds": ["customer", "site", "hardware"],
            "subKinds": [],
            "nodes": [],
            "filter": "",
            "filterBy": "Name",
        }
    )
    found = yield from ask(query)
    devices = [node for node in found.nodes if node.kind == "hardware"]
    return sorted(devices, key=lambda node: (node.sort or 0, node.key))


def site_of(device: str) -> Flow[str]:
    """The key of the site that a device belongs to.

    Operation: GET /api/node/{hardwareKey}
    """
    node = yield from ask(nodes.get_hardware_node(device))
    if node.parent_key is None:
        raise APIError(f"{device}: its node names no site", operation="getHardwareNode")
    return node.parent_key
