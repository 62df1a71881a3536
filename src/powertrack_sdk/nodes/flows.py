"""Reads of the tree of customers, sites and devices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from powertrack_api.api import account, nodes
from powertrack_sdk.errors import EmptyResponseError, ValidationError
from powertrack_sdk.keys import is_site_key
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.node import Node
    from powertrack_api.models.node_query_result import NodeQueryResult
    from powertrack_core.operation import Operation

_KINDS = ("customer", "hardware", "site", "user", "file", "folder", "report")


def node_query(key: str, kinds: list[str], context: Literal["query", "path"] = "query") -> Operation[NodeQueryResult]:
    """Return the query for the nodes of some kinds below a node, or with `path` for those above it."""
    return nodes.query_nodes(
        {
            "key": key,
            "context": context,
            "kinds": kinds,
            "subKinds": [],
            "nodes": [],
            "filter": "",
            "filterBy": "Name" if context == "query" else "",
        }
    )


def devices_below(site: str) -> Flow[list[Node]]:
    """Read the nodes of a site's devices, in the order of the site's page.

    Operation: POST /api/node
    """
    found = yield from ask(node_query(site, ["customer", "site", "hardware"]))
    devices = [node for node in found.nodes if node.kind == "hardware"]
    return sorted(devices, key=lambda node: (node.sort or 0, node.key))


def session_customer() -> Flow[str]:
    """Find the key of the topmost customer that the session's user may see.

    No operation returns it. It is the first customer on the path to the first favorite of the user or, without
    favorites, to the site of the first notice.

    Raises:
        ValidationError: No customer is found.
        APIError: A request failed.

    Operations: GET /api/node/favorites, GET /api/notifications/session if there are none; then POST /api/node
    """
    known = yield from _first_key(bool)
    if known is not None:
        path = yield from ask(node_query(known, list(_KINDS), "path"))
        # The path begins with the topmost node that the user may see.
        for node in path.nodes:
            if node.kind == "customer":
                return node.key
    raise ValidationError("the favorites and notices of the session lead to no customer; name the customer by its key")


def session_site() -> Flow[str]:
    """Find the key of a site of the session's user: the first among the favorites, or else the notices.

    Raises:
        ValidationError: No site is found.
        APIError: A request failed.

    Operations: GET /api/node/favorites, GET /api/notifications/session if there is none
    """
    known = yield from _first_key(is_site_key)
    if known is None:
        raise ValidationError("the favorites and notices of the session name no site; name a site by its key")
    return known


def _first_key(wanted: Callable[[str], bool]) -> Flow[str | None]:
    """Find the first wanted key among the favorites, or else among the sites of notices."""
    try:
        favorites = yield from ask(nodes.get_favorite_nodes())
    except EmptyResponseError:
        favorites = []
    found = next(filter(wanted, favorites), None)
    if found is not None:
        return found
    try:
        notices = (yield from ask(account.get_session_notifications())).list_
    except EmptyResponseError:
        notices = []
    return next((notice.site_key for notice in notices if notice.site_key and wanted(notice.site_key)), None)
