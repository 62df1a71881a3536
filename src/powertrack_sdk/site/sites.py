"""Which sites there are: from a file, or from the tree."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from powertrack_api.api import nodes
from powertrack_sdk import keys
from powertrack_sdk.errors import ValidationError
from powertrack_sdk.nodes.flows import session_customer
from powertrack_sdk.runner.flow import Flow, ask, environment, locally, together

if TYPE_CHECKING:
    from powertrack_api.models.node import Node
    from powertrack_sdk.site.site_list import SiteList

USUAL_FILE: Final = Path("portfolio", "SiteList.json")


def get_sites(
    site_list_file: str | os.PathLike[str] | None = None, customer_id: str | int | None = None
) -> Flow[SiteList]:
    """List the sites: those in a file, or those in the tree of a customer.

    Without arguments they come from the file `portfolio/SiteList.json` in the working folder where there is one, and
    else from the tree below the topmost customer that the session's user may see.

    Args:
        site_list_file: A JSON file that `SiteList.from_json_file` can read.
        customer_id: Key of the customer, such as `C1001`, whose tree is to be read.

    Returns:
        The sites in the order of the file or of the tree. The tree's include those of customers below the customer, and
        hidden ones (`is_hidden`); within a customer they are ordered by `sort`, then by name.

    Raises:
        ValidationError: Both arguments are given, it is no customer's key, or no customer can be found.
        ConfigurationError: The file cannot be read, or holds no list of sites.
        APIError: A request failed.

    Operation: POST /api/node; GET /api/node/favorites to find the customer
    """
    if site_list_file is not None and customer_id is not None:
        raise ValidationError("give site_list_file or customer_id, not both")
    if customer_id is not None:
        return (yield from _below(keys.customer_key(customer_id)))
    saved = yield from locally(lambda: _saved(site_list_file))
    return saved if saved is not None else (yield from _below((yield from session_customer())))


def _saved(file: str | os.PathLike[str] | None) -> SiteList | None:
    from powertrack_sdk.site.site_list import SiteList

    if file is None and not USUAL_FILE.exists():
        return None
    return SiteList.from_json_file(USUAL_FILE if file is None else file)


def _below(customer: str) -> Flow[SiteList]:
    from powertrack_sdk.site.site_list import Site, SiteList

    now = (yield from environment()).clock.now()
    found: dict[str, Node] = {}
    yield from _collect(customer, found, {customer})
    sites = sorted((node for node in found.values() if node.kind == "site"), key=lambda node: _place(node, found))
    return SiteList((Site.from_json(node.raw) for node in sites), customer=customer, fetched_at=now)


def _collect(customer: str, found: dict[str, Node], asked: set[str]) -> Flow[None]:
    """Collect the nodes of customers and sites below a customer.

    It was never seen whether an answer goes down all levels. So a customer below which it shows nothing is asked for
    what is below it.
    """
    answer = yield from ask(
        nodes.query_nodes(
            {
                "key": customer,
                "context": "query",
                "kinds": ["customer", "site"],
                "subKinds": [],
                "nodes": [],
                "filter": "",
                "filterBy": "Name",
            }
        )
    )
    for node in answer.nodes:
        found.setdefault(node.key, node)
    above = {key for node in answer.nodes for key in _above(node)}
    customers = [node.key for node in answer.nodes if node.kind == "customer" and node.key not in above | asked]
    asked.update(customers)
    yield from together([_collect(key, found, asked) for key in customers])


def _above(node: Node) -> list[str]:
    """Keys of the customers above a node, topmost first."""
    return node.path or ([node.parent_key] if node.parent_key is not None else [])


def _place(node: Node, found: dict[str, Node]) -> list[tuple[int, str, str]]:
    """Where a node stands in the tree: its place among its siblings, after those of the customers above it."""
    line = [*(found[key] for key in _above(node) if key in found), node]
    return [(one.sort or 0, (one.name or "").casefold(), one.key) for one in line]
