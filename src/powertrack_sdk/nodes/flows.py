"""Reads of the tree of customers, sites and devices."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from powertrack_api.api import account, nodes
from powertrack_sdk.errors import EmptyResponseError, ValidationError
from powertrack_sdk.keys import is_site_key
from powertrack_sdk.runner.flow import Flow, ask

if TYPE_CHECKING:
    from powertrack_api.models.node import Node

_KINDS = ("customer", "hardware", "site", "user", "file", "folder", "report")


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


def session_customer() -> Flow[str]:
    """The key of the topmost customer that the session's user may see.

    No operation returns it directly. It is the first customer on the path to something that the user knows: the first
    of the favorites or, if there are none, the site of the first notice.

    Raises:
        ValidationError: Nothing leads to a customer, so it has to be named.
        APIError: A request failed.

    Operations: GET /api/node/favorites, GET /api/notifications/session if there are none; then POST /api/node
    """
    known = yield from _known_to_session(bool)
    if known is not None:
        path = yield from ask(
            nodes.query_nodes(
                {
                    "key": known,
                    "context": "path",
                    "kinds": list(_KINDS),
                    "subKinds": [],
                    "nodes": [],
                    "filter": "",
                    "filterBy": "",
                }
            )
        )
        # The path runs from the topmost node that the user may see down to the one that was asked for.
        for node in path.nodes:
            if node.kind == "customer":
                return node.key
    raise ValidationError("the favorites and notices of the session lead to no customer; name the customer by its key")


def session_site() -> Flow[str]:
    """The key of a site that the session's user knows: the first of the favorites, or else of the notices.

    Raises:
        ValidationError: There is none, so a site has to be named.
        APIError: A request failed.

    Operations: GET /api/node/favorites, GET /api/notifications/session if there is none
    """
    known = yield from _known_to_session(is_site_key)
    if known is None:
        raise ValidationError("the favorites and notices of the session name no site; name a site by its key")
    return known


def _known_to_session(wanted: Callable[[str], bool]) -> Flow[str | None]:
    """The first wanted key among the favorites or else among the sites of notices; None if neither has one."""
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
