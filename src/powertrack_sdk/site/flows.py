"""Reads of sites, and the change of a configuration."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from powertrack_api.api import site
from powertrack_core.decoding import load_object
from powertrack_sdk import keys
from powertrack_sdk.alerts.flows import get_alert_summary, get_alert_triggers
from powertrack_sdk.errors import AuthenticationError, PowerTrackError, ValidationError
from powertrack_sdk.hardware.flows import get_hardware_list
from powertrack_sdk.modeling.flows import get_modeling_data
from powertrack_sdk.nodes.flows import node_query, session_customer
from powertrack_sdk.outcomes import UpdateResult
from powertrack_sdk.runner.flow import Flow, Progress, ask, environment, locally, settled, together
from powertrack_sdk.writes.documents import SITE
from powertrack_sdk.writes.edits import updating
from powertrack_sdk.writes.perform import single

if TYPE_CHECKING:
    from powertrack_api.inputs import SiteConfigPatch
    from powertrack_api.models.node import Node
    from powertrack_sdk.site.models import SiteConfig, SiteDetailedInfo, SiteLink, SiteShare
    from powertrack_sdk.site.site_data import SiteData
    from powertrack_sdk.site.site_list import SiteList

_SAVED_LIST: Final = Path("portfolio", "SiteList.json")


def get_sites(
    site_list_file: str | os.PathLike[str] | None = None, customer_id: str | int | None = None
) -> Flow[SiteList]:
    """List the sites in a file, or in the tree of a customer.

    Without arguments they come from the file `portfolio/SiteList.json` in the working folder if it exists, or else from
    the tree of the topmost customer that the session's user may see.

    Args:
        site_list_file: A JSON file that `SiteList.from_json_file` can read.
        customer_id: Key of the customer, such as `C1001`, whose tree to read.

    Returns:
        The sites in the order of the file or of the tree. The tree includes the sites of customers below the customer,
        and hidden ones (`is_hidden`); within a customer, sites are ordered by `sort`, then by name.

    Raises:
        ValidationError: Both arguments are given, the key is not a customer's, or no customer can be found.
        ConfigurationError: The file cannot be read, or is not a list of sites.
        APIError: A request failed.

    Operation: POST /api/node; GET /api/node/favorites to find the customer
    """
    from powertrack_sdk.site.site_list import SiteList

    if site_list_file is not None and customer_id is not None:
        raise ValidationError("give site_list_file or customer_id, not both")
    if customer_id is not None:
        return (yield from _sites_below(keys.customer_key(customer_id)))
    if site_list_file is not None or (yield from locally(_SAVED_LIST.exists)):
        return (
            yield from locally(
                lambda: SiteList.from_json_file(_SAVED_LIST if site_list_file is None else site_list_file)
            )
        )
    return (yield from _sites_below((yield from session_customer())))


def _sites_below(customer: str) -> Flow[SiteList]:
    from powertrack_sdk.site.site_list import Site, SiteList

    now = (yield from environment()).clock.now()
    found: dict[str, Node] = {}
    yield from _collect_nodes(customer, found, {customer})

    def place(node: Node) -> list[tuple[int, str, str]]:
        """Return the position of a node among its siblings, after those of the customers above it."""
        line = [*(found[key] for key in _customers_above(node) if key in found), node]
        return [(one.sort or 0, (one.name or "").casefold(), one.key) for one in line]

    sites = sorted((node for node in found.values() if node.kind == "site"), key=place)
    return SiteList((Site.from_json(node.raw) for node in sites), customer=customer, fetched_at=now)


def _collect_nodes(customer: str, found: dict[str, Node], asked: set[str]) -> Flow[None]:
    """Collect the nodes of customers and sites below a customer.

    It is not known whether an answer includes all levels. So customers that it shows as empty are asked for in turn.
    """
    answer = yield from ask(node_query(customer, ["customer", "site"]))
    for node in answer.nodes:
        found.setdefault(node.key, node)
    above = {key for node in answer.nodes for key in _customers_above(node)}
    customers = [node.key for node in answer.nodes if node.kind == "customer" and node.key not in above | asked]
    asked.update(customers)
    yield from together([_collect_nodes(key, found, asked) for key in customers])


def _customers_above(node: Node) -> list[str]:
    return node.path or ([node.parent_key] if node.parent_key is not None else [])


def get_site_data(
    site_id: str | int,
    include_hardware: bool = True,
    include_alerts: bool = True,
    include_modeling: bool = True,
    progress: Progress | None = None,
) -> Flow[SiteData]:
    """Read all data of a site concurrently. Parts that cannot be read are listed in `failures`.

    Args:
        site_id: Key of the site, such as `S10001`.
        include_hardware: Whether to read its devices.
        include_alerts: Whether to read counts of active alerts and, with the devices, their alert triggers.
        include_modeling: Whether to read its photovoltaic model.
        progress: Called with the number of finished parts and of the parts known so far.

    Raises:
        ValidationError: The key is not a site's.
        AuthenticationError: The session is not accepted.
        APIError: Nothing of the site can be read, for example because it does not exist.

    Operations: GET /api/view/site, /api/edit/site, /api/view/sitehardwareproduction,
    /api/view/activealerts/activesummary, /api/edit/modeling, and /api/alerttrigger for each device
    """
    from powertrack_sdk.site.site_data import SiteData

    key = keys.site_key(site_id)
    data = SiteData(fetched_at=(yield from environment()).clock.now())
    parts: dict[str, Flow[object]] = {"site": get_site_detailed_info(key), "config": get_site_config(key)}
    if include_hardware:
        parts["hardware"] = get_hardware_list(key)
    if include_alerts:
        parts["alert_summary"] = get_alert_summary(site_id=key)
    if include_modeling:
        parts["modeling"] = get_modeling_data(key)
    outcomes = yield from settled(parts.values(), progress)
    for part, outcome in zip(parts, outcomes, strict=True):
        if isinstance(outcome, PowerTrackError):
            _record_failure(data, part, outcome)
        else:
            setattr(data, part, outcome)
    if len(data.failures) == len(parts):
        raise data.failures["site"]
    if include_alerts and data.hardware:
        flows = [get_alert_triggers(device.key) for device in data.hardware]
        triggers = yield from settled(flows, _continued(progress, len(parts)))
        for device, found in zip(data.hardware, triggers, strict=True):
            if isinstance(found, PowerTrackError):
                _record_failure(data, device.key, found)
            else:
                data.alerts[device.key] = found
    return data


def _continued(progress: Progress | None, done: int) -> Progress | None:
    """Return a progress that starts after the parts that are done."""
    return (lambda count, total: progress(done + count, done + total)) if progress is not None else None


def _record_failure(data: SiteData, part: str, error: PowerTrackError) -> None:
    if isinstance(error, AuthenticationError):  # fails the whole read, not a part
        raise error
    data.failures[part] = error


def get_site_detailed_info(site_id: str | int) -> Flow[SiteDetailedInfo]:
    """Read the master data of a site: address, contracts, capacities.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: The key is not a site's.
        APIError: The request failed.

    Operation: GET /api/view/site/{siteKey}
    """
    from powertrack_sdk.site.models import SiteDetailedInfo

    operation = site.get_site(keys.site_key(site_id))
    return (yield from ask(operation.reading(SiteDetailedInfo.parse, may_be_empty=True)))


def get_site_config(site_id: str | int) -> Flow[SiteConfig]:
    """Read the configuration of a site.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: The key is not a site's.
        APIError: The request failed.

    Operation: GET /api/edit/site/{siteKey}
    """
    from powertrack_sdk.site.models import SiteConfig

    return (yield from ask(site.get_site_config(keys.site_key(site_id)).reading(SiteConfig.parse)))


def get_site_links(site_id: str | int) -> Flow[list[SiteLink]]:
    """List the links on the page of a site.

    Args:
        site_id: Key of the site, such as `S10001`.

    Returns:
        The links: `key` is an absolute address, or for a dashboard the key of its file.

    Raises:
        ValidationError: The key is not a site's.
        APIError: The request failed.

    Operation: GET /api/view/sitelinks/{siteKey}
    """
    from powertrack_sdk.site.models import SiteLink

    operation = site.get_site_links(keys.site_key(site_id))
    return (
        yield from ask(
            operation.reading(lambda content: SiteLink.many(load_object(content).get("list")), may_be_empty=True)
        )
    )


def get_site_shares(site_id: str | int) -> Flow[list[SiteShare]]:
    """List the customers that a site is shared with, and their rights.

    Args:
        site_id: Key of the site, such as `S10001`.

    Raises:
        ValidationError: The key is not a site's.
        APIError: The request failed.

    Operation: GET /api/view/siteshares/{siteKey}
    """
    return (yield from ask(site.get_site_shares(keys.site_key(site_id)))).rows


def update_site_config(site_id: str | int, config_data: SiteConfigPatch, dry_run: bool = False) -> Flow[UpdateResult]:
    """Change the configuration of a site, and nothing else of it.

    Args:
        site_id: Key of the site, such as `S10001`.
        config_data: What to change, by the names of the API or by friendly names such as `acCapacityKw`.
        dry_run: Only show what would change.

    Raises:
        ValidationError: The change is wrong; nothing was sent.
        ConflictError: The site was changed meanwhile; nothing was sent.
        VerificationError: Afterwards the site is not as asked for.
        APIError: A request failed.

    Operations: GET /api/edit/site/{siteKey}, PUT /api/edit/site
    """
    edit = yield from updating(SITE, keys.site_key(site_id), config_data)
    return (yield from single(edit, dry_run=dry_run))
